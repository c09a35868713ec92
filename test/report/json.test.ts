import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { PromptCall } from "../../server/src/findings/finding.ts";
import { renderJson, renderPromptsJson } from "../../server/src/report/json.ts";
import { renderPromptsText } from "../../server/src/report/promptsText.ts";
import { APP, rangeOf, reportOf, SHELL, shellFinding } from "./sample.ts";

test("a finding with its place, path and numbers", () => {
  const place = { path: "src/app.py", ...rangeOf(APP, "import") };
  const report = JSON.parse(
    renderJson(
      reportOf({
        findings: [shellFinding(), shellFinding({ suppressed: { reason: "reviewed", place } })],
        problems: [{ path: "b.py", start: 0, end: 0, severity: "error", message: "binary", fatal: true }],
      }),
    ),
  );
  expect(report.summary).toEqual({ error: 1, warning: 0, info: 0, suppressed: 1, known: 0 });
  expect(report.findings[0]).toMatchObject({
    rule: SHELL.id,
    level: "error",
    securitySeverity: 9.5,
    path: "src/app.py",
    start: { line: 5, column: 20 },
    end: { line: 5, column: 26 },
    suppressed: null,
  });
  expect(report.findings[0].paths[0]).toHaveLength(4);
  expect(report.findings[1].suppressed).toMatchObject({ reason: "reviewed", place: { start: { line: 1 } } });
  expect(report.problems).toMatchObject([{ path: "b.py", message: "binary", fatal: true }]);
});

test("keys of the figures stand in one order", () => {
  const stats = { ...reportOf({}).result.stats, skipped: { b: 1, a: 2 } };
  const shuffled = Object.fromEntries(Object.entries({ ...stats, skipped: { a: 2, b: 1 } }).reverse());
  expect(renderJson(reportOf({ stats: shuffled as unknown as typeof stats }))).toBe(
    renderJson(reportOf({ stats })),
  );
});

test("the documentation names every key", () => {
  const docs = readFileSync(new URL("../../docs/json-format.md", import.meta.url), "utf8");
  const report = JSON.parse(renderJson(reportOf({ findings: [shellFinding()] })));
  const step = report.findings[0].paths[0][0];
  const keys = [report, report.findings[0], step, report.stats, report.summary].flatMap(Object.keys);
  expect(keys.filter((key) => !docs.includes(`\`${key}\``))).toEqual([]);
});

const prompt: PromptCall = {
  path: "src/app.py",
  ...rangeOf(APP, "client.create(question)"),
  call: "openai: chat.completions.create",
  slots: [
    {
      slot: "user",
      repeated: true,
      path: "src/app.py",
      ...rangeOf(APP, "question", 1),
      pieces: [
        { provenance: "constant", text: 'Say "SECRETVALUE"\n\u001b' },
        { provenance: "user", text: "question", path: "src/app.py", ...rangeOf(APP, "question") },
      ],
    },
  ],
};

test("the prompt map as text", () => {
  expect(renderPromptsText(reportOf({ prompts: [prompt] }))).toBe(
    [
      "src/app.py:4:14  openai: chat.completions.create",
      "  user, any number of times  src/app.py:4:28",
      '    constant  "Say \\"SE…LUE\\"\\n\\u{1b}"',
      "    user      question  src/app.py:3:17",
      "",
      "1 model call in 3 of 5 files.",
      "",
    ].join("\n"),
  );
});

test("the prompt map as JSON", () => {
  const report = JSON.parse(renderPromptsJson(reportOf({ prompts: [prompt] })));
  expect(report.prompts[0]).toMatchObject({ call: prompt.call, start: { line: 4, column: 14 } });
  expect(report.prompts[0].slots[0].pieces).toMatchObject([
    { provenance: "constant", place: null },
    { provenance: "user", text: "question", place: { start: { line: 3 } } },
  ]);
  expect(JSON.stringify(report)).not.toContain("SECRETVALUE");
});
