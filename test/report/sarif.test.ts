import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { renderSarif } from "../../server/src/report/sarif.ts";
import { ADVICE, APP, KEY, rangeOf, reportOf, SHELL, shellFinding } from "./sample.ts";

const require = createRequire(import.meta.url);
const schemaFile = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));

interface Sarif {
  // biome-ignore lint/suspicious/noExplicitAny: the schema checks the form; the tests only look into it
  runs: any[];
}

function sarifOf(...input: Parameters<typeof reportOf>): Sarif["runs"][number] {
  const log = JSON.parse(renderSarif(reportOf(...input))) as Sarif;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

test("an empty run is valid and lists every rule by id", () => {
  const run = sarifOf({});
  expect(run.columnKind).toBe("utf16CodeUnits");
  expect(run.results).toEqual([]);
  expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([KEY.id, ADVICE.id, SHELL.id]);
  expect(run.tool.driver.rules[1].defaultConfiguration).toEqual({ enabled: false, level: "note" });
  expect(run.tool.driver.rules[2]).toMatchObject({
    help: { markdown: SHELL.docs },
    properties: {
      "security-severity": "9.5",
      tags: [
        "security",
        "CWE-78",
        "external/cwe/cwe-078",
        "OWASP-LLM05:2025",
        "OWASP-LLM10:2026",
        "OWASP-ASI05",
        "AML.T0050",
      ],
    },
  });
});

test("a finding has its place, its path, its fingerprint, and no severity of its own at the rule's level", () => {
  const [result] = sarifOf({ findings: [shellFinding()] }).results;
  expect(result).toMatchObject({ ruleId: SHELL.id, ruleIndex: 2, level: "error" });
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "src/app.py", uriBaseId: "%SRCROOT%" },
    region: { startLine: 5, startColumn: 20, endLine: 5, endColumn: 26 },
  });
  const steps = result.codeFlows[0].threadFlows[0].locations;
  expect(steps.map((step: { kinds: string[] }) => step.kinds[0])).toEqual([
    "taint",
    "request",
    "assignment",
    "danger",
  ]);
  expect(steps[0].location.message.text).toBe("user input: question");
  expect(result.partialFingerprints["llmlint/v1"]).toBe("0123456789abcdef0123456789abcdef");
  expect(result.properties).toEqual({ confidence: "high" });
});

test("a lowered finding has a severity of its own, in the range of its level", () => {
  const severity = (changes: Parameters<typeof shellFinding>[0]) =>
    sarifOf({ findings: [shellFinding(changes)] }).results[0].properties["security-severity"];
  expect(severity({ level: "warning" })).toBe("6.9");
  expect(severity({ level: "info" })).toBe("3.9");
  expect(severity({ level: "warning", securitySeverity: 5 })).toBe("5.0");
});

test("a level is always explicit; info is a note", () => {
  expect(sarifOf({ findings: [shellFinding({ level: "info" })] }).results[0].level).toBe("note");
});

test("no path, no code flow; each origin has one", () => {
  const [path = []] = shellFinding().paths;
  const flows = (paths: (typeof path)[]) =>
    sarifOf({ findings: [shellFinding({ paths })] }).results[0].codeFlows;
  expect(flows([])).toBeUndefined();
  expect(flows([path, path])).toHaveLength(2);
});

test("a silenced finding carries the reason and the comment", () => {
  const place = { path: "src/app.py", ...rangeOf(APP, "import") };
  const [result] = sarifOf({
    findings: [shellFinding({ suppressed: { reason: "reviewed", place } })],
  }).results;
  expect(result.suppressions).toMatchObject([
    { kind: "inSource", status: "accepted", justification: "reviewed" },
  ]);
  expect(result.suppressions[0].location.physicalLocation.region.startLine).toBe(1);
});

test("problems are notifications; one that is fatal fails the invocation", () => {
  const problem = { path: "bad.py", start: 0, end: 0, severity: "warning", message: "not UTF-8" } as const;
  const run = sarifOf({
    problems: [
      { ...problem, fatal: true },
      { ...problem, path: "", severity: "note", fatal: false },
    ],
  });
  expect(run.invocations[0].executionSuccessful).toBe(false);
  const [everywhere, bad] = run.invocations[0].toolExecutionNotifications;
  expect(everywhere).toEqual({ level: "note", message: { text: "not UTF-8" } });
  expect(bad.level).toBe("error");
  expect(bad.locations[0].physicalLocation.artifactLocation.uri).toBe("bad.py");
  expect(sarifOf({ problems: [{ ...problem, fatal: false }] }).invocations[0].executionSuccessful).toBe(true);
});

test.each([
  ["app/[id]/a b#c?%.ts", "app/%5Bid%5D/a%20b%23c%3F%25.ts"],
  ["packages/@me/c++.ts", "packages/@me/c++.ts"],
  ["a:b.py", "a%3Ab.py"],
  ["\ud800.py", "%EF%BF%BD.py"],
  ["/elsewhere/x y.py", "file:///elsewhere/x%20y.py"],
  ["C:/code/x.py", "file:///C:/code/x.py"],
  ["//server/share/x.py", "file://server/share/x.py"],
  ["../other/x.py", "../other/x.py"],
])("the URI of %s", (path, uri) => {
  const [result] = sarifOf({ findings: [shellFinding({ path, paths: [] })] }, {}).results;
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test("lines and columns count CRLF and UTF-16", () => {
  const text = "a\r\n'😀' + answer\r\n";
  const finding = shellFinding({ ...rangeOf(text, "answer"), paths: [] });
  const [result] = sarifOf({ findings: [finding] }, { "src/app.py": text }).results;
  expect(result.locations[0].physicalLocation.region).toEqual({
    startLine: 2,
    startColumn: 8,
    endLine: 2,
    endColumn: 14,
  });
});

test("no sentence holds a secret", () => {
  const finding = shellFinding({ what: "SECRETVALUE", notes: ["SECRETVALUE"] });
  for (const step of finding.paths[0] ?? []) step.note = "SECRETVALUE";
  const problem = {
    path: "a",
    start: 0,
    end: 0,
    severity: "note",
    message: "SECRETVALUE",
    fatal: false,
  } as const;
  expect(renderSarif(reportOf({ findings: [finding], problems: [problem] }))).not.toContain("SECRETVALUE");
});

test("the same bytes for findings in any order", () => {
  const findings = [shellFinding(), shellFinding({ ruleId: KEY.id, paths: [] })];
  const forward = renderSarif(reportOf({ findings }));
  expect(renderSarif(reportOf({ findings: [...findings].reverse() }))).toBe(forward);
});
