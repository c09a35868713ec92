import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The wasm files from where a checkout has them. */
export async function readAsset(name) {
  return readFileSync(
    name === "web-tree-sitter.wasm"
      ? createRequire(import.meta.url).resolve("web-tree-sitter/web-tree-sitter.wasm")
      : join(root, "grammars", name),
  );
}
