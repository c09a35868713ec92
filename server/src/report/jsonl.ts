import { jsonReport } from "./json.ts";
import { printJson } from "./printJson.ts";
import type { ReportInput } from "./report.ts";

/** One JSON object a line: each finding and each problem as in `json`, with a `type`; at last what the report says of the run. */
export function renderJsonl(input: ReportInput): string {
  const { findings, problems, ...run } = jsonReport(input);
  const rows = [
    ...findings.map((finding) => ({ type: "finding", ...finding })),
    ...problems.map((problem) => ({ type: "problem", ...problem })),
    { type: "run", ...run },
  ];
  return rows.map((row) => `${printJson(row)}\n`).join("");
}
