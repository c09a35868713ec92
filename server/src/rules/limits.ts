import { compareText } from "../base/order.ts";
import type { Hit } from "../flow/analysis.ts";
import { type Label, newLabel } from "../flow/labels.ts";
import { type Site, siteFunc } from "../flow/program.ts";
import { type RecData, Tag, type V } from "../flow/values.ts";
import type { OptionName } from "../models/pack.ts";
import type { Option } from "../models/versions.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { isOncePerItem } from "./loops.ts";

/** Longest a request may take before somebody should have said so, in seconds. */
const LONG = 60;

/** Calls without a bound where others can make them long, expensive or many. */
export function judgeLimits(input: JudgeInput, out: Candidate[]): void {
  const served = servedCalls(input);
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "call") continue;
    const options = input.models.row(hit.use.row).options ?? {};
    const call = served.get(hit.use.site);
    const user = call?.user;
    const isMissing = (name: OptionName): boolean =>
      options[name] !== undefined && !isGiven(input, hit.use.value, name);
    // A label has no length.
    const isLabel = input.result.classifications.has(hit.use.site);
    if (user && !isLabel && isMissing("limit") && !options.limit?.required && !isNumber(options.limit))
      out.push(missing("missing-token-limit", hit, user, nameOf(options.limit)));
    if (call && isMissing("timeout") && !isGiven(input, hit.use.value, "abort") && isLong(options.timeout))
      out.push({
        ...missing("missing-timeout", hit, call.user, nameOf(options.timeout)),
        served: { by: [...call.by].sort(compareText), isRepeated: call.isRepeated },
      });
    if (options.pin && isHub(input, hit.use.value) && !isPinned(input, hit.use.value))
      out.push(missing("unpinned-model-revision", hit, undefined, nameOf(options.pin)));
    if (isMissing("steps") && options.steps?.default === "none")
      out.push(missing("unbounded-agent-loop", hit, undefined, nameOf(options.steps)));
  }
}

/** A model call that carries what a user sent. */
interface Served {
  /** That text. */
  user: Label;
  /** Files on the way from where it is sent to the call. */
  by: Set<string>;
  /** A loop goes that way for each item of a list. */
  isRepeated: boolean;
}

function servedCalls(input: JudgeInput): Map<Site, Served> {
  const { program } = input;
  const out = new Map<Site, Served>();
  for (const { use, gid } of input.result.hits) {
    if (use.kind !== "request") continue;
    const label = concrete(input, use.value).find((l) => l.kind === "user");
    if (!label) continue;
    const served = out.get(use.site) ?? { user: label, by: new Set(), isRepeated: false };
    out.set(use.site, served);
    const sites = [...use.chain, use.site];
    for (const at of [gid, ...[...sites, label.origin].map(siteFunc)])
      served.by.add(program.file(program.func(at).file).path);
    served.isRepeated ||= sites.some((site) => isOncePerItem(input, site));
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
