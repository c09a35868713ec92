import { type Finding, isActive, type RunProblem } from "../findings/finding.ts";
import { orderFindings, orderProblems } from "../findings/order.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { escapeSentence } from "./escape.ts";
import { maskResult, type RenderOptions, type ReportInput } from "./report.ts";
import { openSources, type Region, type Source } from "./source.ts";

/** A finding as most formats show it: without secrets, with line and column, its texts safe to print. */
export interface FindingView {
  finding: Finding;
  rule: RuleInfo | undefined;
  /** Relative to the root of the repository. */
  path: string;
  /** As a person in the current folder would type it. */
  display: string;
  region: Region;
  source: Source;
  what: string;
  why: string;
  fix: string;
  notes: string[];
}

export interface ReportView {
  /** Neither silenced nor known before, and not mere advice unless that was asked for; in the order of their places. */
  shown: FindingView[];
  /** Findings that a comment silences. */
  suppressed: FindingView[];
  problems: RunProblem[];
  openSource: (path: string) => Source;
}

export function viewReport(input: ReportInput, options: Pick<RenderOptions, "showInfo">): ReportView {
  const result = maskResult(input.result, input.maskSecrets);
  const openSource = openSources(input);
  const rules = new Map(input.rules.map((rule) => [rule.id, rule]));
  const convert = (finding: Finding): FindingView => {
    const source = openSource(finding.path);
    return {
      finding,
      rule: rules.get(finding.ruleId),
      path: escapeSentence(input.rootName(finding.path)),
      display: escapeSentence(input.displayName(finding.path)),
      region: source.region(finding),
      source,
      what: escapeSentence(finding.what),
      why: escapeSentence(finding.why),
      fix: escapeSentence(finding.fix),
      notes: finding.notes.map(escapeSentence),
    };
  };
  const ordered = orderFindings(result.findings);
  return {
    shown: ordered
      .filter((finding) => isActive(finding) && (options.showInfo || finding.level !== "info"))
      .map(convert),
    suppressed: ordered.filter((finding) => finding.suppressed).map(convert),
    problems: orderProblems(result.problems),
    openSource,
  };
}

/** 0 to 10: of the finding where it has its own, of its rule, and never more than the level that is left allows. */
export function severityOf(finding: Finding, rule: RuleInfo | undefined): number {
  const severity = finding.securitySeverity ?? rule?.securitySeverity ?? DEFAULTS[finding.level];
  return Math.min(severity, CEILINGS[finding.level]);
}

const DEFAULTS = { error: 8, warning: 5, info: 2 } as const;
const CEILINGS = { error: 10, warning: 6.9, info: 3.9 } as const;

/** `src/a.ts:3:5` of a step. */
export function stepPlace(
  step: { path: string; start: number },
  input: ReportInput,
  openSource: (path: string) => Source,
): string {
  const cell = openSource(step.path).cell(step.start);
  if (cell) return `${escapeSentence(input.displayName(step.path))} cell ${cell.cell} line ${cell.line}`;
  const { line, column } = openSource(step.path).position(step.start);
  return `${escapeSentence(input.displayName(step.path))}:${line}:${column}`;
}

/** "3 findings". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
