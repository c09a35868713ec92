// Checks every row of the model packs against the packages they are about, at the versions that `checked` names.
//   npm run verify:packs [-- NAME… | --changed REF] [--ecosystem npm|pypi|lang] [--marked] [--fresh]
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadPacks } from "./generate/packs.mjs";
import { cacheFolder } from "./verifyPacks/install.mjs";
import { reportOf } from "./verifyPacks/reports.mjs";
import { selectPacks } from "./verifyPacks/select.mjs";
import { printFailures, printSummary } from "./verifyPacks/summary.mjs";
import { verifyPack } from "./verifyPacks/verifyPack.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const { packs, problems, places } = await loadPacks(root);
for (const { file, line, column, message } of problems)
  console.error(`${file}:${line}:${column}: ${message}`);
if (problems.length > 0) process.exit(2);
const selection = selectPacks(packs, process.argv.slice(2), root);
if (selection.error !== undefined) {
  console.error(`error: ${selection.error}`);
  process.exit(2);
}
const reports = [];
let failures = 0;
for (const [i, pack] of selection.packs.entries()) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${i + 1}/${selection.packs.length} ${pack.id}`);
  const report = await reportOf(pack, { cache: cacheFolder(), isFresh: selection.isFresh }, verifyPack);
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  failures += printFailures(report, places.get(pack.id).at);
  reports.push(report);
}
printSummary(reports, failures, selection.showMarked);
process.exitCode = failures === 0 ? 0 : 1;
