// The only file of the oracle that knows which reader it compares.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./files.mjs";

const GRAMMARS = ["python", "typescript", "tsx", "javascript"];

/** Bundles the project's reader, as Node 20 does not read TypeScript, and loads the grammars that the package ships. */
export async function openReader() {
  const require = createRequire(join(root, "package.json"));
  const { build } = require("esbuild");
  const outfile = join(import.meta.dirname, "node_modules/.reader/reader.mjs");
  await build({
    stdin: {
      contents: `export * from "./treeReader.ts"; export { grammarFor } from "./parse.ts";`,
      resolveDir: join(root, "server/src/frontends"),
      loader: "ts",
    },
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  const { startRuntime, loadGrammar, readTree, grammarFor } = await import(pathToFileURL(outfile).href);
  await startRuntime(async () => readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")));
  const readers = {};
  for (const name of GRAMMARS) {
    readers[name] = await loadGrammar(name, readFileSync(join(root, `grammars/tree-sitter-${name}.wasm`)));
  }
  return {
    grammarFor,
    read: (grammar, text) => readTree(readers[grammar], text),
    typeName: (grammar, type) => readers[grammar].grammar.typeName(type),
    fieldNumber: (grammar, field) => (field === "" ? 0 : readers[grammar].grammar.fieldId(field)),
    methods: () => GRAMMARS.map((name) => `${name} by ${readers[name].method}`).join(", "),
  };
}
