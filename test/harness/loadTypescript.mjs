// Runs a TypeScript file of ours, imports and all, without a build step.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The exports of `file` (relative to the project's root); what asks for its own folder is told that of the harness. */
export async function loadTypescript(file) {
  const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
  const { outputFiles } = await build({
    entryPoints: [join(root, file)],
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
    define: { "import.meta.dirname": JSON.stringify(join(root, "test/harness")) },
  });
  const code = outputFiles[0].text.replaceAll(
    '"web-tree-sitter"',
    JSON.stringify(import.meta.resolve("web-tree-sitter")),
  );
  const folder = mkdtempSync(join(tmpdir(), "llmlint-"));
  try {
    const bundle = join(folder, "bundle.mjs");
    writeFileSync(bundle, code);
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
