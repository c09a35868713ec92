import type { Edit, Fix } from "./fix.ts";

/** Text after edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** Those that can be applied together, the earlier ones first; the same insertion (an import) is made once. */
export function compatible<T>(offered: readonly T[], fixOf: (one: T) => Fix): { chosen: T[]; edits: Edit[] } {
  const edits: Edit[] = [];
  const chosen: T[] = [];
  for (const one of offered) {
    const fresh = fixOf(one).edits.filter((e) => !edits.some((t) => isSameInsertion(t, e)));
    if (fresh.some((e) => edits.some((t) => overlaps(t, e)))) continue;
    edits.push(...fresh);
    chosen.push(one);
  }
  return { chosen, edits };
}
const isSameInsertion = (a: Edit, b: Edit): boolean =>
  a.start === a.end && a.start === b.start && a.end === b.end && a.text === b.text;
const overlaps = (a: Edit, b: Edit): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
