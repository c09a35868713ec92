// Applies every safe and suggested fix for the findings in folders, each alone, and looks at the result. Nothing is written there.
// Usage: node test/fixes/applyEach.mjs FOLDER… [--diffs FILE]
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import { readAsset } from "../harness/readAsset.mjs";

const given = process.argv.slice(2);
const at = given.indexOf("--diffs");
const [, file] = at < 0 ? [] : given.splice(at, 2);
if (given.length === 0) {
  console.error("usage: node test/fixes/applyEach.mjs FOLDER… [--diffs FILE]");
  process.exit(2);
}
const { applyEach } = await loadTypescript("test/fixes/applyEach.ts");
const rules = new Map();
const diffs = [];
let fixes = 0;
let faults = 0;
let more = 0;
for (const folder of given) {
  const applied = await applyEach(folder, readAsset);
  for (const [rule, { found, repaired }] of applied.rules) {
    const sum = rules.get(rule) ?? { found: 0, repaired: 0 };
    rules.set(rule, { found: sum.found + found, repaired: sum.repaired + repaired });
  }
  for (const { rule, title, grade, path, fault, brings, diff } of applied.fixes) {
    fixes++;
    if (brings !== undefined) more++;
    if (brings !== undefined)
      console.log(`${basename(folder)}/${path}: ${rule}, "${title}" brings ${brings}`);
    if (fault !== undefined) faults++;
    if (fault !== undefined) console.log(`${basename(folder)}/${path}: ${rule}, "${title}": ${fault}`);
    diffs.push(
      `### ${basename(folder)} ${rule}: ${title} (${grade})${fault ? ` FAULT: ${fault}` : ""}\n${diff}`,
    );
  }
}
for (const [rule, { found, repaired }] of [...rules].sort((a, b) => b[1].found - a[1].found))
  console.log(
    `${rule.padEnd(32)} ${String(found).padStart(5)} findings ${String(repaired).padStart(5)} with a fix`,
  );
console.log(
  `${fixes} fixes, ${fixes - faults} parse and lose the finding${fixes > 0 ? ` (${((100 * (fixes - faults)) / fixes).toFixed(1)} %), ${more} bring findings of other rules` : ""}`,
);
if (file !== undefined) writeFileSync(file, diffs.join("\n"));
