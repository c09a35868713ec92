import { escapeSentence } from "./escape.ts";
import { type FindingView, severityOf, stepPlace, viewReport } from "./findingView.ts";
import { printJson } from "./printJson.ts";
import type { RenderOptions, ReportInput } from "./report.ts";

/** The version of GitLab's report schema that this form keeps to; `test/report/schemas/` has its rules. */
const SCHEMA_VERSION = "15.0.0";

/** GitLab's security report, which fills the vulnerability report and the security widget of merge requests. */
export function renderGitlabSast(input: ReportInput, options: RenderOptions): string {
  const { shown, problems, openSource } = viewReport(input, options);
  const tool = {
    id: input.tool.name,
    name: input.tool.name,
    version: input.tool.version,
    vendor: { name: input.tool.name },
  };
  const isPartial = problems.some((problem) => problem.fatal);
  const report = {
    version: SCHEMA_VERSION,
    scan: {
      analyzer: tool,
      scanner: tool,
      type: "sast",
      start_time: input.time,
      end_time: input.time,
      status: isPartial ? "failure" : "success",
      ...(isPartial && {
        messages: problems
          .filter((problem) => problem.fatal)
          .map((problem) => ({
            level: "fatal",
            value: `${input.rootName(problem.path)}: ${problem.message}`,
          })),
      }),
    },
    vulnerabilities: shown.map((view) => describe(view, (step) => stepPlace(step, input, openSource))),
  };
  return `${printJson(report, 2)}\n`;
}

function describe(view: FindingView, place: (step: { path: string; start: number }) => string) {
  const { finding, rule, path, region, what, why, fix, notes } = view;
  const steps = (finding.paths[0] ?? []).map(
    (step, i) => `${i + 1}. ${place(step)} ${escapeSentence(step.note)}`,
  );
  const links = (rule?.references ?? []).filter((url) => /^https?:\/\//.test(url)).map((url) => ({ url }));
  return {
    id: uuidOf(finding.fingerprint),
    name: (rule?.title ?? finding.ruleId).slice(0, 255),
    description: [[what, why, ...notes].filter(Boolean).join(" "), ...steps].join("\n"),
    severity: severityName(finding.level, severityOf(finding, rule)),
    solution: fix.slice(0, 7000),
    identifiers: [
      { type: "llmlint_rule_id", name: `llmlint ${finding.ruleId}`, value: finding.ruleId },
      ...(rule?.cwe ?? []).map((cwe) => ({
        type: "cwe",
        name: `CWE-${cwe}`,
        value: String(cwe),
        url: `https://cwe.mitre.org/data/definitions/${cwe}.html`,
      })),
      ...(rule?.owaspLlm2025 ?? []).map((id) => ({
        type: "owasp",
        name: `OWASP ${id}:2025`,
        value: `${id}:2025`,
      })),
    ],
    location: { file: path, start_line: region.start.line, end_line: region.end.line },
    tracking: {
      type: "source",
      items: [
        {
          file: path,
          start_line: region.start.line,
          end_line: region.end.line,
          signatures: [{ algorithm: "hash", value: finding.fingerprint }],
        },
      ],
    },
    ...(links.length > 0 && { links }),
  };
}

function severityName(level: string, severity: number): string {
  if (level === "info") return "Info";
  return severity >= 9 ? "Critical" : severity >= 7 ? "High" : severity >= 4 ? "Medium" : "Low";
}

/** The 32 digits of a fingerprint in the form that the schema recommends; a count behind it goes into the last digits. */
function uuidOf(fingerprint: string): string {
  const [hash = "", count] = fingerprint.split("-");
  const digits = count === undefined ? hash : hash.slice(0, -count.length) + count;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.*)$/, "$1-$2-$3-$4-$5");
}
