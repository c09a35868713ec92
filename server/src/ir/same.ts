import type { FileIR } from "./types.ts";

/** What says where something stands and nothing of what it does. */
const PLACES = new Set(["start", "end", "spans", "comments", "problems"]);

/** Whether two lowerings of a file differ in places and comments only. */
export function sameMeaning(a: FileIR, b: FileIR): boolean {
  return a === b || same(a, b);
}

/** Whether two parts of IR say the same. Their depth is that of type expressions, which the front ends bound. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Int32Array) return b instanceof Int32Array && sameNumbers(a, b);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  const left = entriesOf(a);
  const right = new Map(entriesOf(b));
  return (
    left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
  );
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([key]) => !PLACES.has(key));
}

function sameNumbers(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}
