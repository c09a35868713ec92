import type { Finding, RunResult } from "../../server/src/findings/finding.ts";
import type { RuleInfo } from "../../server/src/findings/rule.ts";
import type { ReportInput } from "../../server/src/report/report.ts";

/** The range of `part` in `text`, its `nth` occurrence counted from 0. */
export function rangeOf(text: string, part: string, nth = 0): { start: number; end: number } {
  let start = text.indexOf(part);
  for (let i = 0; i < nth; i++) start = text.indexOf(part, start + 1);
  if (start < 0) throw new Error(`the text has no ${part}`);
  return { start, end: start + part.length };
}

export const APP = [
  "import subprocess",
  "",
  "def ask(client, question):",
  "    answer = client.create(question)",
  "    subprocess.run(answer, shell=True)",
  "",
].join("\n");

export const SHELL: RuleInfo = {
  id: "model-output-to-shell",
  title: "Model output reaches a shell",
  profile: "recommended",
  status: "stable",
  level: "error",
  securitySeverity: 9.5,
  precision: "high",
  languages: ["python", "typescript"],
  cwe: [78],
  owaspLlm2025: ["LLM05"],
  owaspLlm2026: ["LLM10"],
  owaspAgentic: ["ASI05"],
  atlas: ["AML.T0050"],
  what: "{source} reaches {sink}.",
  why: "Commands run.",
  fix: "Use a list.",
  references: ["https://example.com/shell"],
  docs: "# Model output reaches a shell\n\nText.\n",
};

export const KEY: RuleInfo = {
  ...SHELL,
  id: "hardcoded-api-key",
  title: "A key in the code",
  securitySeverity: 8.5,
  cwe: [798],
  references: [],
};

export const ADVICE: RuleInfo = {
  ...SHELL,
  id: "missing-timeout",
  profile: "strict",
  level: "info",
  cwe: [400],
};

export function shellFinding(changes: Partial<Finding> = {}): Finding {
  const at = (part: string, nth = 0) => ({ path: "src/app.py", ...rangeOf(APP, part, nth) });
  return {
    ruleId: SHELL.id,
    ...at("answer", 1),
    level: "error",
    confidence: "high",
    what: "model output `answer` reaches subprocess.run.",
    why: "Commands run.",
    fix: "Use a list.",
    notes: [],
    paths: [
      [
        { kind: "source", note: "user input: question", ...at("question") },
        { kind: "request", note: "request to the model", ...at("client.create(question)") },
        { kind: "assigned", note: "answer", ...at("answer") },
        { kind: "sink", note: "reaches subprocess.run", ...at("answer", 1) },
      ],
    ],
    fingerprint: "0123456789abcdef0123456789abcdef",
    ...changes,
  };
}

export function runResult(changes: Partial<RunResult> = {}): RunResult {
  return {
    findings: [],
    problems: [],
    stats: {
      files: 5,
      analysed: 3,
      lines: 100,
      functions: 7,
      modelCalls: 1,
      skipped: { vendored: 2, binary: 1 },
      calls: { a: 8, b: 1, c: 1, unresolved: 2 },
      cuts: 0,
    },
    prompts: [],
    ...changes,
  };
}

export function reportOf(
  result: Partial<RunResult>,
  files: Record<string, string> = { "src/app.py": APP },
  changes: Partial<ReportInput> = {},
): ReportInput {
  return {
    result: runResult(result),
    rules: [SHELL, KEY, ADVICE],
    tool: { name: "llmlint", version: "1.2.3" },
    profile: "recommended",
    text: (path) => files[path],
    rootName: (path) => path,
    displayName: (path) => path,
    maskSecrets: (text) => text.replaceAll("SECRETVALUE", "SE…LUE"),
    time: "2026-01-31T12:00:00",
    ...changes,
  };
}
