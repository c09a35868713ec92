// Which packs a run is about.
import { execFileSync } from "node:child_process";
import { hint } from "../generate/schema.mjs";

/** Reads `[NAME…] [--changed REF] [--ecosystem npm|pypi|lang] [--marked] [--fresh]`; `error` says what is wrong with them. */
export function selectPacks(packs, given, root) {
  const names = [];
  let changed;
  let ecosystem;
  let showMarked = false;
  let isFresh = false;
  for (let i = 0; i < given.length; i++) {
    const argument = given[i];
    if (argument === "--changed") {
      changed = given[++i];
      if (changed === undefined) return { error: "--changed needs a commit to compare with" };
    } else if (argument === "--ecosystem") {
      ecosystem = given[++i];
      if (!["npm", "pypi", "lang"].includes(ecosystem)) return { error: "--ecosystem is npm, pypi or lang" };
    } else if (argument === "--marked") showMarked = true;
    else if (argument === "--fresh") isFresh = true;
    else if (argument.startsWith("-")) return { error: `unknown option ${argument}` };
    else names.push(argument);
  }
  const real = packs.filter((pack) => ecosystem === undefined || pack.ecosystem === ecosystem);
  for (const name of names) {
    if (!real.some((pack) => isNamed(pack, name))) {
      return {
        error: `no pack "${name}"${hint(
          name,
          real.map((pack) => pack.package),
        )}`,
      };
    }
  }
  let chosen = names.length === 0 ? real : real.filter((pack) => names.some((name) => isNamed(pack, name)));
  if (changed !== undefined) {
    const files = changedFiles(changed, root);
    if (files === undefined) return { error: `git knows no "${changed}"` };
    chosen = chosen.filter((pack) => files.has(fileOf(pack)));
  }
  return { packs: chosen, showMarked, isFresh };
}

export function fileOf(pack) {
  return `rules/models/${pack.ecosystem}/${pack.package.replaceAll("/", "__")}/pack.yaml`;
}

function isNamed(pack, name) {
  return pack.package === name || pack.id === name;
}

/** Files that differ from a commit, those not committed included. */
function changedFiles(reference, root) {
  const git = (...args) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    const differing = git(
      "diff",
      "--name-only",
      "--relative",
      "--end-of-options",
      reference,
      "--",
      "rules/models",
    );
    const added = git("ls-files", "--others", "--exclude-standard", "--", "rules/models");
    return new Set(`${differing}\n${added}`.split("\n").filter(Boolean));
  } catch {
    return undefined;
  }
}
