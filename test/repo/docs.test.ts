import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
const documents = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const read = (name: string): string => readFileSync(join(root, name), "utf8");

test.each(documents)("links of %s lead somewhere", (name) => {
  const targets = [...read(name).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? "");
  expect(targets.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
});

test.each(documents)("scripts that %s names exist", (name) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read(name).matchAll(/npm run ([\w:]*\w)/g)].map((match) => match[1] ?? "");
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test("the code map names every room and every file of flow", () => {
  const text = read("ARCHITECTURE.md");
  const rooms = readdirSync(join(root, "server/src"), { withFileTypes: true }).filter((it) =>
    it.isDirectory(),
  );
  expect(rooms.map((room) => room.name).filter((room) => !text.includes(`| \`${room}/\``))).toEqual([]);
  const flow = readdirSync(join(root, "server/src/flow"));
  expect(flow.filter((file) => !text.includes(`\`${file}\``))).toEqual([]);
});

describe("docs/packs.md", () => {
  const schema = JSON.parse(read("rules/schema/pack.schema.json")) as Record<string, unknown>;
  const packs = [...read("docs/packs.md").matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
    (match) => match[1] ?? "",
  );

  test("has packs that are valid", () => {
    expect(packs).toHaveLength(2);
    const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    for (const pack of packs) {
      validate(parse(pack));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test("explains every field of a row", () => {
    const source = read("server/src/models/pack.ts");
    const row = /export interface Row \{([\s\S]*?)^\}/m.exec(source)?.[1] ?? "";
    const fields = [...row.matchAll(/^ {2}(\w+)\?:/gm)].map((match) => match[1] ?? "");
    expect(fields.length).toBeGreaterThan(10);
    const text = read("docs/packs.md");
    expect(fields.filter((field) => !text.includes(`\`${field}\``))).toEqual([]);
  });
});
