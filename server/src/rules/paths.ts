import type { Place, Step } from "../findings/finding.ts";
import type { Label } from "../flow/labels.ts";
import { PARAM_ROW, type Site, siteFunc, siteRow } from "../flow/program.ts";
import { insideSteps, wrapperSteps } from "./insideSteps.ts";
import { type Candidate, isOrigin, type JudgeInput } from "./judge.ts";
import { placeOf } from "./places.ts";
import { assemblySteps, literalOf, templateSteps } from "./templateSteps.ts";
import { calleeAt, sinkPhrase } from "./wording.ts";

const MAX_STEPS = 30;
const WORDS: Record<string, string> = {
  user: "user input enters here",
  local: "command-line input enters here",
  retrieved: "retrieved text enters here",
  external: "external content enters here",
  model: "the model answers",
  "tool-input": "the model chooses this argument",
  parameter: "handed over by the caller",
  secret: "secret",
  personal: "personal data",
  config: "configuration",
  parsed: "parsed without validation",
};

/** The steps from where the data was born to where it does harm; the way may cross a model. */
export function pathTo(input: JudgeInput, c: Candidate, sink: Place): Step[] {
  const steps: Step[] = [...originSteps(input, c.label, 0)];
  steps.push(...insideSteps(input, c, steps[steps.length - 1]));
  const literal = literalOf(input, c);
  if (literal) for (const t of templateSteps(input, c, literal)) push(steps, t);
  c.hit.use.chain.forEach((call, i) => {
    if (literal) for (const t of assemblySteps(input, call, literal)) push(steps, t);
    push(steps, step(input, call, "passed", `passed to ${calleeName(input, call)}`));
    const next = c.hit.use.chain[i + 1] ?? c.hit.use.site;
    for (const inner of wrapperSteps(input, next)) push(steps, inner);
  });
  const end = steps[steps.length - 1];
  // The text that is the sink is told as the sink.
  if (end?.kind === "text" && end.path === sink.path && end.start === sink.start) steps.pop();
  if (c.ruleId === "unvalidated-model-output")
    push(steps, step(input, c.hit.use.site, "assigned", "used without a check"));
  else steps.push({ ...sink, kind: "sink", note: sinkNote(input, c) });
  if (c.ruleId === "unvalidated-model-output")
    steps.push({ ...sink, kind: "sink", note: "parsed, never validated" });
  return steps.length <= MAX_STEPS ? steps : [...steps.slice(0, MAX_STEPS - 10), ...steps.slice(-10)];
}

function originSteps(input: JudgeInput, label: Label, depth: number): Step[] {
  const { labels } = input.result.store;
  const out: Step[] = [];
  if (depth < 3) {
    const fed = labels
      .list(label.fed)
      .map((id) => labels.get(id))
      .filter(isOrigin);
    const first = fed.find((l) => l.kind === "user") ?? fed[0];
    if (first) out.push(...originSteps(input, first, depth + 1));
  }
  if (label.kind === "parsed") return out;
  if (label.origin < 0) return out;
  if (label.kind === "model" || label.kind === "tool-input") {
    const isCall = siteRow(label.origin) < PARAM_ROW;
    if (isCall) {
      push(out, step(input, label.origin, "request", `request to the model`));
      return out;
    }
  }
  push(out, step(input, label.origin, "source", sourceNote(input, label)));
  return out;
}
function sourceNote(input: JudgeInput, label: Label): string {
  const word = WORDS[label.kind] ?? label.kind;
  const row = siteRow(label.origin);
  if (row >= PARAM_ROW) {
    const { ir } = input.program.func(siteFunc(label.origin));
    const name = ir.params[row - PARAM_ROW]?.name;
    return name ? `${word} (${name})` : word;
  }
  return word;
}
function step(input: JudgeInput, site: Site, kind: Step["kind"], note: string): Step {
  return { ...placeOf(input.program, site), kind, note };
}
function push(steps: Step[], s: Step): void {
  const last = steps[steps.length - 1];
  if (last && last.path === s.path && last.start === s.start && last.kind === s.kind) return;
  steps.push(s);
}
function calleeName(input: JudgeInput, call: Site): string {
  const written = calleeAt(input, call);
  return written === "" ? "a function" : `${written}()`;
}
function sinkNote(input: JudgeInput, c: Candidate): string {
  const { use } = c.hit;
  if (use.kind === "request")
    return `enters ${c.values.slot ?? "the prompt"} of ${input.models.row(use.row).title}`;
  return `reaches ${sinkPhrase(input, c)}`;
}
