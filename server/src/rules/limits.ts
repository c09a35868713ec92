import type { Hit } from "../flow/analysis.ts";
import { type Label, newLabel } from "../flow/labels.ts";
import type { Site } from "../flow/program.ts";
import { type RecData, Tag, type V } from "../flow/values.ts";
import type { OptionName } from "../models/pack.ts";
import type { Option } from "../models/versions.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

/** Longest a request may take before somebody should have said so, in seconds. */
const LONG = 60;

/** Calls without a bound where others can make them long, expensive or many. */
export function judgeLimits(input: JudgeInput, out: Candidate[]): void {
  const served = servedCalls(input);
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "call") continue;
    const options = input.models.row(hit.use.row).options ?? {};
    const user = served.get(hit.use.site);
    const isMissing = (name: OptionName): boolean =>
      options[name] !== undefined && !isGiven(input, hit.use.value, name);
    // A label has no length.
    const isLabel = input.result.classifications.has(hit.use.site);
    if (user && !isLabel && isMissing("limit") && !options.limit?.required && !isNumber(options.limit))
      out.push(missing("missing-token-limit", hit, user, nameOf(options.limit)));
    if (user && isMissing("timeout") && !isGiven(input, hit.use.value, "abort") && isLong(options.timeout))
      out.push(missing("missing-timeout", hit, user, nameOf(options.timeout)));
    if (options.pin && isHub(input, hit.use.value) && !isPinned(input, hit.use.value))
      out.push(missing("unpinned-model-revision", hit, undefined, nameOf(options.pin)));
    if (isMissing("steps") && options.steps?.default === "none")
      out.push(missing("unbounded-agent-loop", hit, undefined, nameOf(options.steps)));
  }
}

/** Model calls that carry what a user sent, and that text. */
function servedCalls(input: JudgeInput): Map<Site, Label> {
  const out = new Map<Site, Label>();
  for (const { use } of input.result.hits) {
    if (use.kind !== "request" || out.has(use.site)) continue;
    const label = concrete(input, use.value).find((l) => l.kind === "user");
    if (label) out.set(use.site, label);
  }
  return out;
}

function missing(ruleId: string, hit: Hit, user: Label | undefined, option: string): Candidate {
  const label: Label = user ?? newLabel("config", hit.use.site);
  return newCandidate(ruleId, hit, label, { arg: "", values: { option }, isPlain: true });
}

function isGiven(input: JudgeInput, call: V, name: OptionName): boolean {
  const { store } = input.result;
  const n = store.node(call);
  if (n.tag !== Tag.rec) return true;
  const at = (n.data as RecData).keys.indexOf(name);
  const value = at < 0 ? store.bot : (n.kids[at] as V);
  return value !== store.bot && value !== store.null;
}

/** The name is one of a hub, not a folder of this machine or something that only the caller knows. */
function isHub(input: JudgeInput, call: V): boolean {
  const { store } = input.result;
  const name = option(input, call, "model");
  return store
    .members(name)
    .some(
      (m) =>
        /^[\w.-]+(?:\/[\w.-]+)?$/.test(store.stringOf(m) ?? "") &&
        !/^\.|\.\w{2,5}$/.test(store.stringOf(m) ?? ""),
    );
}
/** By a commit; a branch or a tag can be moved. What nobody knows may be one. */
function isPinned(input: JudgeInput, call: V): boolean {
  const { store } = input.result;
  const pin = option(input, call, "pin");
  if (pin === store.bot || pin === store.null) return false;
  return store
    .members(pin)
    .some((m) => store.tag(m) !== Tag.const || /^[0-9a-f]{7,64}$/.test(store.stringOf(m) ?? ""));
}
function option(input: JudgeInput, call: V, name: OptionName): V {
  const n = input.result.store.node(call);
  const at = n.tag === Tag.rec ? (n.data as RecData).keys.indexOf(name) : -1;
  return at < 0 ? input.result.store.bot : (n.kids[at] as V);
}

const isNumber = (option: Option | undefined): boolean => typeof option?.default === "number";

/** In seconds unless the option counts in milliseconds. */
function isLong(option: Option | undefined): boolean {
  if (option?.default === undefined) return false;
  if (option.default === "none") return true;
  return option.default / (option.unit === "ms" ? 1000 : 1) > LONG;
}

/** "0.maxOutputTokens" → "maxOutputTokens". */
function nameOf(option: Option | undefined): string {
  return option?.args[0]?.split(/[.|]/).pop() ?? "";
}
