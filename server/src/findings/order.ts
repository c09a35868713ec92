import { compareText } from "../base/order.ts";
import type { Finding, RunProblem } from "./finding.ts";

/** Findings by file, place and rule; the same list in whatever order the files were read. */
export function orderFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.path, b.path) ||
      a.start - b.start ||
      a.end - b.end ||
      compareText(a.ruleId, b.ruleId) ||
      compareText(a.what, b.what),
  );
}

/** Problems by file, place and message. */
export function orderProblems(problems: readonly RunProblem[]): RunProblem[] {
  return [...problems].sort(
    (a, b) => compareText(a.path, b.path) || a.start - b.start || compareText(a.message, b.message),
  );
}
