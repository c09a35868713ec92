import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createParsers, type Parsers } from "../../../server/src/frontends/parse.ts";
import { printFile } from "../../../server/src/ir/printer.ts";
import type { FileIR } from "../../../server/src/ir/types.ts";

const require = createRequire(import.meta.url);
const grammars = new URL("../../../grammars/", import.meta.url);

/** The runtime and the grammars as the project ships them. */
export function locateWasm(file: string): Promise<Uint8Array> {
  return readFile(
    file === "web-tree-sitter.wasm"
      ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
      : new URL(file, grammars),
  );
}

let parsers: Promise<Parsers> | undefined;

export async function lowered(text: string, path = "a.py"): Promise<FileIR> {
  parsers ??= createParsers(locateWasm, ["python"]);
  return (await parsers).lower(path, text);
}

/** The printed IR of some lines of Python. */
export async function ir(...lines: string[]): Promise<string> {
  return printFile(await lowered(`${lines.join("\n")}\n`));
}
