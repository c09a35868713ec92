import type { Constructs, Span } from "../ir/constructs.ts";
import { applyEdits } from "./applyFixes.ts";
import { covers, indentUnit, lineEnd, replace } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";

/** Lines that the edits make longer than those of the file are broken as formatters do: each item on a line of its own. */
export function withinLines(input: FixInput, fix: Fix): Fix {
  const limit = limitOf(input.text);
  let { edits } = fix;
  let isBroken = false;
  for (let round = 0; round < 6; round++) {
    const text = applyEdits(input.text, edits);
    const places = placesOf(edits);
    const long = places
      .flatMap((place) => linesOf(text, place))
      .filter((line) => lengthOf(text, line) > limit);
    const wasLong = places.some((place) =>
      linesOf(input.text, place.edit).some((line) => lengthOf(input.text, line) > limit),
    );
    if (long.length === 0 || (round === 0 && wasLong)) break;
    const constructs = input.reread(text);
    const group =
      constructs && long.map((line) => groupOn(input, text, constructs, line, places)).find(Boolean);
    if (!group) break;
    edits = merged(text, edits, group, broken(input, text, group));
    isBroken = true;
  }
  return isBroken ? { ...fix, edits } : fix;
}

/** Usual widths; the file has the smallest that nearly all its lines keep to. */
const WIDTHS = [88, 100, 120, 140];
function limitOf(text: string): number {
  const lengths = text
    .split("\n")
    .map((line) => line.trimEnd().length)
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length * 0.98)] ?? 0;
  return WIDTHS.find((width) => width >= usual) ?? Math.max(...WIDTHS);
}

interface Place extends Span {
  edit: Edit;
}
/** Where each edit's text stands afterwards. */
function placesOf(edits: readonly Edit[]): Place[] {
  let moved = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((edit) => {
      const start = edit.start + moved;
      moved += edit.text.length - (edit.end - edit.start);
      return { start, end: start + edit.text.length, edit };
    });
}

/** The lines that a span touches, without their ends. */
function linesOf(text: string, span: Span): Span[] {
  const out: Span[] = [];
  let start = text.lastIndexOf("\n", span.start - 1) + 1;
  while (out.length < 20) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    out.push({ start, end });
    if (at < 0 || end >= span.end) break;
    start = end + 1;
  }
  return out;
}
/** A comment behind the code is not what makes it long. */
const lengthOf = (text: string, line: Span): number =>
  text
    .slice(line.start, line.end)
    .replace(/\s+(?:#|\/\/)\s[^"'`]*$/, "")
    .trimEnd().length;

interface Group extends Span {
  items: readonly Span[];
  inner: Span;
  isCall: boolean;
}

/** The outermost brackets on a line that hold something of an edit; where they hold one object or list only, that. */
function groupOn(
  input: FixInput,
  text: string,
  { calls, objects, lists, texts }: Constructs,
  line: Span,
  places: readonly Place[],
): Group | undefined {
  const all: Group[] = [
    ...calls.map((c) => ({
      start: c.inner.start - 1,
      end: c.inner.end + 1,
      inner: c.inner,
      items: c.args,
      isCall: true,
    })),
    ...objects.map((o) => ({ ...o, items: o.entries, isCall: false })),
    ...lists.map((l) => ({ ...l, isCall: false })),
  ];
  const found = all.filter(
    (g) =>
      covers(line, g) &&
      g.items.length > 0 &&
      !texts.some((t) => t.start < g.start && g.end < t.end) &&
      places.some((p) => p.start <= g.inner.end && g.inner.start <= p.end) &&
      isPlainList(text, g),
  );
  let best = found.sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  if (best?.isCall && input.lang === "ts") {
    const last = best.items.at(-1);
    const others = best.items.slice(0, -1);
    const inside = last && found.find((g) => !g.isCall && g.start === last.start && g.end === last.end);
    const isOnly = others.every((o) => !all.some((g) => !g.isCall && g.start === o.start));
    if (inside && isOnly) best = inside;
  }
  return best;
}

/** Only commas stand between the items: no comments, no comprehension. */
function isPlainList(text: string, { items, inner, start, end }: Group): boolean {
  let at = inner.start;
  for (const [i, item] of items.entries()) {
    if (!(i === 0 ? /^[ \t]*$/ : /^[ \t]*,[ \t]*$/).test(text.slice(at, item.start))) return false;
    at = item.end;
  }
  return (
    /^[ \t]*,?[ \t]*$/.test(text.slice(at, inner.end)) &&
    /[[({]/.test(text[start] ?? "") &&
    /[\])}]/.test(text[end - 1] ?? "")
  );
}

function broken(input: FixInput, text: string, group: Group): string {
  const { items, inner, start, end } = group;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const lead = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
  const newline = `${lineEnd(text)}${lead}`;
  const unit = indentUnit(input);
  const comma = hasTrailingComma(input, group) ? "," : "";
  const written = items.map((item) => `${newline}${unit}${text.slice(item.start, item.end)}`).join(",");
  return `${text.slice(start, inner.start)}${written}${comma}${newline}${text.slice(inner.end, end)}`;
}

/** As the file does it; where it does not tell, as the formatters of the language do. */
function hasTrailingComma({ constructs, lang, text }: FixInput, { isCall, items }: Group): boolean {
  if (lang === "py") return !isCall || items.length > 1;
  const { calls, objects, lists } = constructs;
  const all: { inner: Span; items: readonly Span[] }[] = isCall
    ? calls.map(({ inner, args }) => ({ inner, items: args }))
    : [...lists, ...objects.map(({ inner, entries }) => ({ inner, items: entries }))];
  let count = 0;
  for (const { inner, items: own } of all) {
    const last = own.at(-1);
    const rest = last ? text.slice(last.end, inner.end) : "";
    if (/\n\s*$/.test(rest)) count += /^\s*,/.test(rest) ? 1 : -1;
  }
  return count > 0 || (count === 0 && !isCall);
}

/** The edits with another text for a span of what they lead to. */
function merged(text: string, edits: readonly Edit[], span: Span, instead: string): Edit[] {
  const places = placesOf(edits);
  const inside = places.filter((p) => p.start <= span.end && span.start <= p.end);
  const start = Math.min(span.start, ...inside.map((p) => p.start));
  const end = Math.max(span.end, ...inside.map((p) => p.end));
  const moved = (until: readonly Place[]): number =>
    until.reduce((sum, { edit }) => sum + edit.text.length - (edit.end - edit.start), 0);
  const before = places.filter((p) => !inside.includes(p) && p.end <= start);
  const from = start - moved(before);
  const to = end - moved([...before, ...inside]);
  const whole = `${text.slice(start, span.start)}${instead}${text.slice(span.end, end)}`;
  const rest = places.filter((p) => !inside.includes(p)).map((p) => p.edit);
  return [...rest, replace({ start: from, end: to }, whole)].sort((a, b) => a.start - b.start);
}
