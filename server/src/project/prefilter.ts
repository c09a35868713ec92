export { extractSpecifiers } from "./specifiers.ts";
export { createWordScan, type WordScan } from "./wordScan.ts";

/**
 * The files that can matter when those of `seeds` do: what they import, what imports them, and again from there, until
 * nothing is added. Following imports in one direction only would lose flows: two files that never import each other may
 * meet in the state of a third. `edges` are the resolved imports of each file; the answer has the order of `files`.
 */
export function closure(
  files: readonly string[],
  seeds: Iterable<string>,
  edges: ReadonlyMap<string, readonly string[]>,
): string[] {
  const neighbours = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const [from, targets] of edges) {
    for (const to of targets) {
      neighbours.get(from)?.push(to);
      neighbours.get(to)?.push(from);
    }
  }
  const reached = new Set<string>();
  const open = [...seeds].filter((seed) => neighbours.has(seed));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const next of neighbours.get(file) ?? [])
      if (neighbours.has(next) && !reached.has(next)) open.push(next);
  }
  return files.filter((file) => reached.has(file));
}
