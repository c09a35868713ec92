// One command that says whether the project is in order. Runs every step, also after a failed one, and tells at the end.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const STEPS = [
  ["generated files are fresh", isGeneratedFresh],
  ["types", npmRun("typecheck")],
  ["lint", npmRun("lint")],
  ["layers", npmRun("layers")],
  ["dead code and dependencies", npmRun("knip")],
  ["tests (with bundle and package contents)", npmRun("test")],
];

const failed = [];
for (const [name, check] of STEPS) {
  console.log(`\n── ${name}`);
  if (!check()) failed.push(name);
}
console.log(failed.length === 0 ? "\nAll in order." : `\nNot in order: ${failed.join(", ")}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

function npmRun(script) {
  return () =>
    spawnSync("npm", ["run", "--silent", script], {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
    }).status === 0;
}

/** Generates again and compares: what is committed must be what the rules say. */
function isGeneratedFresh() {
  const before = readGenerated();
  const { status } = spawnSync(process.execPath, [join(root, "scripts/generate.mjs")], { stdio: "inherit" });
  const after = readGenerated();
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
  if (stale.length > 0)
    console.log(`Stale in server/src/generated: ${stale.join(", ")}. Commit what was generated now.`);
  return status === 0 && stale.length === 0;
}

function readGenerated() {
  const folder = join(root, "server/src/generated");
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
