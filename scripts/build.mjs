// node scripts/build.mjs [FOLDER]
// Bundles the command line (which is the language server as well) and the extension into dist/ (or FOLDER) and lays beside it what it reads at run time: the parser's wasm and the grammars.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeNotices } from "./notices.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = resolve(process.argv[2] ?? join(root, "dist"));

await generateCatalogue();
await mkdir(join(dist, "grammars"), { recursive: true });
const bundled = [...(await bundleCommandLine()), ...(await bundleExtension())];
const grammars = await copyParsers();
await writeNotices(root, dist, { inputs: bundled, ...grammars });
await copyFile(join(root, "rules/schema/config.schema.json"), join(dist, "config.schema.json"));

/** The compiled catalogue is TypeScript in server/src/generated and so a part of the bundle. */
async function generateCatalogue() {
  const generator = join(root, "scripts/generate.mjs");
  if (existsSync(generator))
    execFileSync(process.execPath, [generator], { stdio: ["ignore", "inherit", "inherit"] });
}

/** Gives the files that went into it. */
async function bundleCommandLine() {
  const outfile = join(dist, "cli.mjs");
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: ["server/src/cli/main.ts"],
    outfile,
    bundle: true,
    mainFields: ["module", "main"],
    platform: "node",
    target: "node20",
    format: "esm",
    minifySyntax: true,
    legalComments: "none",
    logLevel: "warning",
    banner: {
      // Bundled CommonJS packages call require() for node built-ins; an ES module has none of its own.
      js: '#!/usr/bin/env node\nimport { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);',
    },
  });
  await chmod(outfile, 0o755);
  return Object.keys(metafile.inputs);
}

/** The editor's side; VS Code brings the module `vscode`. Gives the files that went into it. */
async function bundleExtension() {
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: ["client/src/extension.ts"],
    outfile: join(dist, "extension.cjs"),
    bundle: true,
    external: ["vscode"],
    platform: "node",
    target: "node20",
    format: "cjs",
    minifySyntax: true,
    legalComments: "none",
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}

async function copyParsers() {
  const require = createRequire(import.meta.url);
  const runtime = require.resolve("web-tree-sitter/web-tree-sitter.wasm");
  await copyFile(runtime, join(dist, "grammars/web-tree-sitter.wasm"));
  for (const name of await readdir(join(root, "grammars"))) {
    if (/\.(wasm|json)$/.test(name))
      await copyFile(join(root, "grammars", name), join(dist, "grammars", name));
  }
  const { grammars } = JSON.parse(await readFile(join(root, "grammars/grammars.json"), "utf8"));
  return { extras: [dirname(runtime)], grammars };
}
