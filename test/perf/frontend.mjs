// Prints how fast the front ends are on the files of a folder, against the parser alone.
// Usage: node test/perf/frontend.mjs <folder> [rounds]
// CPU time, best of the rounds after a first one that warms up; the three measures alternate within a round.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);
const folder = process.argv[2] ?? join(root, "node_modules");
const rounds = Number(process.argv[3] ?? 4);
const maxBytes = 4_000_000;

const { grammarFor, createParsers } = await loadFrontEnds();
const parsers = await createParsers(async (file) =>
  readFileSync(
    file === "web-tree-sitter.wasm"
      ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
      : join(root, "grammars", file),
  ),
);
const sets = { python: [], "typescript and javascript": [] };
collect(folder);
for (const [name, files] of Object.entries(sets)) if (files.length > 0) measure(name, files);

async function loadFrontEnds() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "server/src/frontends/parse.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    write: false,
    external: ["web-tree-sitter"],
  });
  const code = outputFiles[0].text.replaceAll(
    '"web-tree-sitter"',
    JSON.stringify(import.meta.resolve("web-tree-sitter")),
  );
  return import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}

/** Files of a folder up to a total size per language; huge files and minified ones are no source. */
function collect(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const file = join(path, entry.name);
    if (entry.isDirectory()) collect(file);
    else if (entry.isFile()) {
      const grammar = grammarFor(file);
      if (grammar === undefined) continue;
      const set = grammar === "python" ? sets.python : sets["typescript and javascript"];
      const text = readFileSync(file, "utf8");
      const bytes = Buffer.byteLength(text);
      if (bytes > 500_000 || bytes / (text.split("\n").length + 1) > 200) continue;
      if (set.reduce((sum, f) => sum + f.bytes, 0) + bytes <= maxBytes) set.push({ file, text, bytes });
    }
  }
}

function measure(name, files) {
  const bytes = files.reduce((sum, f) => sum + f.bytes, 0);
  const measures = {
    parse: parsers.parseOnly,
    "parse + read": parsers.readOnly,
    "parse + read + lower": parsers.lower,
  };
  const best = Object.fromEntries(Object.keys(measures).map((key) => [key, Number.POSITIVE_INFINITY]));
  for (let round = 0; round <= rounds; round++) {
    for (const [key, run] of Object.entries(measures)) {
      const before = process.cpuUsage();
      for (const { file, text } of files) run(file, text);
      const { user, system } = process.cpuUsage(before);
      if (round > 0) best[key] = Math.min(best[key], user + system);
    }
  }
  console.log(`${name}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
  for (const [key, time] of Object.entries(best)) {
    console.log(
      `  ${key.padEnd(22)}${(bytes / time).toFixed(2)} MB/s  ${((best.parse / time) * 100).toFixed(0)} % of parsing`,
    );
  }
}
