import { beforeAll, describe, expect, it } from "vitest";
import {
  ERROR_TYPE,
  type GrammarName,
  loadGrammar,
  NO_FIELD,
  NO_TYPE,
  readTree,
  reportSyntaxErrors,
  spansOf,
  startRuntime,
  type TreeReader,
} from "../../../server/src/frontends/treeReader.ts";
import { FileBuilder } from "../../../server/src/ir/builder.ts";
import { locateWasm } from "./pythonFile.ts";

const sources: Record<GrammarName, string> = {
  python:
    'class A(B):\n    # 😀 note\n    x: int = f"é{y!r}" "b"\n    def m(self, *a, k=1): return [i for i in a]\n',
  typescript:
    "export abstract class A<T> { constructor(private readonly b: B) { super() } }\nfoo<string>(`é`, x!);\n",
  tsx: "export const A = () => <p a={1}>é {b}</p>;\n",
  javascript: "for (const [a, b] of Object.entries(c)) d[a] ??= b; // 😀\nlabel: while (1) break label;\n",
};
const names = Object.keys(sources) as GrammarName[];

async function load(name: GrammarName, method?: TreeReader["method"]): Promise<TreeReader> {
  return loadGrammar(name, await locateWasm(`tree-sitter-${name}.wasm`), method);
}

/** The used part of the columns. */
function columns(reader: TreeReader, text: string) {
  const tree = readTree(reader, text);
  if (tree === undefined) throw new Error("no tree");
  const { n, type, field, named, start, end, next, parent, hasError } = tree;
  const used = [type, field, named, start, end, next, parent].map((column) =>
    Array.from(column.subarray(0, n)),
  );
  return { n, hasError, used };
}

beforeAll(() => startRuntime(() => locateWasm("web-tree-sitter.wasm")));

describe.each(names)("the %s grammar", (name) => {
  it("is read from memory, as the cursor reads it", async () => {
    const direct = await load(name);
    const cursor = await load(name, "cursor");
    expect(direct.method).toBe("memory");
    expect(cursor.method).toBe("cursor");
    const text = sources[name];
    for (const source of [
      text,
      `${text.slice(0, text.length / 2)}(`,
      `(]${text}`,
      "",
      "\n",
      text.repeat(400),
    ]) {
      expect(columns(direct, source)).toEqual(columns(cursor, source));
    }
  });
});

describe("a tree", () => {
  it("survives deep nesting", async () => {
    const reader = await load("python");
    const depth = 20_000;
    const tree = readTree(reader, `x = ${"[".repeat(depth)}${"]".repeat(depth)}\n`);
    expect(tree?.n).toBeGreaterThan(3 * depth);
    expect(tree?.hasError).toBe(false);
  });
  it("counts offsets in UTF-16 units", async () => {
    const reader = await load("python");
    const text = '"😀é" # c\n';
    const tree = readTree(reader, text);
    if (tree === undefined) throw new Error("no tree");
    expect([...spansOf(tree, reader.grammar.typeId("comment"))]).toEqual([6, 9]);
  });
  it("gives at most five problems, one per place", async () => {
    const reader = await load("python");
    const file = new FileBuilder("a.py", "py");
    const tree = readTree(reader, "x = ) 1\n".repeat(9));
    if (tree === undefined) throw new Error("no tree");
    reportSyntaxErrors(tree, file);
    expect(file.ir.problems).toHaveLength(5);
    expect(file.ir.problems[0]?.message).toBe("syntax error");
  });
});

describe("a grammar", () => {
  it("knows its names and says so when it does not", async () => {
    const { grammar } = await load("python");
    const call = grammar.typeId("call");
    expect(grammar.typeName(call)).toBe("call");
    expect(grammar.typeId("call", false)).toBe(NO_TYPE);
    expect(grammar.typeId("nonsense")).toBe(NO_TYPE);
    expect(grammar.fieldId("nonsense")).toBe(NO_FIELD);
    expect(grammar.typeId("ERROR")).toBe(ERROR_TYPE);
    expect(grammar.typeName(ERROR_TYPE)).toBe("ERROR");
  });
});
