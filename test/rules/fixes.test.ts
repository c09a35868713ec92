import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkFixes, createFixChecker, type FixChecker, renderFixes } from "../harness/fixes.ts";
import { catalogueFixtures, projectRoot, readAsset } from "../harness/fixtures.ts";

const fixtures = catalogueFixtures();
let checker: FixChecker;
beforeAll(async () => {
  checker = await createFixChecker(readAsset);
});

describe("fixes for the fixtures of the rules", () => {
  it.each(fixtures.map((f) => [f.title, f] as const))(
    "%s: each parses, removes its finding and brings none; what it changes is written down",
    async (_title, fixture) => {
      const checked = await checkFixes(checker, fixture.files, fixture.rule);
      expect(checked.faults).toEqual([]);
      const file = join(
        projectRoot,
        "rules/catalog",
        fixture.rule,
        "fixes",
        `${fixture.title.split("/").pop()}.diff`,
      );
      const expected = renderFixes(fixture.files, checked);
      if (expected === "") expect(existsSync(file)).toBe(false);
      else await expect(expected).toMatchFileSnapshot(file);
    },
  );

  it("no expected fix is left over", () => {
    const known = new Set(fixtures.map((f) => `${f.title.replace("/", "/fixes/")}.diff`));
    const left = [...new Set(fixtures.map((f) => f.rule))].flatMap((rule) => {
      const folder = join(projectRoot, "rules/catalog", rule, "fixes");
      return existsSync(folder) ? readdirSync(folder).map((name) => `${rule}/fixes/${name}`) : [];
    });
    expect(left.filter((name) => !known.has(name))).toEqual([]);
  });
});
