import { beforeAll, describe, expect, it } from "vitest";
import { renderDifferences } from "../harness/compare.ts";
import { projectFixtures, readAsset } from "../harness/fixtures.ts";
import { type Checker, createChecker } from "../harness/project.ts";

const fixtures = projectFixtures();
let checker: Checker;
beforeAll(async () => {
  checker = await createChecker(readAsset);
});

describe("projects of several files", () => {
  it.each(fixtures.map((f) => [f.title, f] as const))("%s", async (_title, fixture) => {
    const { differences, problems } = await checker.check(fixture.files);
    expect(renderDifferences(differences, (path) => fixture.files[path])).toBe("");
    expect(problems).toEqual([]);
  });

  it("stand in both languages and want the same rules", () => {
    const wanted = (topic: string, language: string) =>
      fixtures
        .filter((f) => f.name === topic && f.language === language)
        .flatMap((f) => checker.expectationsOf(f.files))
        .filter((e) => e.kind === "want" || e.kind === "missing")
        .map((e) => e.rule)
        .sort();
    for (const topic of new Set(fixtures.map((f) => f.name)))
      expect(wanted(topic, "python"), topic).toEqual(wanted(topic, "typescript"));
  });
});
