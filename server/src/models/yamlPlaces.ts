import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** Keys and indices from the top. */
export type YamlPath = readonly (string | number)[];

/** A place in a file; line and column from 1. */
export interface YamlPlace {
  line: number;
  column: number;
}

export interface YamlText {
  /** Undefined where the text is not YAML. */
  value: unknown;
  /** Where a value stands, or its key. What is reached through an alias has the place of the alias. */
  at(path: YamlPath, isKey?: boolean): YamlPlace;
  problems: (YamlPlace & { message: string })[];
}

/** Anchors save much in packs; one that multiplies itself is an attack. */
const MOST_ALIASES = 20_000;

/** Parses YAML; never throws. */
export function readYaml(text: string): YamlText {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter, uniqueKeys: true, logLevel: "silent" });
    const problems = document.errors.map((error) => ({
      ...place(lineCounter, error.pos[0]),
      message: clean(error.message),
    }));
    const at: YamlText["at"] = (path, isKey = false) =>
      place(lineCounter, offsetOf(document.contents, path, isKey));
    const value: unknown = problems.length > 0 ? undefined : document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value, at, problems };
  } catch (error) {
    // The reader recurses, and gives up on aliases that multiply.
    const message = clean(error instanceof Error ? error.message : String(error));
    return { value: undefined, at: () => START, problems: [{ ...START, message }] };
  }
}

const START = { line: 1, column: 1 };

function clean(message: string): string {
  const first = message.split("\n")[0] ?? "";
  return `not valid YAML: ${first.replace(/ at line \d+, column \d+:?$/, "")}`;
}

function place(lineCounter: LineCounter, offset: number): YamlPlace {
  const { line, col } = lineCounter.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function offsetOf(contents: unknown, path: YamlPath, isKey: boolean): number {
  let node = contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) return offset;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      const isWanted = isKey && index === path.length - 1;
      offset = startOf(isWanted ? pair?.key : (pair?.value ?? pair?.key)) ?? startOf(pair?.key) ?? offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  return Array.isArray(node.range) ? (node.range[0] as number) : undefined;
}
