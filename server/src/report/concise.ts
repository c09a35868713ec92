import { count, viewReport } from "./findingView.ts";
import type { RenderOptions, ReportInput } from "./report.ts";

/** One line per finding, in the form that editors and terminals turn into links. */
export function renderConcise(input: ReportInput, options: RenderOptions): string {
  const { shown } = viewReport(input, options);
  const lines = shown.map(({ display, region, finding, what }) => {
    const { line, column } = region.start;
    return `${display}:${line}:${column}: ${finding.level}: ${what} [${finding.ruleId}]\n`;
  });
  return `${lines.join("")}${shown.length === 0 ? "No findings" : count(shown.length, "finding")}.\n`;
}
