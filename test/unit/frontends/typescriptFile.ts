import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createParsers, type Parsers } from "../../../server/src/frontends/parse.ts";
import { printFile } from "../../../server/src/ir/printer.ts";
import type { FileIR } from "../../../server/src/ir/types.ts";

const require = createRequire(import.meta.url);
const grammars = new URL("../../../grammars/", import.meta.url);

let parsers: Promise<Parsers> | undefined;

function loaded(): Promise<Parsers> {
  parsers ??= createParsers(
    (file) =>
      readFile(
        file === "web-tree-sitter.wasm"
          ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
          : new URL(file, grammars),
      ),
    ["typescript", "tsx", "javascript"],
  );
  return parsers;
}

export async function lowered(text: string, path = "a.ts"): Promise<FileIR> {
  return (await loaded()).lower(path, text);
}

/** The printed IR of a text. */
export async function ir(text: string, path = "a.ts"): Promise<string> {
  return printFile(await lowered(text, path));
}
