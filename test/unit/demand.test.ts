import { describe, expect, it } from "vitest";
import { Demand } from "../../server/src/flow/demand.ts";

/** Values of named equations, each over the values of others. */
function solve(equations: Record<string, (get: (key: string) => number) => number>): (key: string) => number {
  const demand = new Demand<number>(0, (a, b) => a === b);
  const get = (key: string): number => demand.get(key, () => equations[key]?.(get) ?? 0);
  return get;
}

describe("values on demand", () => {
  it("runs a cycle until it stands still", () => {
    const get = solve({ a: (g) => Math.min(3, g("b") + 1), b: (g) => g("a") });
    expect(get("a")).toBe(3);
    expect(get("b")).toBe(3);
  });

  it("runs again what depends on two unfinished cycles, for either of them", () => {
    const get = solve({
      outer: (g) => g("inner") * 0,
      inner: (g) => g("leaf"),
      leaf: (g) => Math.min(3, g("outer") + g("inner") + 1),
    });
    expect(get("outer")).toBe(0);
    expect(get("inner")).toBe(3);
    expect(get("leaf")).toBe(3);
  });

  it("is the same whichever is asked for first", () => {
    const equations = {
      a: (g: (key: string) => number) => Math.max(g("b"), g("c")),
      b: (g: (key: string) => number) => Math.min(2, g("c") + 1),
      c: (g: (key: string) => number) => g("a"),
    };
    for (const first of ["a", "b", "c"]) {
      const get = solve(equations);
      get(first);
      expect(["a", "b", "c"].map(get), first).toEqual([2, 2, 2]);
    }
  });
});
