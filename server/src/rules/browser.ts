import { Tag, type V } from "../flow/values.ts";
import { isPublicName } from "../models/credentials.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

const RULE = "api-key-in-browser";

/** The key of a client that runs in the browser is the program's own, not one that the user brought. */
export function isOwnKey(input: JudgeInput, danger: V): boolean {
  const { store } = input.result;
  const n = store.node(danger);
  const key = n.tag === Tag.rec ? store.field(n, "0") : undefined;
  if (key === undefined) return false;
  if (concrete(input, key).some((l) => l.kind === "secret")) return true;
  return store.members(key).some((m) => input.isCredential(store.stringOf(m) ?? "", "apiKey", undefined));
}

/** Keys from variables that bundlers write into what browsers load. */
export function judgePublicKeys(input: JudgeInput, out: Candidate[]): void {
  const shipped = new Set(out.filter((c) => c.ruleId === RULE).map((c) => c.hit.gid));
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "credential" || shipped.has(hit.gid)) continue;
    for (const label of concrete(input, use.value))
      if (label.kind === "secret" && isPublicName(label.input)) out.push(newCandidate(RULE, hit, label));
  }
}
