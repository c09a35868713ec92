// Measures the search for keys beside other scanners on generated files, all in one run.
// Usage: node test/keys/bench.mjs [SEED]
// The others are taken from the PATH, or from GITLEAKS, DETECT_SECRETS, SECRETLINT; one that is not there is left out.
// Secretlint wants a folder with its configuration: SECRETLINT_CONFIG names the file.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);
const seed = Number(process.argv[2] ?? 1);
const folder = mkdtempSync(join(tmpdir(), "keys-"));
const corpus = join(folder, "corpus");
try {
  const { addLine, makeCases, ourLines, score } = await import(pathToFileURL(await bundle()).href);
  const cases = makeCases(seed);
  for (const each of cases) {
    mkdirSync(dirname(join(corpus, each.path)), { recursive: true });
    writeFileSync(join(corpus, each.path), each.text);
  }
  const keys = cases.filter((each) => each.isKey);
  const count = (of) => new Set(of).size;
  console.log(
    `seed ${seed}: ${keys.length} keys of ${count(keys.map((each) => each.of))} forms, ${cases.length - keys.length} look-alikes of ${count(cases.filter((each) => !each.isKey).map((each) => each.of))} sorts, ${count(cases.map((each) => each.kind))} kinds of files`,
  );
  const all = { llmlint: await ourLines(cases, readAsset), ...peers(addLine) };
  const scores = Object.entries(all).map(([name, lines]) => [name, lines, score(cases, lines)]);
  for (const [name, lines, { recall, precision }] of scores) {
    const part = (beside) =>
      score(
        keys.filter((each) => each.beside === beside),
        lines,
      ).recall;
    console.log(
      `${name.padEnd(15)} recall ${percent(recall)} (named ${percent(part("credential"))}, neutral ${percent(part("neutral"))})  precision ${percent(precision)}`,
    );
  }
  const ours = scores[0][2];
  for (const each of ours.missed) {
    const by = scores.slice(1).filter(([, lines]) => lines.get(each.path)?.has(each.line));
    console.log(
      `missed: ${each.of} in ${each.kind}, ${each.beside}${by.length > 0 ? `; found by ${by.map(([name]) => name).join(", ")}` : ""}`,
    );
  }
  for (const each of ours.wrong) console.log(`wrong: ${each.of} in ${each.kind}`);
  const only = ours.missed.filter((each) =>
    scores.slice(1).some(([, lines]) => lines.get(each.path)?.has(each.line)),
  );
  console.log(`found by another scanner only: ${only.length}`);
} finally {
  rmSync(folder, { recursive: true });
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function readAsset(name) {
  return readFileSync(
    name === "web-tree-sitter.wasm"
      ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
      : join(root, "grammars", name),
  );
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test/keys/score.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    mainFields: ["module", "main"],
    external: ["web-tree-sitter"],
    logLevel: "error",
    banner: {
      js: `import { createRequire as requireOf } from "node:module"; const require = requireOf(${JSON.stringify(import.meta.url)});`,
    },
  });
  const file = join(folder, "score.mjs");
  const code = outputFiles[0].text;
  writeFileSync(
    file,
    code.replaceAll('"web-tree-sitter"', JSON.stringify(import.meta.resolve("web-tree-sitter"))),
  );
  return file;
}

/** What the other scanners report, by their name. */
function peers(addLine) {
  const out = {};
  const asked = { gitleaks, "detect-secrets": detectSecrets, secretlint };
  for (const [name, ask] of Object.entries(asked)) {
    try {
      const lines = new Map();
      for (const { file, line } of ask()) addLine(lines, relative(corpus, file), line);
      out[name] = lines;
    } catch (error) {
      console.log(`${name} is left out: ${String(error.message).split("\n")[0]}`);
    }
  }
  return out;
}

function run(command, args, options = {}) {
  try {
    return execFileSync(command, args, {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
      ...options,
    });
  } catch (error) {
    // Scanners end with 1 when they found something.
    if (error.status === 1 && typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}

function gitleaks() {
  const report = join(folder, "gitleaks.json");
  run(process.env.GITLEAKS ?? "gitleaks", [
    "dir",
    corpus,
    "--report-format",
    "json",
    "--report-path",
    report,
    "--exit-code",
    "0",
  ]);
  return JSON.parse(readFileSync(report, "utf8")).map(({ File, StartLine }) => ({
    file: File,
    line: StartLine,
  }));
}

function detectSecrets() {
  const text = run(
    process.env.DETECT_SECRETS ?? "detect-secrets",
    ["scan", "--all-files", "--no-verify", "."],
    { cwd: corpus },
  );
  return Object.entries(JSON.parse(text).results).flatMap(([file, hits]) =>
    hits.map((hit) => ({ file: join(corpus, file), line: hit.line_number })),
  );
}

function secretlint() {
  const config = process.env.SECRETLINT_CONFIG;
  if (config === undefined) throw new Error("SECRETLINT_CONFIG names no configuration");
  const report = join(folder, "secretlint.json");
  const globs = ["**/*", "**/.*", "**/.github/**/*"].map((glob) => `${corpus}/${glob}`);
  run(process.env.SECRETLINT ?? "secretlint", [
    ...["--secretlintrc", config, "--format", "json", "--output", report],
    ...globs,
  ]);
  return JSON.parse(readFileSync(report, "utf8")).flatMap(({ filePath, messages }) =>
    messages.map(({ loc }) => ({ file: filePath, line: loc.start.line })),
  );
}
