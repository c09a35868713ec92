import type { LoadedPack } from "./pack.ts";

/** Operations that only look at what they are given. */
const QUIET = new Set(
  (
    "text number boolean length identity list copy deepcopy trim slice split join keys values entries items get getattr includes " +
    "map filter some every prefix jsonStringify format concat basename first flat replace dict encode"
  ).split(" "),
);

/** Last names of a language's own functions and methods that give a value and do nothing else. */
export function quietNames(packs: readonly LoadedPack[], isPython: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  for (const pack of packs) {
    if (pack.ecosystem !== "lang" || (pack.language === "python") !== isPython) continue;
    for (const [name, op] of Object.entries(pack.methods ?? {})) if (QUIET.has(op)) found.add(name);
    for (const [name, { op }] of Object.entries(pack.functions ?? {}))
      if (op !== undefined && QUIET.has(op)) found.add(name.slice(name.lastIndexOf(".") + 1));
  }
  return found;
}
