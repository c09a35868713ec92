import { viewReport } from "./findingView.ts";
import { printJson } from "./printJson.ts";
import type { RenderOptions, ReportInput } from "./report.ts";
import type { Position, Source } from "./source.ts";

/** reviewdog's diagnostic format, whose columns count bytes of UTF-8. */
export function renderRdjson(input: ReportInput, options: RenderOptions): string {
  const { shown, openSource } = viewReport(input, options);
  const locate = (path: string, place: { start: number; end: number }) => {
    const source = openSource(path);
    const { start, end } = source.region(place);
    return {
      path: input.rootName(path),
      range: { start: inBytes(start, source), end: inBytes(end, source) },
    };
  };
  const diagnostics = shown.map(({ finding, rule, what, why, fix }) => {
    const url = rule?.references.find((it) => it.startsWith("https://"));
    return {
      message: `${what} ${why} ${fix}`,
      location: locate(finding.path, finding),
      severity: SEVERITIES[finding.level],
      code: { value: finding.ruleId, ...(url !== undefined && { url }) },
      related_locations: (finding.paths[0] ?? []).map((step) => ({
        message: step.note,
        location: locate(step.path, step),
      })),
    };
  });
  const report = { source: { name: input.tool.name }, severity: "WARNING", diagnostics };
  return `${printJson(report, 2)}\n`;
}

const SEVERITIES = { error: "ERROR", warning: "WARNING", info: "INFO" } as const;

function inBytes({ line, column }: Position, source: Source): Position {
  const before = source.original(line)?.slice(0, column - 1) ?? "";
  return { line, column: before === "" ? column : new TextEncoder().encode(before).length + 1 };
}
