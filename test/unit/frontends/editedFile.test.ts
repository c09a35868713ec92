import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createParsers, type Parsers } from "../../../server/src/frontends/parse.ts";

const root = join(import.meta.dirname, "../../..");
const require = createRequire(import.meta.url);
let parsers: Parsers;

beforeAll(async () => {
  parsers = await createParsers((file) =>
    readFile(
      file === "web-tree-sitter.wasm"
        ? require.resolve("web-tree-sitter/web-tree-sitter.wasm")
        : join(root, "grammars", file),
    ),
  );
});

/** Programs of the catalogue, in the languages that are read. */
const TEXTS = readdirSync(join(root, "rules/catalog"), { recursive: true, encoding: "utf8" })
  .filter((path) => /[\\/]fixtures[\\/].*\.(?:py|tsx?|js|ipynb)$/.test(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, "rules/catalog", path), "utf8") }));
/** What people type, and what breaks a text for a while. */
const TYPED = [
  "x",
  " ",
  "\n",
  "(",
  ")",
  "{",
  "}",
  '"',
  "`",
  ":",
  "#",
  "/*",
  "\t",
  "\r\n",
  "é😀",
  "if x:\n    y\n",
  "<T>",
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.oneof(fc.constant(0), fc.nat(40)),
  typed: fc.oneof(fc.constantFrom(...TYPED), fc.constant("")),
});
const session = fc.record({
  file: fc.nat(TEXTS.length - 1),
  edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
  undo: fc.boolean(),
});

it("a file that is edited becomes what its text alone becomes", () => {
  const numRuns = Number(process.env.LLMLINT_SEQUENCES ?? 300);
  fc.assert(
    fc.property(session, ({ file, edits, undo }) => {
      const { path, text } = TEXTS[file] as (typeof TEXTS)[number];
      const texts = [text];
      for (const { at, drop, typed } of edits) {
        const last = texts.at(-1) ?? "";
        const from = Math.floor(at * last.length);
        texts.push(last.slice(0, from) + typed + last.slice(from + drop));
      }
      if (undo) texts.push(...texts.slice(0, -1).reverse());
      for (const each of texts) expect(parsers.lowerEdited(path, each)).toEqual(parsers.lower(path, each));
    }),
    { numRuns, seed: 7 },
  );
}, 600_000);
