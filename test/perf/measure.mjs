// What the benchmarks have in common: the files that a scan lowers, the CPU time of the parser on them, a scan of its own process.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);

/** A folder for what a benchmark writes; gone at the end of `run`. */
export async function inWorkFolder(run) {
  const work = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    await run(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What was measured on: figures of different machines don't compare, ratios do. */
export function machine() {
  const load = loadavg().map((n) => n.toFixed(1));
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.versions.node}, load ${load.join(" ")}`;
}

export function needBuild() {
  if (existsSync(join(root, "dist/cli.mjs"))) return;
  console.error("npm run build comes first");
  process.exit(2);
}

export async function readAsset(name) {
  return readFileSync(
    name === "web-tree-sitter.wasm"
      ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
      : join(root, "grammars", name),
  );
}

/** The files that a scan lowers, found by starting one and leaving it when it begins to follow data. */
export async function filesOf(folder, parts) {
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
export function bestOf(files, measures, rounds) {
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

/** One scan in a process of its own; its result and what it used. */
export function scanFolder(work, folder, ...options) {
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
      ...options,
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

/** CPU seconds of a scan of one line: what starting costs. */
export function startOf(work, language) {
  const folder = join(work, "start");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, language === "python" ? "one.py" : "one.ts"), "x = 1\n");
  return scanFolder(work, folder).cpu;
}

/** The language that most of the files are written in. */
export function languageOf(files) {
  return files.filter(({ path }) => /\.(?:pyi?|ipynb)$/.test(path)).length * 2 > files.length
    ? "python"
    : "typescript";
}

export function sum(numbers) {
  return numbers.reduce((total, n) => total + n, 0);
}

export function seconds(n) {
  return `${n.toFixed(2)} s`;
}

export function mega(bytes) {
  return (bytes / 1e6).toFixed(1);
}

export function percent(share) {
  return `${Math.round(share * 100)} %`;
}
