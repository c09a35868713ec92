import { expect, it } from "vitest";
import { readAsset } from "../harness/fixtures.ts";
import { makeCases, ourLines, score } from "../keys/score.ts";

/** How a case is named where it goes wrong; its value is never shown. */
const name = (each: { of: string; kind: string; beside: string }) =>
  `${each.of} in ${each.kind}, ${each.beside}`;

it.each([1, 2])(
  "at least 98 of 100 keys are found, and of what is reported are keys (seed %i)",
  async (seed) => {
    const cases = makeCases(seed);
    expect(new Set(cases.filter((each) => each.isKey).map((each) => each.of)).size).toBeGreaterThanOrEqual(
      40,
    );
    expect(new Set(cases.map((each) => each.kind)).size).toBeGreaterThanOrEqual(12);
    const result = score(cases, await ourLines(cases, readAsset));
    console.log(`keys: recall ${result.recall.toFixed(3)}, precision ${result.precision.toFixed(3)}`);
    const mistakes = [
      ...result.missed.map((each) => `missed ${name(each)}`),
      ...result.wrong.map((each) => `wrong ${name(each)}`),
    ];
    if (result.recall < 0.98 || result.precision < 0.98) expect(mistakes).toEqual([]);
  },
);
