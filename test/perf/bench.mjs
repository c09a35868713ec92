// Prints what a scan of a folder costs, each figure beside a reference of the same run.
// Usage: npm run bench -- FOLDER… [--rounds N] [--no-semgrep]
//   parser alone          CPU time of web-tree-sitter on the files that a scan analyses
//   parse, read, lower    the same files through the front ends
//   scan                  `llmlint scan` as users start it: a process of its own, no cache, start-up counted
//   semgrep               where it is on PATH: three taint rules of its own (below), start-up counted
// Figures, never pass or fail. The machine's load stands in the first line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);
/** What a rule about user text that reaches an interpreter, a shell and a database looks like there. */
function taintRule(id, languages, sources, sinks) {
  return {
    id,
    mode: "taint",
    languages,
    severity: "ERROR",
    message: id,
    "pattern-sources": sources.map((pattern) => ({ pattern })),
    "pattern-sinks": sinks.map((pattern) => ({ pattern })),
  };
}

const PYTHON_SOURCES = ["input(...)", "flask.request.$FIELD", "request.$FIELD", "os.environ[...]"];
const PYTHON_RULES = [
  taintRule("python-code", ["python"], PYTHON_SOURCES, ["eval(...)", "exec(...)", "compile(...)"]),
  taintRule("python-shell", ["python"], PYTHON_SOURCES, ["os.system(...)", "subprocess.$CALL(...)"]),
  taintRule("python-sql", ["python"], PYTHON_SOURCES, ["$CURSOR.execute(...)", "$CURSOR.executemany(...)"]),
];
const SCRIPT = ["typescript", "javascript"];
const SCRIPT_SOURCES = ["req.body", "req.query", "req.params", "process.argv", "prompt(...)"];
const SCRIPT_RULES = [
  taintRule("script-code", SCRIPT, SCRIPT_SOURCES, ["eval(...)", "new Function(...)", "vm.$CALL(...)"]),
  taintRule("script-shell", SCRIPT, SCRIPT_SOURCES, [
    "exec(...)",
    "execSync(...)",
    "child_process.$CALL(...)",
  ]),
  taintRule("script-sql", SCRIPT, SCRIPT_SOURCES, [
    "$DB.query(...)",
    "$DB.raw(...)",
    "$DB.$queryRawUnsafe(...)",
  ]),
];

const { folders, rounds, withSemgrep } = readArguments(process.argv.slice(2));
const work = mkdtempSync(join(tmpdir(), "bench-"));
try {
  const parts = await loadParts();
  const parsers = await parts.createParsers(readAsset);
  const load = loadavg().map((n) => n.toFixed(1));
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.versions.node}, load ${load.join(" ")}`,
  );
  for (const folder of folders) await measure(resolve(folder), parts, parsers);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function readArguments(given) {
  const folders = [];
  let rounds = 2;
  let withSemgrep = true;
  for (let i = 0; i < given.length; i++) {
    if (given[i] === "--rounds") rounds = Number(given[++i]);
    else if (given[i] === "--no-semgrep") withSemgrep = false;
    else folders.push(given[i]);
  }
  const missing = folders.filter((folder) => !existsSync(folder));
  if (folders.length === 0 || missing.length > 0 || !(rounds >= 1)) {
    console.error(
      missing.length > 0
        ? `no such folder: ${missing.join(", ")}`
        : "usage: npm run bench -- FOLDER… [--rounds N] [--no-semgrep]",
    );
    process.exit(2);
  }
  if (!existsSync(join(root, "dist/cli.mjs"))) {
    console.error("npm run build comes first");
    process.exit(2);
  }
  return { folders, rounds, withSemgrep };
}

async function readAsset(name) {
  return readFileSync(
    name === "web-tree-sitter.wasm"
      ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
      : join(root, "grammars", name),
  );
}

async function loadParts() {
  const { outputFiles } = await build({
    stdin: {
      contents: [
        'export { createEngine } from "./server/src/engine.ts";',
        'export { createParsers } from "./server/src/frontends/parse.ts";',
        'export { createNodeFileSystem } from "./server/src/host/nodeFileSystem.ts";',
        'export { discoverFiles } from "./server/src/project/discover.ts";',
        'export { resolvePaths } from "./server/src/workspace/paths.ts";',
      ].join("\n"),
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    write: false,
    mainFields: ["module", "main"],
    external: ["web-tree-sitter"],
    banner: {
      js: `import { createRequire as requireOf } from "node:module"; const require = requireOf(${JSON.stringify(import.meta.url)});`,
    },
  });
  const file = join(work, "parts.mjs");
  writeFileSync(
    file,
    outputFiles[0].text.replaceAll(
      '"web-tree-sitter"',
      JSON.stringify(import.meta.resolve("web-tree-sitter")),
    ),
  );
  return import(pathToFileURL(file).href);
}

async function measure(folder, parts, parsers) {
  const { all, analysed } = await filesOf(folder, parts);
  const bytes = sum(analysed.map((file) => file.bytes));
  console.log(`\n${folder}`);
  console.log(
    `  files                 ${all} seen, ${analysed.length} analysed: ${mega(bytes)} MB, ${sum(analysed.map((file) => file.lines))} lines`,
  );
  const [parse, lower] = bestOf(analysed, [parsers.parseOnly, parsers.lower]);
  console.log(`  parser alone          ${seconds(parse)} CPU, ${(bytes / 1e6 / parse).toFixed(2)} MB/s`);
  console.log(
    `  parse, read, lower    ${seconds(lower)} CPU, ${(bytes / 1e6 / lower).toFixed(2)} MB/s: ${percent(parse / lower)} of the parser's speed`,
  );
  const scan = scanFolder(folder);
  console.log(
    `  scan                  ${seconds(scan.cpu)} CPU, ${seconds(scan.wall)} wall, ${Math.round(scan.memory / 1e6)} MB at most, exit ${scan.code}: ${(scan.cpu / parse).toFixed(2)} × the parser's CPU time`,
  );
  console.log(`                        ${scan.findings} findings, ${scan.lines} lines analysed`);
  if (withSemgrep) compareWithSemgrep(folder, analysed, scan);
}

/** The files that a scan lowers, found by starting one and leaving it when it begins to follow data. */
async function filesOf(folder, parts) {
  const plain = parts.createNodeFileSystem({ confineTo: [] });
  const where = await parts.resolvePaths([folder], plain);
  const fs = parts.createNodeFileSystem({ confineTo: [plain.toNative(where.top)] });
  const texts = new Map();
  const options = { onText: (file, text) => texts.set(file.path, text) };
  const { files } = await parts.discoverFiles(fs, where.top, where.paths, options);
  const wanted = new Set();
  const enough = new Error("enough");
  const engine = await parts.createEngine({ fs }, readAsset);
  const progress = (stage, done) => {
    if (stage === "following data") throw enough;
    if (stage === "reading") wanted.add(files[done].path);
  };
  await engine
    .analyse({ root: where.top, paths: where.paths, profile: "recommended", progress })
    .catch((error) => {
      if (error !== enough) throw error;
    });
  const analysed = [...wanted].map((path) => {
    const text = texts.get(path) ?? "";
    return { path, text, bytes: Buffer.byteLength(text), lines: text.split("\n").length };
  });
  return { all: files.length, analysed };
}

/** Least CPU seconds of each measure; they alternate, and the files are in the cache of the machine already. */
function bestOf(files, measures) {
  const best = measures.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of measures.entries()) {
      const before = process.cpuUsage();
      for (const { path, text } of files) run(path, text);
      const { user, system } = process.cpuUsage(before);
      best[i] = Math.min(best[i], (user + system) / 1e6);
    }
  }
  return best;
}

function scanFolder(folder) {
  const usage = join(work, "usage.json");
  const report = join(work, "report.json");
  rmSync(usage, { force: true });
  const hook = `import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())));`;
  const start = process.hrtime.bigint();
  const { status } = spawnSync(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(hook)}`,
      join(root, "dist/cli.mjs"),
      "scan",
      folder,
      "--no-config",
      "--fail-on",
      "never",
      "--format",
      `json=${report}`,
    ],
    { stdio: "ignore" },
  );
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, "utf8"));
  const { findings, stats } = JSON.parse(readFileSync(report, "utf8"));
  return {
    code: status,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    wall,
    memory: maxRSS * 1024,
    findings: findings.length,
    lines: stats.lines,
  };
}

function compareWithSemgrep(folder, analysed, scan) {
  // Without a question to its server, which would take its own time.
  const env = { ...process.env, SEMGREP_SEND_METRICS: "off", SEMGREP_ENABLE_VERSION_CHECK: "0" };
  const version = spawnSync("semgrep", ["--version"], { encoding: "utf8", env });
  if (version.status !== 0) {
    console.log("  semgrep               not on PATH");
    return;
  }
  const python = analysed.filter((file) => /\.pyi?$/.test(file.path)).length * 2 > analysed.length;
  const rules = join(work, "rules.json");
  const out = join(work, "semgrep.json");
  writeFileSync(rules, JSON.stringify({ rules: python ? PYTHON_RULES : SCRIPT_RULES }));
  const args = ["scan", "--config", rules, "--metrics=off", "--disable-version-check", "--quiet", "--json"];
  const command = ["semgrep", ...args, "--output", out, folder];
  const start = process.hrtime.bigint();
  // `times` of the shell tells the CPU time of all processes below it.
  const shell = spawnSync("sh", ["-c", '"$@"; times', "sh", ...command], {
    encoding: "utf8",
    env,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (!existsSync(out)) {
    console.log(`  semgrep               failed: ${shell.stderr.trim().split("\n").slice(-3).join(" ")}`);
    return;
  }
  const [, children = ""] = shell.stdout.trim().split("\n").slice(-2);
  const cpu = sum([...children.matchAll(/(\d+)m([\d.,]+)s/g)].map(timeOf));
  const { paths, results } = JSON.parse(readFileSync(out, "utf8"));
  const files = paths?.scanned?.length ?? 0;
  console.log(
    `  semgrep ${version.stdout.trim().padEnd(13)} ${seconds(cpu)} CPU, ${seconds(wall)} wall, three ${python ? "Python" : "TypeScript"} rules, ${files} files, ${results.length} results`,
  );
  console.log(
    `                        its CPU time is ${(cpu / scan.cpu).toFixed(2)} × ours, its wall time ${(wall / scan.wall).toFixed(2)} ×`,
  );
}

function timeOf([, minutes, rest]) {
  return Number(minutes) * 60 + Number(rest.replace(",", "."));
}

function sum(numbers) {
  return numbers.reduce((total, n) => total + n, 0);
}

function seconds(n) {
  return `${n.toFixed(2)} s`;
}

function mega(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}
