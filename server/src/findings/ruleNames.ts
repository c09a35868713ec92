import { rules } from "../generated/rules.ts";

const former = new Map(rules.flatMap(({ id, formerly = [] }) => formerly.map((old) => [old, id] as const)));

/** What a rule is called now; a name that it bore before the last major version still means it. */
export function currentName(id: string): string {
  return former.get(id) ?? id;
}
