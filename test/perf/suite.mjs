// What a scan costs by size: parts of a folder of 1,000 to 600,000 lines, each cold, with nothing changed and with one file changed.
// Usage: npm run bench:suite -- FOLDER… [--sizes 1000,10000,…] [--json FILE] [--budget FILE] [--edits N]
//        [--no-peers] [--semgrep-rules FOLDER]
//   × parser      CPU time beside that of the parser alone on the same files, in the same run
//   unchanged     the second scan with --cache; changed: a third one, after a comment more in one file
//   keystroke     --edits N: characters typed through the language server into the file whose length is next to 500 lines; p95
//   other tools   those on PATH, a line each below the size: see peers.mjs
//   growth        exponent of the CPU time over the lines, from the size before: 1 is linear
// --budget: a JSON file { "python": { "cpuPerParse": 15 }, … }; more than that at any size from 10,000 lines on ends with 1.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import {
  bestOf,
  filesOf,
  inWorkFolder,
  languageOf,
  machine,
  needBuild,
  readAsset,
  root,
  scanFolder,
  startOf,
} from "./measure.mjs";
import { runPeers, tellPeers } from "./peers.mjs";

const given = readArguments(process.argv.slice(2));
const measured = { machine: machine(), rows: [] };
await inWorkFolder(async (work) => {
  const parts = await loadTypescript("test/perf/parts.ts");
  const parsers = await parts.createParsers(readAsset);
  console.log(measured.machine);
  for (const folder of given.folders) await measure(folder, work, parts, parsers);
});
if (given.json) writeFileSync(given.json, `${JSON.stringify(measured, undefined, 2)}\n`);
if (given.budget) judge(JSON.parse(readFileSync(given.budget, "utf8")));

function readArguments(words) {
  const read = { folders: [], sizes: [1_000, 10_000, 100_000, 300_000, 600_000], edits: 0, withPeers: true };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--sizes") read.sizes = words[++i].split(",").map(Number);
    else if (words[i] === "--json") read.json = words[++i];
    else if (words[i] === "--budget") read.budget = words[++i];
    else if (words[i] === "--edits") read.edits = Number(words[++i]);
    else if (words[i] === "--no-peers") read.withPeers = false;
    else if (words[i] === "--semgrep-rules") read.semgrepRules = resolve(words[++i] ?? "");
    else read.folders.push(resolve(words[i]));
  }
  if (read.folders.length === 0 || !read.folders.every(existsSync) || !read.sizes.every((n) => n > 0)) {
    console.error(
      "usage: npm run bench:suite -- FOLDER… [--sizes 1000,10000] [--json FILE] [--budget FILE] [--edits N] [--no-peers] [--semgrep-rules FOLDER]",
    );
    process.exit(2);
  }
  needBuild();
  return read;
}

async function measure(folder, work, parts, parsers) {
  const { analysed } = await filesOf(folder, parts);
  const whole = analysed.reduce((lines, file) => lines + file.lines, 0);
  const language = languageOf(analysed);
  console.log(`\n${folder}: ${language}, ${whole} lines that a scan follows`);
  console.log(
    "   lines   parser     cold: CPU    wall  memory  × parser  growth  unchanged   changed  keystroke",
  );
  const start = startOf(work, language);
  let before;
  for (const size of given.sizes) {
    const isWhole = size >= whole;
    const part = join(work, "part");
    const lines = copyPart(folder, part, analysed, size);
    const { analysed: followed } = await filesOf(part, parts);
    const [parse] = bestOf(followed, [parsers.parseOnly], 2);
    const cold = scanFolder(work, part);
    const store = join(work, "answers");
    const kept = () => scanFolder(work, part, "--cache-dir", store);
    kept();
    const unchanged = kept();
    const [first] = followed;
    appendFileSync(join(part, first.path), language === "python" ? "\n# x\n" : "\n// x\n");
    const changed = kept();
    const keystroke = given.edits > 0 ? typeInto(part, followed, given.edits, work) : undefined;
    const peers = given.withPeers ? runPeers(work, part, language, given.semgrepRules) : [];
    const row = {
      folder,
      language,
      lines,
      parse,
      cpu: cold.cpu,
      wall: cold.wall,
      memory: cold.memory,
      cpuPerParse: cold.cpu / parse,
      growth: before && Math.log(cold.cpu / before.cpu) / Math.log(lines / before.lines),
      unchanged: unchanged.wall,
      changed: changed.wall,
      keystroke,
      start,
      peers,
    };
    measured.rows.push(row);
    before = row;
    const cell = (value, width, digits = 2) =>
      (value === undefined ? "-" : value.toFixed(digits)).padStart(width);
    console.log(
      `${String(lines).padStart(8)} ${cell(parse, 7)} s ${cell(cold.cpu, 10)} s ${cell(cold.wall, 6)} s ${cell(cold.memory / 1e6, 4, 0)} MB ${cell(row.cpuPerParse, 9)} ${cell(row.growth, 7)} ${cell(unchanged.wall, 8)} s ${cell(changed.wall, 7)} s ${cell(keystroke?.p95, 8, 0)}`,
    );
    if (given.withPeers)
      for (const line of tellPeers(peers, { cpu: cold.cpu, start })) console.log(`        ${line}`);
    rmSync(part, { recursive: true, force: true });
    rmSync(store, { recursive: true, force: true });
    if (isWhole) break;
  }
}

/** Milliseconds of characters typed, the waiting for more of them left out. */
function typeInto(part, files, edits, work) {
  const [file] = [...files].sort((a, b) => Math.abs(a.lines - 500) - Math.abs(b.lines - 500));
  const json = join(work, "edits.json");
  spawnSync(
    process.execPath,
    [join(root, "test/perf/edits.mjs"), part, file.path, String(edits), "--json", json],
    {
      stdio: "ignore",
    },
  );
  const { code, debounce } = JSON.parse(readFileSync(json, "utf8"));
  return { file: file.path, lines: file.lines, p50: code.p50 - debounce, p95: code.p95 - debounce };
}

/** The first files, in the order of their paths, that together have so many lines, and what tells modules and versions. */
function copyPart(folder, part, analysed, size) {
  let lines = 0;
  for (const file of analysed) {
    if (lines >= size) break;
    lines += file.lines;
    mkdirSync(dirname(join(part, file.path)), { recursive: true });
    writeFileSync(join(part, file.path), file.text);
    for (let at = dirname(file.path); ; at = dirname(at)) {
      for (const name of ["package.json", "tsconfig.json", "pyproject.toml", "requirements.txt"]) {
        const from = join(folder, at, name);
        if (existsSync(from) && !existsSync(join(part, at, name))) cpSync(from, join(part, at, name));
      }
      if (at === ".") break;
    }
  }
  return lines;
}

function judge(budget) {
  for (const { language, lines, cpuPerParse } of measured.rows) {
    const most = budget[language]?.cpuPerParse;
    if (lines < 10_000 || most === undefined || cpuPerParse <= most) continue;
    console.error(
      `${language}, ${lines} lines: ${cpuPerParse.toFixed(2)} × the parser's CPU time, more than ${most}`,
    );
    process.exitCode = 1;
  }
}
