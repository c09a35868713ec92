// One command that says whether the project is in order. Runs every step, also after a failed one, and tells at the end.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const STEPS = [
  ["generated files are fresh", npmRun("generate", "--check")],
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

function npmRun(script, ...args) {
  return () =>
    spawnSync("npm", ["run", "--silent", script, "--", ...args], {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
    }).status === 0;
}
