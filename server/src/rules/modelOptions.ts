import type { Place } from "../findings/finding.ts";
import type { Hit } from "../flow/analysis.ts";
import { ALL_SINKS, INDIRECT, type Label } from "../flow/labels.ts";
import type { Site } from "../flow/program.ts";
import { type RecData, Tag, type V } from "../flow/values.ts";
import type { OptionName } from "../models/pack.ts";
import type { Option } from "../models/versions.ts";
import { isCompared } from "./comparisons.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { placeOf, placeOfOperand } from "./places.ts";

const RULE = "untrusted-model-options";
/** What makes a call dear, or gives it other powers. */
const CHOICES: readonly OptionName[] = ["limit", "count", "model"];

/** Options of model calls that whoever sends the request chooses. */
export function judgeModelOptions(input: JudgeInput, out: Candidate[]): void {
  if (!input.rules.has(RULE)) return;
  for (const hit of input.result.hits) {
    if (hit.use.kind === "call") judgeOptions(input, hit, out);
    else if (hit.use.kind === "request") judgeTools(input, hit, out);
  }
}

function judgeOptions(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  const { options = {}, model } = input.models.row(hit.use.row);
  if (!model) return;
  const { store } = input.result;
  const n = store.node(hit.use.value);
  if (n.tag !== Tag.rec) return;
  const { keys } = n.data as RecData;
  for (const name of CHOICES) {
    const at = keys.indexOf(name);
    const option = options[name];
    if (at < 0 || !option) continue;
    const value = n.kids[at] as V;
    const place = placeOfRefs(input, hit.use.site, option.args);
    // What cannot be seen at the call must be the user's field itself, not something made with his text.
    const label = chosenBy(input, value, place === undefined);
    if (label && !isCompared(input, value, label, [hit.use.site, ...hit.use.chain]))
      out.push(finding(input, hit, label, option, name, place));
  }
}

/** The list of tools itself comes from the request, or whole tools in it. */
function judgeTools(input: JudgeInput, hit: Hit, out: Candidate[]): void {
  const { store } = input.result;
  for (const whole of store.members(hit.use.value)) {
    const n = store.node(whole);
    if (n.tag !== Tag.rec) continue;
    (n.data as RecData).keys.forEach((key, i) => {
      if (!key.startsWith("tools:")) return;
      for (const item of [n.kids[i] as V]
        .flatMap((v) => store.members(v))
        .flatMap((v) => itemsOf(input, v))) {
        const label = isWhole(input, item) ? chosenBy(input, item, false) : undefined;
        if (!label) continue;
        const refs = input.models.row(hit.use.row).model?.tools ?? [];
        const at = placeOfRefs(input, hit.use.site, refs);
        out.push({ ...candidate(hit, label, "the tools"), at: at ?? placeOf(input.program, hit.use.site) });
        return;
      }
    });
  }
}
function itemsOf(input: JudgeInput, v: V): readonly V[] {
  const n = input.result.store.node(v);
  return n.tag === Tag.list ? n.kids : [v];
}
/** Nothing of it was written here. */
function isWhole(input: JudgeInput, v: V): boolean {
  const tag = input.result.store.tag(v);
  return tag === Tag.res || tag === Tag.mix;
}

/** The user's own choice: no part of a text, nothing that a stranger may have bounded. */
function chosenBy(input: JudgeInput, v: V, isStrict: boolean): Label | undefined {
  const { store } = input.result;
  for (const m of store.members(v)) {
    const tag = store.tag(m);
    if (tag !== Tag.res && (isStrict || tag !== Tag.mix)) continue;
    const label = concrete(input, m).find(
      (l) => l.kind === "user" && !(l.cleared & INDIRECT) && (l.cleared & ALL_SINKS) !== ALL_SINKS,
    );
    if (label) return label;
  }
  return undefined;
}

function finding(
  input: JudgeInput,
  hit: Hit,
  label: Label,
  option: Option,
  name: OptionName,
  place: Place | undefined,
): Candidate {
  const { site } = hit.use;
  const written =
    option.args
      .flatMap((ref) => ref.split("|"))[0]
      ?.split(".")
      .pop() ?? name;
  const isModel = name === "model";
  return {
    ...candidate(hit, label, place ? written : "options of the call"),
    ...(isModel ? { lowered: -1, tier: 2 } : {}),
    notes: isModel ? ["the model's name alone: it decides what the answer costs"] : [],
    at: place ?? placeOf(input.program, site),
  };
}
function candidate(hit: Hit, label: Label, option: string): Candidate {
  return newCandidate(RULE, hit, label, { arg: "", values: { option } });
}
function placeOfRefs(input: JudgeInput, site: Site, refs: readonly string[]): Place | undefined {
  for (const ref of refs.flatMap((r) => r.split("|"))) {
    const place = placeOfRef(input, site, ref);
    if (place) return place;
  }
  return undefined;
}
/** Where the argument stands when it is written out at the call. */
function placeOfRef(input: JudgeInput, site: Site, ref: string): Place | undefined {
  if (ref.startsWith("this.")) return undefined;
  const whole = placeOf(input.program, site);
  const place = placeOfOperand(input.program, site, ref);
  if (place.start === whole.start && place.end === whole.end) return undefined;
  const [head = ""] = ref.split(".");
  const outer = ref.includes(".") ? placeOfOperand(input.program, site, head) : whole;
  return place.start === outer.start && place.end === outer.end ? undefined : place;
}
