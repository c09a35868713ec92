/**
 * Spans of versions, in the common part of what npm and Python packaging write. A version is its release numbers:
 * "5.0.0-beta.1", "5.0.0rc1" and "v5.0.0" are all 5.0.0.
 */
export interface Span {
  from: Bound;
  /** Without: no end. */
  to?: Bound;
}
interface Bound {
  at: readonly number[];
  /** The bound itself belongs to the span. */
  closed: boolean;
}

const START: Bound = { at: [0], closed: true };

/** One exact version; undefined when the text is none. */
export function exactly(text: string): Span | undefined {
  const version = /^\s*[v=]*\s*(\d{1,9}(?:\.\d{1,9}){0,5})/.exec(text)?.[1];
  if (version === undefined) return undefined;
  const bound: Bound = { at: version.split(".").map(Number), closed: true };
  return { from: bound, to: bound };
}

/** The version of a span that is exactly one. */
export function exactVersion(span: Span | undefined): string | undefined {
  if (span?.to === undefined || !span.from.closed || !span.to.closed) return undefined;
  const [from, to] = [span.from.at.join("."), span.to.at.join(".")];
  return from === to ? from : undefined;
}

/**
 * The span that a requirement leaves open: "^1.2", "~1.2", "~=1.2", "1.x", ">=1,<2", "1.2 - 1.4", "1 || 2" (what lies between
 * is counted in). Undefined for what names no version: "*" , "latest", "workspace:*", a URL.
 */
export function parseRange(text: string): Span | undefined {
  if (text.length > 300) return undefined;
  let out: Span | undefined;
  for (const alternative of text.split("||")) {
    const span = parseAlternative(alternative.trim());
    if (!span) return undefined;
    out = out ? hull(out, span) : span;
  }
  return out;
}

const COMPARISON =
  /^(~=|===?|!=|>=|<=|\^|~>?|>|<|=)?\s*v?(\d{1,9}(?:\.\d{1,9}){0,5})((?:\.[*xX])*)([\w.+-]*)[\s,]*/;

function parseAlternative(text: string): Span | undefined {
  const hyphen = /^v?(\d[\w.]*)\s+-\s+v?(\d[\w.]*)$/.exec(text);
  if (hyphen) return parseAlternative(`>=${hyphen[1]} <=${hyphen[2]}`);
  let rest = text.replace(/^[\s,]+/, "");
  if (rest === "") return undefined;
  let span: Span = { from: START };
  while (rest !== "") {
    const match = COMPARISON.exec(rest);
    if (!match) return undefined;
    rest = rest.slice(match[0].length);
    const [, op = "=", version = "", wild = "", tail = ""] = match;
    if (/^[.*]/.test(tail)) return undefined;
    const next = spanOf(op, version.split(".").map(Number), wild !== "");
    if (next) span = intersection(span, next);
  }
  return span;
}

function spanOf(op: string, at: number[], isWild: boolean): Span | undefined {
  const closed: Bound = { at, closed: true };
  const open: Bound = { at, closed: false };
  const below = (length: number): Span => ({ from: closed, to: { at: next(at, length), closed: false } });
  switch (op) {
    case "^": {
      const first = at.findIndex((n) => n !== 0);
      return below(first < 0 ? at.length : first + 1);
    }
    case "~":
    case "~>":
      return below(Math.min(at.length, 2));
    case "~=":
      return below(Math.max(at.length - 1, 1));
    case ">=":
      return { from: closed };
    case ">":
      return { from: open };
    case "<":
      return { from: START, to: open };
    case "<=":
      return { from: START, to: isWild ? { at: next(at, at.length), closed: false } : closed };
    case "!=":
      return undefined;
    default:
      return isWild ? below(at.length) : { from: closed, to: closed };
  }
}

/** The first version above all that begin with these numbers. */
function next(at: readonly number[], length: number): number[] {
  return at.slice(0, length).map((n, i) => (i === length - 1 ? n + 1 : n));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function overlap(a: Span, b: Span): boolean {
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}
function startsBeforeEnd({ from }: Span, { to }: Span): boolean {
  if (!to) return true;
  const order = compare(from.at, to.at);
  return order < 0 || (order === 0 && from.closed && to.closed);
}

/** Every version of `inner` is one of `outer`. */
export function within(inner: Span, outer: Span): boolean {
  const from = compare(inner.from.at, outer.from.at);
  if (from < 0 || (from === 0 && inner.from.closed && !outer.from.closed)) return false;
  if (!outer.to) return true;
  if (!inner.to) return false;
  const to = compare(inner.to.at, outer.to.at);
  return to < 0 || (to === 0 && (outer.to.closed || !inner.to.closed));
}

/** The smallest span that holds both. */
export function hull(a: Span, b: Span): Span {
  const start = compare(a.from.at, b.from.at);
  const from = start < 0 || (start === 0 && a.from.closed) ? a.from : b.from;
  if (!a.to || !b.to) return { from };
  const end = compare(a.to.at, b.to.at);
  return { from, to: end > 0 || (end === 0 && a.to.closed) ? a.to : b.to };
}

function intersection(a: Span, b: Span): Span {
  const order = compare(a.from.at, b.from.at);
  const from = order > 0 || (order === 0 && !a.from.closed) ? a.from : b.from;
  if (!a.to || !b.to) {
    const to = a.to ?? b.to;
    return to ? { from, to } : { from };
  }
  const end = compare(a.to.at, b.to.at);
  return { from, to: end < 0 || (end === 0 && !a.to.closed) ? a.to : b.to };
}
