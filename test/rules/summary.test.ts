import { expect, it } from "vitest";
import { catalogueFixtures, projectFixtures, readAsset } from "../harness/fixtures.ts";
import { createChecker } from "../harness/project.ts";

/** Known gaps are tolerable while they are few: a project where they outnumber what is found does not do its job. */
it("known gaps are few", async () => {
  const checker = await createChecker(readAsset);
  const marks = [...catalogueFixtures(), ...projectFixtures()].flatMap((f) =>
    checker.expectationsOf(f.files),
  );
  const count = (kind: string) => marks.filter((e) => e.kind === kind).length;
  console.log(
    `want: ${count("want")}  ok: ${count("ok")}  missing: ${count("missing")}  spurious: ${count("spurious")}`,
  );
  expect(count("missing")).toBeLessThan(count("want") / 4);
  expect(count("spurious")).toBeLessThan(count("ok") / 4);
});
