import { expect, test } from "vitest";
import type { Finding } from "../../server/src/findings/finding.ts";
import { assignFingerprints } from "../../server/src/findings/fingerprint.ts";
import { orderFindings } from "../../server/src/findings/order.ts";
import { applySuppressions, findSuppressions } from "../../server/src/findings/suppressions.ts";

function findingAt(text: string, part: string, changes: Partial<Finding> = {}): Finding {
  const start = text.indexOf(part);
  return {
    ruleId: "a-rule",
    path: "a.py",
    start,
    end: start + part.length,
    level: "error",
    confidence: "high",
    what: "",
    why: "",
    fix: "",
    notes: [],
    paths: [],
    fingerprint: "",
    ...changes,
  };
}

function fingerprintsOf(text: string, findings: Finding[], name = (path: string) => path): string[] {
  const mask = (it: string) => it.replaceAll(/SECRET\w+/g, "*");
  assignFingerprints(findings, { text: () => text, name, mask });
  return findings.map((finding) => finding.fingerprint);
}

/** Comments as a front end would give them; the texts of these tests have no `#` or `//` elsewhere. */
function commentsOf(text: string): [number, number][] {
  return [...text.matchAll(/(?:#|\/\/).*|\/\*[\s\S]*?\*\//g)].map((it) => [
    it.index,
    it.index + it[0].length,
  ]);
}

/** The parts of the text where a finding of `a-rule` is silenced. */
function silenced(text: string, parts: string[], ruleId = "a-rule") {
  const source = { path: "a.py", text, comments: commentsOf(text), ruleIds: ["a-rule", "b-rule"] };
  const { suppressions, problems } = findSuppressions(source);
  const findings = parts.map((part) => findingAt(text, part, { ruleId }));
  applySuppressions(findings, suppressions);
  return {
    parts: parts.filter((_, i) => findings[i]?.suppressed),
    reasons: findings.flatMap((finding) => (finding.suppressed ? [finding.suppressed.reason] : [])),
    problems: problems.map((problem) => problem.message),
  };
}

test("a fingerprint stays when lines move, are indented or end otherwise", () => {
  const before = "x = 1\nrun(answer)\n";
  const after = "import os\r\n\r\nif x:\r\n\trun( answer )\r\n";
  expect(fingerprintsOf(after, [findingAt(after, "answer")])).toEqual(
    fingerprintsOf(before, [findingAt(before, "answer")]),
  );
});

test("rule, file, expression and line each make another fingerprint", () => {
  const text = "run(answer)\nrun2(answer)\n";
  const second = text.lastIndexOf("answer");
  const one = fingerprintsOf(text, [findingAt(text, "answer")]);
  const others = [
    fingerprintsOf(text, [findingAt(text, "answer", { ruleId: "b-rule" })]),
    fingerprintsOf(text, [findingAt(text, "answer")], () => "b.py"),
    fingerprintsOf(text, [findingAt(text, "run")]),
    fingerprintsOf(text, [findingAt(text, "answer", { start: second, end: second + 6 })]),
  ];
  expect(new Set([one, ...others].flat()).size).toBe(5);
});

test("equal findings are numbered by place, in whatever order they come", () => {
  const text = "run(answer)\nrun(answer)\n";
  const second = text.lastIndexOf("answer");
  const findings = () => [
    findingAt(text, "answer"),
    findingAt(text, "answer", { start: second, end: second + 6 }),
  ];
  const [first = "", other] = fingerprintsOf(text, findings());
  expect(other).toBe(`${first}-2`);
  expect(fingerprintsOf(text, findings().reverse())).toEqual([`${first}-2`, first]);
});

test("a fingerprint tells nothing of a secret", () => {
  const [one, two] = ["SECRETone", "SECRETtwo"].map((key) => `key = "${key}"\n`);
  expect(fingerprintsOf(one ?? "", [findingAt(one ?? "", "SECRETone")])).toEqual(
    fingerprintsOf(two ?? "", [findingAt(two ?? "", "SECRETtwo")]),
  );
});

test("findings are ordered by file, place and rule", () => {
  const text = "a b";
  const findings = [
    findingAt(text, "b"),
    findingAt(text, "a", { ruleId: "z" }),
    findingAt(text, "a"),
    findingAt(text, "a", { path: "Z.py" }),
  ];
  expect(orderFindings(findings).map((it) => `${it.path} ${it.start} ${it.ruleId}`)).toEqual([
    "Z.py 0 a-rule",
    "a.py 0 a-rule",
    "a.py 0 z",
    "a.py 2 a-rule",
  ]);
});

test("next-line silences the next line only, with its reason", () => {
  const text = "first()\n# llmlint-disable-next-line a-rule -- reviewed -- twice\nsecond()\nthird()\n";
  expect(silenced(text, ["first", "second", "third"])).toEqual({
    parts: ["second"],
    reasons: ["reviewed -- twice"],
    problems: [],
  });
});

test("next-line skips comments and empty lines, also inside JSX", () => {
  const text = [
    "// llmlint-disable-next-line a-rule",
    "",
    "// llmlint-disable-next-line b-rule -- other",
    "{/* llmlint-disable-next-line a-rule */}",
    "target()",
    "after()",
  ].join("\r\n");
  expect(silenced(text, ["target", "after"]).parts).toEqual(["target"]);
  expect(silenced(text, ["target", "after"], "b-rule").parts).toEqual(["target"]);
});

test("line silences its own line, also what began before and ends there", () => {
  const text = 'run("""one\ntwo""")  # llmlint-disable-line a-rule\nnext()\n';
  expect(silenced(text, ['"""one\ntwo"""', "two", "next"]).parts).toEqual(['"""one\ntwo"""', "two"]);
});

test("file silences the file, the rules it names", () => {
  const text = "first()\n/* llmlint-disable-file b-rule, a-rule -- generated */\nlast()";
  expect(silenced(text, ["first", "last"]).parts).toEqual(["first", "last"]);
  expect(silenced(text, ["first"], "c-rule").parts).toEqual([]);
});

test("a comment that cannot be understood says so and silences nothing", () => {
  expect(silenced("# llmlint-disable-next-line\nx()\n", ["x"])).toMatchObject({
    parts: [],
    problems: [expect.stringContaining("names no rule")],
  });
  expect(silenced("# llmlint-disable-nextline a-rule\nx()\n", ["x"]).problems).toEqual([
    expect.stringContaining("write llmlint-disable-next-line RULE"),
  ]);
  expect(silenced("# llmlint-disable-line a-rul\n", []).problems).toEqual([
    'Unknown rule "a-rul" in a suppression comment. Did you mean a-rule?',
  ]);
});

test("prose about the comment is no comment of ours", () => {
  const text = "# Write llmlint-disable-next-line a-rule above it.\nx()\n";
  expect(silenced(text, ["x"])).toEqual({ parts: [], reasons: [], problems: [] });
});

test("a file full of such comments takes no quadratic time", () => {
  const line = "# llmlint-disable-next-line a-rule\n";
  const text = `${line.repeat(30_000)}x()\n`;
  const comments = Array.from({ length: 30_000 }, (_, i): [number, number] => [
    i * line.length,
    (i + 1) * line.length - 1,
  ]);
  const { suppressions } = findSuppressions({ path: "a.py", text, comments, ruleIds: ["a-rule"] });
  const target = text.indexOf("x()");
  expect(suppressions.every((it) => it.from === target)).toBe(true);
});
