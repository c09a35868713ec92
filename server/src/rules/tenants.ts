import { newLabel } from "../flow/labels.ts";
import { siteFunc } from "../flow/program.ts";
import { type RecData, Tag, type V } from "../flow/values.ts";
import type { GateKeeper } from "./gates.ts";
import { type Candidate, type JudgeInput, newCandidate } from "./judge.ts";

const RULE = "missing-tenant-filter";

/** Searches of a shared store by handlers that know who asks, with nothing of his in the search. */
export function judgeTenants(input: JudgeInput, keeper: GateKeeper, out: Candidate[]): void {
  if (!input.rules.has(RULE)) return;
  const handlers = new Map(
    input.result.entries
      .filter((e) => e.role === "web handler" || e.role === "server action")
      .map((e) => [e.gid, e] as const),
  );
  if (handlers.size === 0) return;
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "call" || input.models.row(use.row).options?.scope === undefined) continue;
    if (isScoped(input, use.value)) continue;
    const gid = [hit.gid, ...use.chain.map(siteFunc), siteFunc(use.site)].find((g) => handlers.has(g));
    const entry = gid === undefined ? undefined : handlers.get(gid);
    if (!entry || !keeper.knowsUser(entry.gid, entry.site)) continue;
    out.push(newCandidate(RULE, hit, newLabel("config", use.site), { arg: "", isPlain: true }));
  }
}

/** Something that is not the same for everybody limits the search. */
function isScoped(input: JudgeInput, call: V): boolean {
  const { store } = input.result;
  const n = store.node(call);
  if (n.tag !== Tag.rec) return true;
  const at = (n.data as RecData).keys.indexOf("scope");
  if (at < 0) return false;
  return store.members(n.kids[at] as V).some((m) => store.tag(m) !== Tag.const);
}
