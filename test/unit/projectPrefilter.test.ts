import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closure, createWordScan, extractSpecifiers } from "../../server/src/project/prefilter.ts";

const encode = (text: string) => new TextEncoder().encode(text);

describe("createWordScan", () => {
  test("finds any word anywhere, also inside longer words", () => {
    const scan = createWordScan(["openai", '"ai"', "generateText", "api.mistral.ai"]);
    const hits = [
      "openai",
      "x openai",
      "myopenaiclient",
      'from "ai"',
      "é generateText(",
      "https://api.mistral.ai/v1",
    ];
    const misses = ["", "o", "opena", "open ai", "main", "GenerateText", "api.mistral_ai"];
    for (const text of hits)
      expect([text, scan.inText(text), scan.inBytes(encode(text))]).toEqual([text, true, true]);
    for (const text of misses)
      expect([text, scan.inText(text), scan.inBytes(encode(text))]).toEqual([text, false, false]);
  });

  test("no words: nothing; words that it cannot look for: everything", () => {
    expect(createWordScan([]).inText("openai")).toBe(false);
    for (const word of ["", "x", "schlüssel"]) {
      expect(createWordScan([word, "openai"]).inText("nothing")).toBe(true);
      expect(createWordScan([word, "openai"]).inBytes(encode("nothing"))).toBe(true);
    }
  });

  test("agrees with a plain search on any text", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "."), minLength: 2, maxLength: 6 });
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "c", ".", "é", "諸", "\u{1f600}"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), text, (words, value) => {
        const scan = createWordScan(words);
        const expected = words.some((other) => value.includes(other));
        return scan.inText(value) === expected && scan.inBytes(encode(value)) === expected;
      }),
      { numRuns: 500 },
    );
  });
});

describe("extractSpecifiers", () => {
  test("TypeScript and JavaScript: every form, any line ends", () => {
    const text = [
      'import a from "a";',
      "import type { B } from 'b'",
      "import {\r\n  c,\r\n} from\r\n  './c.js';",
      'import "./side";',
      "import*as d from'd'",
      'export { e } from "e"; export * from "f";',
      'const g = require("g"), h = await import(/* webpackChunkName: "x" */ "./h"),',
      "  i = require(`i`), j = import(`./$" + "{name}`);",
      'import k = require("k");',
      "import // why\n 'l';",
      'type M = import("m").M;',
      "const n = from + 'not'; required('no');",
    ].join("\n");
    const expected = ["a", "b", "./c.js", "./side", "d", "e", "f", "g", "./h", "i", "k", "l", "m"];
    expect(extractSpecifiers(text, "ts")).toEqual(expected);
    expect(extractSpecifiers("// from `x\nimport y from 'y'", "ts")).toEqual(["y"]);
  });

  test("Python: every form; members may be modules, packages are bound", () => {
    expect(extractSpecifiers("import a, b.c as d, e.f\r\nimport g # h\n", "py")).toEqual([
      "a",
      "b",
      "b.c",
      "e",
      "e.f",
      "g",
    ]);
    expect(extractSpecifiers("from a.b import c as d, e\n", "py")).toEqual(["a.b", "a.b.c", "a.b.e"]);
    expect(
      extractSpecifiers("from . import a\nfrom .. import (b,\r\n  c, # d\n)\nfrom .e import *", "py"),
    ).toEqual([".", ".a", "..", "..b", "..c", ".e"]);
    expect(
      extractSpecifiers("if x: import a; import b\ntry:\n\tfrom c import \\\n\t  d\nexcept: pass", "py"),
    ).toEqual(["a", "b", "c", "c.d"]);
    expect(extractSpecifiers("from . import(a)\nfrom .b import(c)", "py")).toEqual([".", ".a", ".b", ".b.c"]);
    expect(
      extractSpecifiers("x = 'import a'\nyield from b\nimportant = 1\nfrom here to there", "py"),
    ).toEqual([]);
  });

  test("stays linear on hostile text", () => {
    for (const part of [
      "import (\n",
      "import /*",
      "from x import (\n",
      "import \\\n",
      "from ",
      ":       ",
      "import\n\n\n",
    ]) {
      const text = part.repeat(1_000_000 / part.length);
      extractSpecifiers(text, "ts");
      extractSpecifiers(text, "py");
    }
  }, 20_000);
});

describe("closure", () => {
  const files = ["app", "bot", "other", "store", "util"];
  const edges = new Map([
    ["app", ["store"]],
    ["bot", ["store"]],
    ["store", ["util", "missing"]],
  ]);

  test("takes what is imported and what imports, through shared files too, in the order given", () => {
    expect(closure(files, ["bot"], edges)).toEqual(["app", "bot", "store", "util"]);
    expect(closure(files, ["util"], edges)).toEqual(["app", "bot", "store", "util"]);
    expect(closure(files, ["other", "missing"], edges)).toEqual(["other"]);
    expect(closure(files, [], edges)).toEqual([]);
  });
});
