import type { Level } from "../findings/finding.ts";
import type { OwnRule } from "../findings/ownRule.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { INDIRECT, type Label, sinkBit } from "../flow/labels.ts";
import type { Candidate } from "./judge.ts";
import { concrete, type JudgeInput } from "./judge.ts";
import { personalField } from "./personalData.ts";
import { type Slot, slotsOf } from "./slots.ts";

/** What reports and `explain` need of a rule of a project. */
export function ownRuleInfo(rule: OwnRule): RuleInfo {
  const why = rule.why ?? "The configuration of the project forbids it.";
  const fix = rule.fix ?? "Keep the data away from there, or clear it before.";
  return {
    id: rule.id,
    title: `${rule.from.join(", ")} → ${rule.to.join(", ")}`,
    profile: "recommended",
    status: "stable",
    level: rule.level,
    securitySeverity: SEVERITY[rule.level],
    precision: "medium",
    languages: ["python", "typescript"],
    cwe: [],
    owaspLlm2025: [],
    owaspLlm2026: [],
    owaspAgentic: [],
    atlas: [],
    what: rule.message,
    why,
    fix,
    unrepaired: "Only the project knows what is meant.",
    references: [],
    docs: `# ${rule.id}\n\nA rule of the project: data of kind ${rule.from.join(", ")} may not reach ${rule.to.join(", ")}.\n\n${why}\n\n${fix}\n`,
  };
}

const SEVERITY: Record<Level, number> = { error: 8, warning: 5.5, info: 2 };

/** What the rules of the project forbid. */
export function judgeOwnRules(input: JudgeInput, rules: readonly OwnRule[], out: Candidate[]): void {
  for (const rule of rules) {
    const from = new Set<string>(rule.from);
    const to = new Set<string>(rule.to);
    const forbids = (label: Label, bit: number): boolean =>
      from.has(label.kind) &&
      !(label.cleared & bit) &&
      !(label.cleared & INDIRECT) &&
      (label.kind !== "personal" || personalField(input, label) !== undefined);
    for (const hit of input.result.hits) {
      const { use } = hit;
      const found = (
        label: Label,
        bit: number,
        at: Pick<Candidate, "site" | "arg" | "text" | "values">,
      ): void => {
        const isLowered = (label.lowered & bit) !== 0;
        const notes = isLowered ? ["a check lowers the risk, it does not remove it"] : [];
        out.push({ ruleId: rule.id, ...at, lowered: isLowered ? -1 : 0, tier: use.tier, label, hit, notes });
      };
      if (use.kind === "sink" && to.has(use.sink)) {
        const bit = sinkBit[use.sink];
        for (const label of concrete(input, use.value))
          if (forbids(label, bit)) found(label, bit, { site: use.site, arg: use.arg, values: {} });
      }
      if (use.kind !== "request" || !(to.has("prompt") || to.has("prompt.system") || to.has("prompt.user")))
        continue;
      const row = input.models.row(use.row);
      for (const { slot, site, arg, text } of slotsOf(input.result.store, row, use.value, use.site)
        .segments) {
        if (!(to.has("prompt") && SENT.has(slot)) && !to.has(`prompt.${slot}`)) continue;
        const values = { sink: slot === "prompt" ? "the prompt" : `the ${slot} message` };
        for (const label of concrete(input, text))
          if (forbids(label, sinkBit.prompt)) found(label, sinkBit.prompt, { site, arg, text, values });
      }
    }
  }
}

const SENT = new Set<Slot>(["system", "user", "assistant", "tool", "prompt"]);
