import { createTwoFilesPatch } from "diff";
import { compareText } from "../base/order.ts";
import {
  applyEdits,
  compatible,
  type Engine,
  type EngineOptions,
  type Fix,
  type Grade,
  Memory,
  type ScanResult,
} from "../engine.ts";
import { type Finding, isActive, placesOf } from "../findings/finding.ts";

/** Which fixes are applied: those that change nothing for honest input, or also those that a developer should look at. */
export type FixChoice = "safe" | "suggested";

export interface Repaired {
  /** What is left, with the new texts. */
  result: ScanResult;
  /** Changed files by path: what they were and what they are. */
  files: Map<string, { before: string; after: string }>;
  applied: { finding: Finding; fix: Fix }[];
}

/** Rounds after which whatever is left stays: a fix may make room for another one. */
const MAX_ROUNDS = 8;

/**
 * Applies fixes until none is left. Each round is analysed again: a fix after which its finding stands, or another one
 * has come, is taken back and not tried again. Nothing is written.
 */
export async function fixFindings(
  engine: Engine,
  request: EngineOptions,
  first: ScanResult,
  choice: { grade: FixChoice; wanted: (finding: Finding) => boolean },
): Promise<Repaired> {
  const texts = new Map<string, string>();
  const files: Repaired["files"] = new Map();
  const applied: Repaired["applied"] = [];
  const refused = new Set<string>();
  const grades: readonly Grade[] = choice.grade === "safe" ? ["safe"] : ["safe", "suggested"];
  const memory = new Memory();
  let result = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const plans = planOf(result, { grades, wanted: choice.wanted, refused });
    if (plans.length === 0) break;
    const attempt = async (chosen: readonly Plan[]): Promise<ScanResult> => {
      const changed = new Map(texts);
      for (const plan of chosen) changed.set(plan.path, plan.text);
      return engine.analyse({ ...request, memory, texts: changed });
    };
    let kept = plans;
    let after = await attempt(kept);
    if (!isBetter(result, after, kept)) {
      // Some file's fixes don't do what they should: each file for itself, then each fix.
      kept = [];
      for (const plan of plans.flatMap((p) => (plans.length > 1 ? [p] : p.alone))) {
        const alone = await attempt([plan]);
        if (isBetter(result, alone, [plan])) kept = [...kept.filter((k) => k.path !== plan.path), plan];
        else for (const { finding } of plan.fixes) refused.add(keyOf(finding));
      }
      if (kept.length === 0) continue;
      after = await attempt(kept);
      if (!isBetter(result, after, kept)) break;
    }
    for (const plan of kept) {
      const before = files.get(plan.path)?.before ?? result.text(plan.path) ?? "";
      files.set(plan.path, { before, after: plan.text });
      texts.set(plan.path, plan.text);
      applied.push(...plan.fixes);
    }
    result = after;
  }
  return { result, files, applied };
}

/** The fixes of one file that go together. */
interface Plan {
  path: string;
  text: string;
  fixes: { finding: Finding; fix: Fix }[];
  /** Each fix as a plan of its own. */
  alone: Plan[];
}

function planOf(
  result: ScanResult,
  choice: {
    grades: readonly Grade[];
    wanted: (finding: Finding) => boolean;
    refused: ReadonlySet<string>;
  },
): Plan[] {
  const byPath = new Map<string, Plan["fixes"]>();
  for (const finding of result.findings) {
    if (!isActive(finding) || !choice.wanted(finding) || choice.refused.has(keyOf(finding))) continue;
    const fix = result.fixesFor(finding).find((f) => choice.grades.includes(f.grade));
    if (fix) byPath.set(fix.path, [...(byPath.get(fix.path) ?? []), { finding, fix }]);
  }
  return [...byPath].map(([path, offered]) => {
    const text = result.text(path) ?? "";
    const { chosen, edits } = compatible(offered, (one) => one.fix);
    const alone = chosen.map((one) => ({
      path,
      text: applyEdits(text, one.fix.edits),
      fixes: [one],
      alone: [],
    }));
    return { path, text: applyEdits(text, edits), fixes: chosen, alone };
  });
}

/** As many findings of each rule are gone as were to be repaired, and none of another has come. */
function isBetter(before: ScanResult, after: ScanResult, plans: readonly Plan[]): boolean {
  const [was, is] = [countByRule(before, () => 1), countByRule(after, () => 1)];
  // A finding of several places loses one of them.
  const [wasPlaces, isPlaces] = [countByRule(before, placesOf), countByRule(after, placesOf)];
  const fixed = new Map<string, number>();
  for (const { finding } of plans.flatMap((p) => p.fixes))
    fixed.set(finding.ruleId, (fixed.get(finding.ruleId) ?? 0) + 1);
  const rules = new Set([...was.keys(), ...is.keys()]);
  for (const rule of rules)
    if (
      (is.get(rule) ?? 0) > (was.get(rule) ?? 0) ||
      ((is.get(rule) ?? 0) > (was.get(rule) ?? 0) - (fixed.get(rule) ?? 0) &&
        (isPlaces.get(rule) ?? 0) > (wasPlaces.get(rule) ?? 0) - (fixed.get(rule) ?? 0))
    )
      return false;
  const broken = (result: ScanResult): number =>
    result.problems.filter((p) => p.severity !== "note" || /syntax/.test(p.message)).length;
  return broken(after) <= broken(before);
}
function countByRule(result: ScanResult, count: (finding: Finding) => number): Map<string, number> {
  const out = new Map<string, number>();
  for (const f of result.findings)
    if (f.suppressed === undefined) out.set(f.ruleId, (out.get(f.ruleId) ?? 0) + count(f));
  return out;
}

const keyOf = (finding: Finding): string => `${finding.ruleId}|${finding.fingerprint}`;

/** A diff of what would change, with paths as a user sees them. */
export function renderDiff(files: Repaired["files"], displayName: (path: string) => string): string {
  return [...files]
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, { before, after }]) => {
      const name = displayName(path);
      return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
        context: 3,
      }).replace(/^=+\n/, "");
    })
    .join("");
}
