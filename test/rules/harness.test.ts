import { beforeAll, describe, expect, it } from "vitest";
import { compare, type Found } from "../harness/compare.ts";
import { readAsset } from "../harness/fixtures.ts";
import { type Checker, createChecker } from "../harness/project.ts";

let checker: Checker;
beforeAll(async () => {
  checker = await createChecker(readAsset);
});

const marksOf = (path: string, text: string) =>
  checker.expectationsOf({ [path]: text }).map((e) => `${e.line} ${e.kind} ${e.rule} ${e.rest}`.trim());

describe("reading expectations", () => {
  it("takes a trailing comment for its line and one alone for the next line of code", () => {
    const text = "x = 1  # want: a-b\n\n# ok: c\n# missing: d because\n\ny = '# want: e'\n";
    expect(marksOf("x.py", text)).toEqual(["1 want a-b", "6 ok c", "6 missing d because"]);
  });

  it("reads several in one comment, levels, and comments in JSX", () => {
    const text = "const a = (\n  <p>\n    {/* want: a info */}\n    {b}\n  </p>\n); // step: c // ok: d\n";
    expect(marksOf("x.tsx", text)).toEqual(["4 want a info", "6 step c", "6 ok d"]);
  });
});

describe("comparing", () => {
  const found = (rule: string, line: number, steps: number[] = []): Found => ({
    rule,
    line,
    path: "x.py",
    level: "error",
    text: "text",
    steps: steps.map((s) => ({ path: "x.py", line: s })),
  });
  const texts = (text: string, findings: Found[]) =>
    compare(checker.expectationsOf({ "x.py": text }), findings).map((d) => `${d.line} ${d.rule} ${d.text}`);

  it("is strict about what was not announced, doubled or absent", () => {
    expect(texts("a = 1  # want: r\n", [])).toEqual(["1 r wanted, not found"]);
    expect(texts("a = 1  # want: r\n", [found("r", 1)])).toEqual([]);
    expect(texts("a = 1  # want: r\n", [found("r", 1), found("r", 1)])).toEqual([
      "1 r found 2 times: [error] text",
    ]);
    expect(texts("a = 1  # ok: r\n", [found("r", 1)])).toEqual(["1 r unexpected: [error] text"]);
    expect(texts("a = 1  # want: r warning\n", [found("r", 1)])).toEqual([
      "1 r wanted as warning, found as error",
    ]);
  });

  it("fails when a known gap is closed", () => {
    expect(texts("a = 1  # missing: r why\n", [])).toEqual([]);
    expect(texts("a = 1  # missing: r why\n", [found("r", 1)])[0]).toContain("is found now");
    expect(texts("a = 1  # spurious: r why\n", [found("r", 1)])).toEqual([]);
    expect(texts("a = 1  # spurious: r why\n", [])).toEqual(["1 r is gone, delete the `spurious` line"]);
    expect(texts("a = 1  # missing: r\n", [])).toEqual(["1 r missing without a reason"]);
  });

  it("wants steps on the way", () => {
    const text = "a = 1  # step: r\nb = a  # want: r\n";
    expect(texts(text, [found("r", 2, [1, 2])])).toEqual([]);
    expect(texts(text, [found("r", 2, [2])])).toEqual(["1 r no code flow passes here: x.py:2"]);
  });
});
