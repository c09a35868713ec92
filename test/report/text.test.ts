import { expect, test } from "vitest";
import { renderText } from "../../server/src/report/text.ts";
import { ADVICE, APP, KEY, rangeOf, reportOf, shellFinding } from "./sample.ts";

const plain = { color: false, showInfo: false };

test("a finding shows its place, sentences, code and path", () => {
  expect(renderText(reportOf({ findings: [shellFinding()] }), plain)).toBe(
    [
      "src/app.py:5:20  error  model-output-to-shell",
      "  what: model output `answer` reaches subprocess.run.",
      "  why:  Commands run.",
      "  fix:  Use a list.",
      "",
      "    4 |     answer = client.create(question)",
      "  > 5 |     subprocess.run(answer, shell=True)",
      "      |                    ^^^^^^",
      "",
      "  path:",
      "    1. src/app.py:3:17  user input: question",
      "    2. src/app.py:4:14  request to the model",
      "    3. src/app.py:4:5  answer",
      "    4. src/app.py:5:20  reaches subprocess.run",
      "",
      "1 finding (1 error).",
      "Analysed 3 of 5 files: 100 lines, 7 functions, 1 model call.",
      "Skipped 3: 2 vendored, 1 binary.",
      "Not understood: the target of 2 of 12 calls.",
      "",
    ].join("\n"),
  );
});

test("colour is only what the terminal obeys: without it the text is the same", () => {
  const input = reportOf({ findings: [shellFinding()] });
  const colored = renderText(input, { color: true, showInfo: false });
  expect(colored).toContain("\u001b[1;31merror\u001b[0m");
  expect(colored.replace(/\u001b\[[\d;]*m/g, "")).toBe(renderText(input, plain));
});

test("advice is counted, and printed when asked for", () => {
  const input = reportOf({ findings: [shellFinding({ ruleId: ADVICE.id, level: "info", paths: [] })] });
  expect(renderText(input, plain)).toMatch(/^1 finding \(1 info\); 1 info not shown/);
  expect(renderText(input, { color: false, showInfo: true })).toMatch(/^src\/app\.py:5:20 {2}info/);
});

test("a silenced finding is counted only", () => {
  const place = { path: "src/app.py", start: 0, end: 1 };
  const input = reportOf({ findings: [shellFinding({ suppressed: { reason: "reviewed", place } })] });
  expect(renderText(input, plain)).toMatch(/^No findings; 1 suppressed\./);
});

test("names and code cannot obey as terminal commands or hide text", () => {
  const path = "src/\u001b[2Jevil\n\u202e.py";
  const text = "x\u001b[31m\u202e = y\t+\tz\r\n";
  const finding = shellFinding({
    path,
    ...rangeOf(text, "z"),
    paths: [],
    what: "bad \u001b]0;title\u0007 name",
  });
  const output = renderText(reportOf({ findings: [finding] }, { [path]: text }), plain);
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(output).toContain("src/\\u{1b}[2Jevil \\u{202e}.py:1:15");
  expect(output).toContain("x\\u{1b}[31m\\u{202e} = y    +    z");
});

test("the underline stands under its text after tabs, wide and combining characters", () => {
  const text = "\tsay('日本e\u0301', answer)\n";
  const finding = shellFinding({ ...rangeOf(text, "answer"), paths: [] });
  const lines = renderText(reportOf({ findings: [finding] }, { "src/app.py": text }), plain).split("\n");
  const frame = lines.findIndex((line) => line.startsWith("  > 1 |"));
  expect(lines[frame]).toBe("  > 1 |     say('日本e\u0301', answer)");
  expect(lines[frame + 1]).toBe(`      |     ${" ".repeat("say('".length + 5 + "', ".length)}^^^^^^`);
});

test("a minified line is cut around its place", () => {
  const text = `${"a;".repeat(5000)}run(answer)${";b".repeat(5000)}`;
  const finding = shellFinding({ ...rangeOf(text, "answer"), paths: [] });
  const output = renderText(reportOf({ findings: [finding] }, { "src/app.py": text }), plain);
  const line = output.split("\n").find((it) => it.startsWith("  > 1 |")) ?? "";
  expect(line).toContain("run(answer)");
  expect(line.length).toBeLessThan(200);
});

test("a place of several lines is underlined to the end of its first", () => {
  const text = 'run("""first\nsecond""")\n';
  const finding = shellFinding({ ...rangeOf(text, '"""first\nsecond"""'), paths: [] });
  const output = renderText(reportOf({ findings: [finding] }, { "src/app.py": text }), plain);
  expect(output).toContain('  > 1 | run("""first\n      |     ^^^^^^^^\n    2 | second""")');
});

test("a file that cannot be read any more has no frame", () => {
  const output = renderText(reportOf({ findings: [shellFinding({ paths: [] })] }, {}), plain);
  expect(output).toContain("src/app.py:1:1  error");
  expect(output).not.toContain(" | ");
});

test("no secret is printed: neither of a known form nor the literal that a key rule names", () => {
  const text = 'client = Client(api_key="correct horse battery")\nother = "SECRETVALUE"\n';
  const finding = shellFinding({
    ruleId: KEY.id,
    ...rangeOf(text, '"correct horse battery"'),
    what: "a key SECRETVALUE stands here",
    paths: [],
  });
  const output = renderText(reportOf({ findings: [finding] }, { "src/app.py": text }), plain);
  expect(output).not.toContain("correct");
  expect(output).not.toContain("SECRETVALUE");
  expect(output).toContain('> 1 | client = Client(api_key="*****************tery")');
  expect(output).toContain('other = "SE…LUE"');
});

test("a short literal is covered whole, and so is one that another finding's frame shows", () => {
  const text = 'password = "hunter2"\nrun(answer)\n';
  const key = shellFinding({
    ruleId: "other",
    ...rangeOf(text, "password"),
    secrets: [{ path: "src/app.py", ...rangeOf(text, '"hunter2"') }],
    paths: [],
  });
  const sink = shellFinding({ ...rangeOf(text, "answer"), paths: [] });
  const output = renderText(reportOf({ findings: [key, sink] }, { "src/app.py": text }), plain);
  expect(output).not.toContain("hunter2");
  expect(output.match(/password = "\*{7}"/g)).toHaveLength(2);
});

test("the order of the findings does not change the report", () => {
  const other = shellFinding({ ...rangeOf(APP, "client"), ruleId: "a-rule", paths: [] });
  const findings = [shellFinding(), other];
  const forward = renderText(reportOf({ findings }), plain);
  expect(renderText(reportOf({ findings: findings.reverse() }), plain)).toBe(forward);
});
