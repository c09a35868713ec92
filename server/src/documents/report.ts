import type { Confidence, Finding, Level } from "../findings/finding.ts";
import type { RuleInfo } from "../findings/rule.ts";

export interface ReportOptions {
  confidence?: Confidence;
  /** Steps below the rule's level. */
  lowered?: boolean;
  note?: string;
}

/** Gathers what the checks of one file find. */
export interface DocumentReport {
  /** `holes` fill the places of the rule's sentences. */
  add(
    rule: string,
    place: { start: number; end: number },
    holes: Readonly<Record<string, string>>,
    options?: ReportOptions,
  ): void;
  readonly findings: Finding[];
}

export function openReport(path: string, rules: ReadonlyMap<string, RuleInfo>): DocumentReport {
  const findings: Finding[] = [];
  return {
    findings,
    add(ruleId, { start, end }, holes, options = {}) {
      const rule = rules.get(ruleId);
      if (!rule || findings.some((f) => f.ruleId === ruleId && f.start === start)) return;
      const fill = (sentence: string) =>
        sentence.replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);
      const level: Level = options.lowered ? (rule.level === "error" ? "warning" : "info") : rule.level;
      findings.push({
        ruleId,
        path,
        start,
        end: Math.max(end, start),
        level,
        confidence: options.confidence ?? "high",
        what: capital(fill(rule.what)),
        why: rule.why,
        fix: rule.fix,
        notes: options.note === undefined ? [] : [options.note],
        paths: [],
        fingerprint: "",
      });
    },
  };
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
