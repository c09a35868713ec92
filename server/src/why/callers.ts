import type { WhyData } from "../findings/why.ts";
import type { LabelSet } from "../flow/labels.ts";
import type { Site } from "../flow/program.ts";
import { parseInput } from "../flow/values.ts";
import { describe, labelsIn, type WhyInput } from "./input.ts";

/** A call of a project function: where, in which function, and what is handed over by input root. */
interface Caller {
  site: Site;
  gid: number;
  roots: ReadonlyMap<string, LabelSet>;
}

/** Most functions that are run again to find callers. */
const MAX_FUNCTIONS = 3000;
const MAX_DEPTH = 6;
const tables = new WeakMap<WhyInput, Map<number, Caller[]>>();

/** Who calls a function of the project, as far as the analysis resolved it. */
export function callersOf(input: WhyInput, gid: number): readonly Caller[] {
  let table = tables.get(input);
  if (!table) {
    table = new Map();
    tables.set(input, table);
    for (const func of input.program.funcs.slice(0, MAX_FUNCTIONS))
      for (const heard of input.result.observe(func.gid).heard) {
        if (heard.kind !== "call") continue;
        const list = table.get(heard.gid) ?? [];
        list.push({ site: heard.site, gid: func.gid, roots: heard.roots });
        table.set(heard.gid, list);
      }
  }
  return table.get(gid) ?? [];
}

/** What callers hand to an input of a function, from their callers in turn. */
export function handedBy(input: WhyInput, gid: number, name: string): WhyData[] {
  const out = new Map<string, WhyData>();
  const seen = new Set<string>();
  const queue = [{ gid, root: parseInput(name).root, depth: 0 }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { root, depth } = next;
    const key = `${next.gid}|${root}`;
    if (seen.has(key) || depth > MAX_DEPTH) continue;
    seen.add(key);
    for (const caller of callersOf(input, next.gid))
      for (const label of labelsIn(input, caller.roots.get(root) ?? 0)) {
        if (label.kind === "in")
          queue.push({ gid: caller.gid, root: parseInput(label.input).root, depth: depth + 1 });
        else if (label.kind !== "config") {
          const data = describe(input, label);
          out.set(`${data.what}|${data.from?.path}|${data.from?.start}`, data);
        }
      }
  }
  return [...out.values()];
}
