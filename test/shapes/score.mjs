// Scores the engine on a markdown file of annotated snippets.
// Usage: node test/shapes/score.mjs FILE.md [ID,ID…]
// Each `#### ID …` section is a project of its own; its code blocks carry the comments that the fixtures carry.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);
const [file, only] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node test/shapes/score.mjs FILE.md [ID,ID…]");
  process.exit(2);
}
const { outputFiles } = await build({
  entryPoints: [join(root, "test/shapes/score.ts")],
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  write: false,
  mainFields: ["module", "main"],
  external: ["web-tree-sitter"],
  logLevel: "error",
  banner: {
    js: `import { createRequire as requireOf } from "node:module"; const require = requireOf(${JSON.stringify(import.meta.url)});`,
  },
});
const code = outputFiles[0].text.replaceAll(
  '"web-tree-sitter"',
  JSON.stringify(import.meta.resolve("web-tree-sitter")),
);
const folder = mkdtempSync(join(tmpdir(), "score-"));
try {
  const bundle = join(folder, "score.mjs");
  writeFileSync(bundle, code);
  const { score } = await import(pathToFileURL(bundle).href);
  await score(file, only ? only.split(",") : [], async (name) =>
    readFileSync(
      name === "web-tree-sitter.wasm"
        ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
        : join(root, "grammars", name),
    ),
  );
} finally {
  rmSync(folder, { recursive: true });
}
