import { beforeAll, describe, expect, it } from "vitest";
import { makers } from "../../server/src/fixes/offer.ts";
import { rules as catalogue } from "../../server/src/generated/rules.ts";
import { renderDifferences } from "../harness/compare.ts";
import { catalogueFixtures, type Fixture, type Language, readAsset } from "../harness/fixtures.ts";
import { type Checker, createChecker } from "../harness/project.ts";

const fixtures = catalogueFixtures();
let checker: Checker;
beforeAll(async () => {
  checker = await createChecker(readAsset);
});

describe("fixtures of the rules", () => {
  it.each(fixtures.map((f) => [f.title, f] as const))("%s", async (_title, fixture) => {
    const { differences, problems } = await checker.check(fixture.files);
    expect(renderDifferences(differences, (path) => fixture.files[path])).toBe("");
    expect(problems).toEqual([]);
  });
});

describe("coverage of the rules", () => {
  it("every rule has fixtures in each of its languages: three wanted at least, and as many near misses as wanted", () => {
    const short: string[] = [];
    for (const [rule, { languages }] of checker.rules) {
      const kinds: Language[] = languages.length === 0 ? ["documents"] : languages;
      for (const language of kinds) {
        const own = fixtures.filter((f) => f.rule === rule && f.language === language);
        const marks = own.flatMap((f) => checker.expectationsOf(f.files)).filter((e) => e.rule === rule);
        const wants = marks.filter((e) => e.kind === "want" || e.kind === "missing").length;
        const oks = marks.filter((e) => e.kind === "ok" || e.kind === "spurious").length;
        if (wants < 3 || oks < wants) short.push(`${rule} ${language}: ${wants} wanted, ${oks} near misses`);
      }
    }
    expect(short).toEqual([]);
  });

  it("expectations name rules of the catalogue", () => {
    const unknown = fixtures
      .flatMap((f) => checker.expectationsOf(f.files))
      .filter((e) => !checker.rules.has(e.rule))
      .map((e) => `${e.path}:${e.line} ${e.rule}`);
    expect(unknown).toEqual([]);
  });

  it("twins in both languages want the same rules in the same order", () => {
    const different: string[] = [];
    for (const python of fixtures.filter((f) => f.language === "python")) {
      const twin = fixtures.find(
        (f) => f.rule === python.rule && f.name === python.name && f.language === "typescript",
      );
      if (twin === undefined) continue;
      const [a, b] = [wantedIn(python), wantedIn(twin)];
      if (a !== b) different.push(`${python.title}: ${a} | ${twin.title}: ${b}`);
    }
    expect(different).toEqual([]);
  });
});

function wantedIn(fixture: Fixture): string {
  return checker
    .expectationsOf(fixture.files)
    .filter((e) => e.kind === "want" || e.kind === "missing")
    .sort((a, b) => a.line - b.line)
    .map((e) => e.rule)
    .join(", ");
}

describe("repairs", () => {
  it.each(catalogue.map((rule) => [rule.id, rule] as const))(
    "%s has a quick fix, or says why none is right",
    (id, rule) => {
      expect(rule.unrepaired === undefined).toBe(Object.hasOwn(makers, id));
      if (rule.unrepaired !== undefined) expect(rule.unrepaired).toMatch(/^[A-Z].*\.$/);
    },
  );
});
