import { expect, test } from "vitest";
import { placeGraph } from "../../server/src/report/graphLayout.ts";

const box = (id: string) => ({ id, width: 100, height: 40 });

test("boxes stand in layers from left to right and do not overlap; lines lead from one to the other", () => {
  const placed = placeGraph(
    [box("a"), box("b"), box("c")],
    [
      { from: "a", to: "b" },
      { from: "a", to: "c" },
    ],
  );
  const [a, b, c] = ["a", "b", "c"].map((id) => placed.boxes.get(id) ?? { x: 0, y: 0 });
  expect(b?.x).toBeGreaterThan((a?.x ?? 0) + 100);
  expect(Math.abs((b?.y ?? 0) - (c?.y ?? 0))).toBeGreaterThanOrEqual(40);
  expect(placed.edges.map((points) => points.length > 1)).toEqual([true, true]);
  expect(placed.width).toBeGreaterThan(200);
});

test("a graph of nothing, circles and lines to itself", () => {
  expect(placeGraph([], []).boxes.size).toBe(0);
  const circle = placeGraph(
    [box("a"), box("b")],
    [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
      { from: "a", to: "a" },
    ],
  );
  expect(circle.boxes.size).toBe(2);
});
