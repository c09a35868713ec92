// Prints what a scan of a folder costs, each figure beside a reference of the same run.
// Usage: npm run bench -- FOLDER… [--rounds N] [--no-semgrep]
//   parser alone          CPU time of web-tree-sitter on the files that a scan analyses
//   parse, read, lower    the same files through the front ends
//   scan                  `llmlint scan` as users start it: a process of its own, no cache, start-up counted
//   semgrep               where it is on PATH: three taint rules of its own (below), start-up counted
// Figures, never pass or fail. The machine's load stands in the first line.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import {
  bestOf,
  filesOf,
  inWorkFolder,
  machine,
  mega,
  needBuild,
  percent,
  readAsset,
  scanFolder,
  scanWithSemgrep,
  seconds,
  sum,
} from "./measure.mjs";

const { folders, rounds, withSemgrep } = readArguments(process.argv.slice(2));
await inWorkFolder(async (work) => {
  const parts = await loadTypescript("test/perf/parts.ts");
  const parsers = await parts.createParsers(readAsset);
  console.log(machine());
  for (const folder of folders) await measure(resolve(folder), work, parts, parsers);
});

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
  needBuild();
  return { folders, rounds, withSemgrep };
}

async function measure(folder, work, parts, parsers) {
  const { all, analysed } = await filesOf(folder, parts);
  const bytes = sum(analysed.map((file) => file.bytes));
  console.log(`\n${folder}`);
  console.log(
    `  files                 ${all} seen, ${analysed.length} analysed: ${mega(bytes)} MB, ${sum(analysed.map((file) => file.lines))} lines`,
  );
  const [parse, lower] = bestOf(analysed, [parsers.parseOnly, parsers.lower], rounds);
  console.log(`  parser alone          ${seconds(parse)} CPU, ${(bytes / 1e6 / parse).toFixed(2)} MB/s`);
  console.log(
    `  parse, read, lower    ${seconds(lower)} CPU, ${(bytes / 1e6 / lower).toFixed(2)} MB/s: ${percent(parse / lower)} of the parser's speed`,
  );
  const scan = scanFolder(work, folder);
  console.log(
    `  scan                  ${seconds(scan.cpu)} CPU, ${seconds(scan.wall)} wall, ${Math.round(scan.memory / 1e6)} MB at most, exit ${scan.code}: ${(scan.cpu / parse).toFixed(2)} × the parser's CPU time`,
  );
  console.log(`                        ${scan.findings} findings, ${scan.lines} lines analysed`);
  if (!withSemgrep) return;
  const other = scanWithSemgrep(work, folder, analysed);
  if (other?.failed !== undefined) console.log(`  semgrep               failed: ${other.failed}`);
  if (other === undefined) console.log("  semgrep               not on PATH");
  if (other?.version === undefined) return;
  console.log(
    `  semgrep ${other.version.padEnd(13)} ${seconds(other.cpu)} CPU, ${seconds(other.wall)} wall, three ${other.language} rules, ${other.files} files, ${other.results} results`,
  );
  console.log(
    `                        its CPU time is ${(other.cpu / scan.cpu).toFixed(2)} × ours, its wall time ${(other.wall / scan.wall).toFixed(2)} ×`,
  );
}
