import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Language, Parser } from "web-tree-sitter";

interface GrammarEntry {
  file: string;
  package: string;
  version: string;
  abi: number;
  sha256: string;
}

const folder = join(import.meta.dirname, "../../grammars");
const { grammars } = JSON.parse(readFileSync(join(folder, "grammars.json"), "utf8")) as {
  grammars: GrammarEntry[];
};

beforeAll(async () => {
  const resolve = createRequire(import.meta.url).resolve;
  const wasm = join(dirname(resolve("web-tree-sitter")), "web-tree-sitter.wasm");
  await Parser.init({ locateFile: () => wasm });
});

it("every grammar that lies here is named", () => {
  const present = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
  expect(grammars.map((grammar) => grammar.file)).toEqual(present.sort());
});

describe.each(grammars)("$file", (grammar) => {
  const bytes = readFileSync(join(folder, grammar.file));

  it("is the file that was checked", () => {
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(grammar.sha256);
  });

  it("has the ABI it is said to have", async () => {
    expect((await Language.load(bytes)).abiVersion).toBe(grammar.abi);
  });

  it("is the version that the oracle compares with", () => {
    const oracle = JSON.parse(readFileSync(join(folder, "../test/oracle/package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(oracle.dependencies[grammar.package]).toBe(grammar.version);
  });
});
