// Prints what a scan of a folder costs, each figure beside a reference of the same run.
// Usage: npm run bench -- FOLDER… [--rounds N] [--no-peers] [--semgrep-rules FOLDER]
//   parser alone          CPU time of web-tree-sitter on the files that a scan analyses
//   parse, read, lower    the same files through the front ends
//   scan                  `llmlint scan` as users start it: a process of its own, no cache, start-up counted
//   semgrep, agent-audit, ruff, oxlint   where they are on PATH, with start-up and without: see peers.mjs
// Figures, never pass or fail. The machine's load stands in the first line.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import {
  bestOf,
  filesOf,
  inWorkFolder,
  languageOf,
  machine,
  mega,
  needBuild,
  percent,
  readAsset,
  scanFolder,
  seconds,
  startOf,
  sum,
} from "./measure.mjs";
import { runPeers, tellPeers } from "./peers.mjs";

const { folders, rounds, withPeers, semgrepRules } = readArguments(process.argv.slice(2));
await inWorkFolder(async (work) => {
  const parts = await loadTypescript("test/perf/parts.ts");
  const parsers = await parts.createParsers(readAsset);
  console.log(machine());
  for (const folder of folders) await measure(resolve(folder), work, parts, parsers);
});

function readArguments(given) {
  const folders = [];
  let rounds = 2;
  let withPeers = true;
  let semgrepRules;
  for (let i = 0; i < given.length; i++) {
    if (given[i] === "--rounds") rounds = Number(given[++i]);
    else if (given[i] === "--no-peers") withPeers = false;
    else if (given[i] === "--semgrep-rules") semgrepRules = resolve(given[++i] ?? "");
    else folders.push(given[i]);
  }
  const missing = [...folders, ...(semgrepRules ? [semgrepRules] : [])].filter(
    (folder) => !existsSync(folder),
  );
  if (folders.length === 0 || missing.length > 0 || !(rounds >= 1)) {
    console.error(
      missing.length > 0
        ? `no such folder: ${missing.join(", ")}`
        : "usage: npm run bench -- FOLDER… [--rounds N] [--no-peers] [--semgrep-rules FOLDER]",
    );
    process.exit(2);
  }
  needBuild();
  return { folders, rounds, withPeers, semgrepRules };
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
  if (!withPeers) return;
  const language = languageOf(analysed);
  const ours = { cpu: scan.cpu, start: startOf(work, language) };
  const peers = runPeers(work, folder, language, semgrepRules);
  for (const line of tellPeers(peers, ours)) console.log(line);
}
