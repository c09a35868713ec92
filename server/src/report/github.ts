import { viewReport } from "./findingView.ts";
import type { RenderOptions, ReportInput } from "./report.ts";

/**
 * Workflow commands of GitHub Actions, which become annotations of the changed files. The host shows ten of each level
 * per step; so the worst come first.
 */
export function renderGithub(input: ReportInput, options: RenderOptions): string {
  const { shown } = viewReport(input, options);
  const worstFirst = [...shown].sort((a, b) => RANK[a.finding.level] - RANK[b.finding.level]);
  return worstFirst
    .map(({ finding, path, region, what, why, fix }) => {
      const properties = {
        file: path,
        line: region.start.line,
        endLine: region.end.line,
        // Columns of a place that spans lines are refused.
        ...(region.start.line === region.end.line && {
          col: region.start.column,
          endColumn: region.end.column,
        }),
        title: `llmlint: ${finding.ruleId}`,
      };
      const listed = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      return `::${COMMANDS[finding.level]} ${listed.join(",")}::${escapeData(`${what} ${why} ${fix}`)}\n`;
    })
    .join("");
}

const RANK = { error: 0, warning: 1, info: 2 } as const;
const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
