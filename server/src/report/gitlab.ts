import { severityOf, viewReport } from "./findingView.ts";
import { printJson } from "./printJson.ts";
import type { RenderOptions, ReportInput } from "./report.ts";

/** GitLab's code quality report: what a merge request shows beside the changed lines. */
export function renderGitlab(input: ReportInput, options: RenderOptions): string {
  const issues = viewReport(input, options).shown.map(({ finding, rule, path, region, what, fix }) => ({
    description: `${what} ${fix}`,
    check_name: finding.ruleId,
    fingerprint: finding.fingerprint,
    severity: severityName(finding.level, severityOf(finding, rule)),
    location: { path, lines: { begin: region.start.line, end: region.end.line } },
  }));
  return `${printJson(issues, 2)}\n`;
}

function severityName(level: string, severity: number): string {
  if (level === "info") return "info";
  if (level === "warning") return "minor";
  return severity >= 9 ? "blocker" : severity >= 7 ? "critical" : "major";
}
