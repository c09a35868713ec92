// What a scan costs by size: parts of a folder of 1,000 to 600,000 lines, each cold, with nothing changed and with one file changed.
// Usage: npm run bench:suite -- FOLDER… [--sizes 1000,10000,…] [--json FILE] [--budget FILE] [--no-semgrep]
//   × parser      CPU time beside that of the parser alone on the same files, in the same run
//   unchanged     the second scan with --cache; changed: a third one, after a comment more in one file
//   growth        exponent of the CPU time over the lines, from the size before: 1 is linear
// --budget: a JSON file { "python": { "cpuPerParse": 15 }, … }; more than that at any size from 10,000 lines on ends with 1.
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import {
  bestOf,
  filesOf,
  inWorkFolder,
  machine,
  needBuild,
  readAsset,
  scanFolder,
  scanWithSemgrep,
} from "./measure.mjs";

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
  const read = { folders: [], sizes: [1_000, 10_000, 100_000, 300_000, 600_000], withSemgrep: true };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--sizes") read.sizes = words[++i].split(",").map(Number);
    else if (words[i] === "--json") read.json = words[++i];
    else if (words[i] === "--budget") read.budget = words[++i];
    else if (words[i] === "--no-semgrep") read.withSemgrep = false;
    else read.folders.push(resolve(words[i]));
  }
  if (read.folders.length === 0 || !read.folders.every(existsSync) || !read.sizes.every((n) => n > 0)) {
    console.error(
      "usage: npm run bench:suite -- FOLDER… [--sizes 1000,10000] [--json FILE] [--budget FILE] [--no-semgrep]",
    );
    process.exit(2);
  }
  needBuild();
  return read;
}

async function measure(folder, work, parts, parsers) {
  const { analysed } = await filesOf(folder, parts);
  const whole = analysed.reduce((lines, file) => lines + file.lines, 0);
  const isPython = analysed.filter(({ path }) => /\.(?:pyi?|ipynb)$/.test(path)).length * 2 > analysed.length;
  const language = isPython ? "python" : "typescript";
  console.log(`\n${folder}: ${language}, ${whole} lines that a scan follows`);
  console.log(
    "   lines   parser     cold: CPU    wall  memory  × parser  growth  unchanged   changed  semgrep CPU / ours",
  );
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
    appendFileSync(join(part, first.path), isPython ? "\n# x\n" : "\n// x\n");
    const changed = kept();
    const semgrep = given.withSemgrep ? scanWithSemgrep(work, part, followed) : undefined;
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
      semgrep: semgrep?.cpu,
    };
    measured.rows.push(row);
    before = row;
    const cell = (value, width, digits = 2) =>
      (value === undefined ? "-" : value.toFixed(digits)).padStart(width);
    console.log(
      `${String(lines).padStart(8)} ${cell(parse, 7)} s ${cell(cold.cpu, 10)} s ${cell(cold.wall, 6)} s ${cell(cold.memory / 1e6, 4, 0)} MB ${cell(row.cpuPerParse, 9)} ${cell(row.growth, 7)} ${cell(unchanged.wall, 8)} s ${cell(changed.wall, 7)} s ${cell(semgrep?.cpu && semgrep.cpu / cold.cpu, 14)}`,
    );
    rmSync(part, { recursive: true, force: true });
    rmSync(store, { recursive: true, force: true });
    if (isWhole) break;
  }
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
