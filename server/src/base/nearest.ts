/**
 * The candidate that somebody who wrote `name` most likely meant: few typing errors away (upper and lower case alike), or
 * the only one that starts with it. Undefined when none is close. The first of equally close candidates wins.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = name.slice(0, LONGEST).toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? onlyCompletion(wanted, candidates);
}

/** Nobody means a longer name; the bound keeps hostile input cheap. */
const LONGEST = 200;

function onlyCompletion(start: string, candidates: readonly string[]): string | undefined {
  if (start.length < 3) return undefined;
  const found = candidates.filter((candidate) => candidate.toLowerCase().startsWith(start));
  return found.length === 1 ? found[0] : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours; `limit` when there are that many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(limit, at(last, b.length));
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
