import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactly, hull, overlap, parseRange, type Span, within } from "../../server/src/base/versions.ts";
import { ModelIndex } from "../../server/src/models/modelIndex.ts";
import type { LoadedPack } from "../../server/src/models/pack.ts";

const range = (text: string): Span => parseRange(text) as Span;
const version = (text: string): Span => exactly(text) as Span;

describe("ranges", () => {
  test.each([
    ["^5.1.0", ["5.1.0", "5.9.3"], ["5.0.9", "6.0.0"]],
    ["^0.3.2", ["0.3.2", "0.3.9"], ["0.4.0", "0.3.1"]],
    ["~1.2.3", ["1.2.9"], ["1.3.0"]],
    ["~=1.4.2", ["1.4.9"], ["1.5.0", "1.4.1"]],
    ["~=1.4", ["1.9"], ["2.0"]],
    [">=0.27,<1.0", ["0.28.1"], ["1.0.0", "0.26"]],
    [">= 1.2 < 2", ["1.2.0", "1.99"], ["2.0"]],
    ["==1.*", ["1.0", "1.109.1"], ["2.0", "0.9"]],
    ["5.x", ["5.0.277"], ["4.3.19", "6.0.0"]],
    ["==1.109.1", ["1.109.1"], ["1.109.2"]],
    ["1.2.3", ["1.2.3"], ["1.2.4"]],
    ["1.2 - 1.4", ["1.3"], ["1.5"]],
    ["4 || 6", ["4", "5.2", "6"], ["7"]],
    [">=1,!=1.5", ["1.5", "99"], ["0.9"]],
    ["<=2", ["2", "1.9"], ["2.0.1"]],
    ["^5.0.0-beta.3", ["5.0.0"], ["4.9"]],
    [">=1.0.0rc1", ["1.0.0"], ["0.9"]],
    ["v4.2.0", ["4.2.0"], ["4.2.1"]],
  ])("%s", (text, inside, outside) => {
    for (const each of inside) expect([each, within(version(each), range(text))]).toEqual([each, true]);
    for (const each of outside) expect([each, overlap(version(each), range(text))]).toEqual([each, false]);
  });

  test.each([
    "",
    "*",
    "latest",
    "workspace:*",
    "file:../a",
    "npm:other@^1",
    "git+https://host/x",
    "x".repeat(500),
  ])("%s says nothing", (text) => expect(parseRange(text)).toBeUndefined());

  test("a version of a lock file may carry more than numbers", () => {
    expect(exactly("5.0.0-beta.1")).toEqual(exactly("5.0.0"));
    expect(exactly("1.2.3(zod@3.0.0)")).toEqual(exactly("1.2.3"));
    expect(exactly("link:../a")).toBeUndefined();
  });

  test("hostile text neither throws nor hangs", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        parseRange(text);
        exactly(text);
      }),
    );
    parseRange("1.".repeat(140));
    parseRange(`${" ".repeat(290)}x`);
  });

  test("what lies within overlaps; a hull holds both", () => {
    const part = fc.nat({ max: 20 });
    const span = fc
      .tuple(part, part, fc.constantFrom("^", "~", ">=", "<=", ">", "", "~="))
      .map(([a, b, op]) => range(`${op}${a}.${b}`));
    fc.assert(
      fc.property(span, span, (a, b) => {
        if (within(a, b)) expect(overlap(a, b)).toBe(true);
        expect(overlap(a, b)).toBe(overlap(b, a));
        const both = hull(a, b);
        expect([within(a, both), within(b, both)]).toEqual([true, true]);
      }),
    );
  });
});

describe("rows that depend on a version", () => {
  const pack: LoadedPack = {
    id: "pypi/acme",
    package: "acme",
    ecosystem: "pypi",
    language: "python",
    modules: ["acme"],
    checked: ["2.0"],
    functions: {
      ask: {
        model: { prompt: ["0"], refusesSystemTurn: ">=3" },
        options: {
          limit: { args: [{ arg: "old", versions: "<2" }, { arg: "new", versions: ">=2" }, "both"] },
          steps: {
            args: [],
            default: [
              { is: "none", versions: "<2" },
              { is: 10, versions: ">=2 <3" },
              { is: 50, versions: ">=3" },
            ],
          },
        },
        danger: [{ risk: "code", arg: "sandbox", absent: true, versions: "acme-core <1" }],
      },
      gone: { source: "external", versions: "<2" },
    },
  };
  const index = new ModelIndex([pack]);
  const rowIn = (name: string, versions: Record<string, string>) => {
    const found = index.external("py", "acme", [name]);
    if (found?.kind !== "row") throw new Error("no row");
    return index.atVersion(found.row, (_, each) => {
      const text = versions[each];
      return text === undefined ? undefined : (exactly(text) ?? parseRange(text));
    });
  };

  test("an exact version has its own forms only", () => {
    const old = rowIn("ask", { acme: "1.9.9" });
    expect(old.options?.limit?.args).toEqual(["old", "both"]);
    expect(old.options?.steps?.default).toBe("none");
    expect(old.model?.refusesSystemTurn).toBe(false);
    const current = rowIn("ask", { acme: "3.0.0" });
    expect(current.options?.limit?.args).toEqual(["new", "both"]);
    expect(current.options?.steps?.default).toBe(50);
    expect(current.model?.refusesSystemTurn).toBe(true);
    expect(index.row(current.id)).toBe(current);
  });

  test("nothing known: every form, the mildest default, nothing refused", () => {
    const row = rowIn("ask", {});
    expect(row.options?.limit?.args).toEqual(["old", "new", "both"]);
    expect(row.options?.steps?.default).toBe(10);
    expect(row.model?.refusesSystemTurn).toBe(false);
    expect(row.danger).toHaveLength(1);
  });

  test("a condition may name another package", () => {
    expect(rowIn("ask", { "acme-core": "1.4" }).danger).toBeUndefined();
    expect(rowIn("ask", { "acme-core": "0.9" }).danger).toHaveLength(1);
  });

  test("a row that the version lacks says nothing", () => {
    expect(rowIn("gone", { acme: "1.0" }).source).toBe("external");
    expect(rowIn("gone", { acme: "2.0" }).source).toBeUndefined();
  });
});
