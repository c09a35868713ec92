import { dangerTruth } from "../flow/dangers.ts";
import { newLabel } from "../flow/labels.ts";
import { isOwnKey, judgePublicKeys } from "./browser.ts";
import { type Candidate, type JudgeInput, newCandidate } from "./judge.ts";

const PUBLISHED = { data: "The weights of a model", way: "are handed to everybody" };

/** Settings that take a safety net away: the rule that names the risk reports it, where it is set. */
export function judgeDangers(input: JudgeInput, out: Candidate[]): void {
  const { store } = input.result;
  const ruleOf = new Map(
    [...input.rules.values()].flatMap((r) => (r.risks ?? []).map((risk) => [risk, r.id] as const)),
  );
  for (const hit of input.result.hits) {
    const { danger, value, site, row } = hit.use;
    const ruleId = danger && ruleOf.get(danger.risk);
    if (!danger || !ruleId || dangerTruth(store, input.models, danger, value, true) !== true) continue;
    if (danger.risk === "browser" && !isOwnKey(input, value)) continue;
    const call = input.models.row(row);
    out.push(
      newCandidate(ruleId, hit, newLabel("config", site), {
        lowered: danger.lowered ? -1 : 0,
        values: {
          option: lastName(danger.arg) ?? call.name,
          problem: "certificates that nobody checks",
          ...PUBLISHED,
        },
      }),
    );
  }
  judgePublicKeys(input, out);
}

/** "0.safetySettings|safety_settings" → "safetySettings". */
function lastName(ref: string | undefined): string | undefined {
  return ref
    ?.split("|")[0]
    ?.split(/[.[\]]+/)
    .filter((part) => /^[A-Za-z_]/.test(part))
    .pop();
}
