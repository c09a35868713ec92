import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertNever } from "../../server/src/base/assertNever.ts";
import { createCancellation } from "../../server/src/base/cancellationToken.ts";
import { LineIndex } from "../../server/src/base/lineIndex.ts";
import { nearest } from "../../server/src/base/nearest.ts";

describe("LineIndex", () => {
  it.each([
    ["", 1],
    ["a", 1],
    ["a\n", 2],
    ["a\r\nb", 2],
    ["a\rb\n\rc", 4],
    ["\r\n\r\n", 3],
  ])("%j has %i lines", (text, lines) => {
    expect(new LineIndex(text).lineCount).toBe(lines);
  });

  it("counts columns in UTF-16 units", () => {
    expect(new LineIndex("é😀x").position(3)).toEqual({ line: 0, column: 3 });
    expect(new LineIndex("a\r\nbc").position(4)).toEqual({ line: 1, column: 1 });
  });

  it("moves what lies outside to the nearest end", () => {
    const index = new LineIndex("ab\ncd");
    expect(index.position(99)).toEqual({ line: 1, column: 2 });
    expect(index.position(-1)).toEqual({ line: 0, column: 0 });
    expect(index.offset({ line: 7, column: 0 })).toBe(5);
    expect(index.offset({ line: -1, column: 3 })).toBe(0);
    expect(index.offset({ line: 0, column: 99 })).toBe(3);
  });

  it("goes back and forth, and agrees with splitting the text", () => {
    const texts = fc.array(fc.constantFrom("a", "é", "😀", "\n", "\r", "\r\n"), { maxLength: 40 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join("");
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const position = index.position(offset);
          expect(index.offset(position)).toBe(offset);
          const before = text.slice(0, offset);
          const cutPair = before.endsWith("\r") && text[offset] === "\n";
          const lines = (cutPair ? before.slice(0, -1) : before).split(/\r\n|\r|\n/);
          expect(position.line).toBe(lines.length - 1);
        }
      }),
    );
  });
});

describe("nearest", () => {
  const rules = [
    "untrusted-system-prompt",
    "unseparated-prompt",
    "model-output-to-sql",
    "model-output-to-shell",
  ];
  it.each([
    ["untrusted-sytem-prompt", "untrusted-system-prompt"],
    ["Untrusted-System-Prompt", "untrusted-system-prompt"],
    ["unsepparated-promt", "unseparated-prompt"],
    ["model-output-to-sqll", "model-output-to-sql"],
    ["untrusted", "untrusted-system-prompt"],
    ["model-output-to", "model-output-to-sql"],
    ["xyz", undefined],
    ["", undefined],
    ["model", undefined],
  ])("%s means %s", (name, expected) => {
    expect(nearest(name, rules)).toBe(expected);
  });

  it("sees two swapped letters as one error", () => {
    expect(nearest("sacn", ["scan", "rules"])).toBe("scan");
    expect(nearest("jsno", ["text", "json", "sarif"])).toBe("json");
  });

  it("stays cheap and true for any input", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (name, candidates) => {
        const found = nearest(name, candidates);
        expect(found === undefined || candidates.includes(found)).toBe(true);
      }),
    );
    expect(nearest("a".repeat(1_000_000), ["b".repeat(1000)])).toBeUndefined();
  });
});

it("a cancelled token stays cancelled", () => {
  const { token, cancel } = createCancellation();
  expect(token.isCancelled).toBe(false);
  cancel();
  expect(token.isCancelled).toBe(true);
});

it("assertNever names the value", () => {
  expect(() => assertNever("surprise" as never)).toThrow("surprise");
});
