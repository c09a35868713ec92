import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Pack } from "../../server/src/models/pack.ts";

const models = join(import.meta.dirname, "../../rules/models");
const folders = ["lang", "npm", "pypi"].flatMap((ecosystem) =>
  readdirSync(join(models, ecosystem)).map((name) => `${ecosystem}/${name}`),
);

describe("the fixture of a pack names each of its rows", () => {
  test.each(folders)("%s", (folder) => {
    const names = readdirSync(join(models, folder));
    const text = names
      .filter((name) => name.startsWith("fixture"))
      .map((name) => readFileSync(join(models, folder, name), "utf8"))
      .join("\n");
    const words = new Set(text.match(/[\w$]+/g));
    const pack = parse(readFileSync(join(models, folder, "pack.yaml"), "utf8")) as Pack;
    if (words.has("require")) words.add("import");
    expect(rowsOf(pack).filter((row) => !words.has(lastName(row)))).toEqual([]);
  });
});

/** Names by which a program touches a row; calls of a value itself and elements have none. */
function rowsOf(pack: Pack): string[] {
  const types = Object.values(pack.types ?? {}).flatMap((type) => [
    ...Object.keys(type.members ?? {}),
    ...Object.keys(type.fields ?? {}),
    ...Object.keys(type.subclass ?? {}),
  ]);
  const rows = [...types, ...Object.keys(pack.functions ?? {}), ...Object.keys(pack.values ?? {})];
  return rows.filter((row) => /\w/.test(row));
}

/** "chat.completions.create" → "create"; a default import has no name of its own. */
function lastName(row: string): string {
  const name = /[\w$]+(?=\W*$)/.exec(row)?.[0] ?? row;
  return name === "default" ? "import" : name;
}
