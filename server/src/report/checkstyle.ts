import { viewReport } from "./findingView.ts";
import type { RenderOptions, ReportInput } from "./report.ts";
import { xmlAttributes } from "./xml.ts";

/** Checkstyle's XML, which build servers and review bots of all kinds read. */
export function renderCheckstyle(input: ReportInput, options: RenderOptions): string {
  const files = new Map<string, string[]>();
  for (const { finding, path, region, what, why, fix } of viewReport(input, options).shown) {
    const attributes = xmlAttributes({
      line: region.start.line,
      column: region.start.column,
      severity: finding.level,
      message: `${what} ${why} ${fix}`,
      source: `llmlint.${finding.ruleId}`,
    });
    files.set(path, [...(files.get(path) ?? []), `    <error${attributes}/>\n`]);
  }
  const body = [...files].map(
    ([name, errors]) => `  <file${xmlAttributes({ name })}>\n${errors.join("")}  </file>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n${body.join("")}</checkstyle>\n`;
}
