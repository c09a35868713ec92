/** What a comment says about the findings of a line; the meaning of each stands in {@link compare}. */
export type ExpectationKind = "want" | "step" | "ok" | "missing" | "spurious";

export interface Expectation {
  kind: ExpectationKind;
  rule: string;
  path: string;
  /** The line of code it speaks of, from 1. */
  line: number;
  /** What follows the rule: a level for `want`, the reason for `missing` and `spurious`. */
  rest: string;
}

const MARK = /(?:\/\/|\/\*|#|<!--)\s*(want|step|ok|missing|spurious):[ \t]+([\w-]+)/g;

/**
 * The expectations in a file's comments. `comments` are start and end offsets in order, as the front end gives them: text in
 * strings is never read as an expectation. A trailing comment speaks of its own line; one alone on a line, of the next line of
 * code; several may be stacked or stand in one comment.
 */
export function readExpectations(path: string, text: string, comments: Int32Array): Expectation[] {
  const starts = lineStarts(text);
  const code = linesOfCode(text, starts, comments);
  const out: Expectation[] = [];
  for (let i = 0; i + 1 < comments.length; i += 2) {
    const start = comments[i] as number;
    const body = text.slice(start, comments[i + 1] as number);
    const own = lineAt(starts, start);
    const line = code.has(own) ? own : nextOf(code, own, starts.length);
    const marks = [...body.matchAll(MARK)];
    marks.forEach((mark, n) => {
      const rest = body.slice(mark.index + mark[0].length, marks[n + 1]?.index ?? body.length);
      out.push({
        kind: mark[1] as ExpectationKind,
        rule: mark[2] as string,
        path,
        line,
        rest: rest.replace(/\*\/\s*$/, "").trim(),
      });
    });
  }
  return out;
}

/** The comments of a file that no front end reads: from a comment sign before an expectation to the end of its line. */
export function documentComments(text: string): Int32Array {
  const out: number[] = [];
  for (const match of text.matchAll(/(?:\/\/|#|<!--)[ \t]*(?:want|step|ok|missing|spurious):[^\n]*/g))
    out.push(match.index, match.index + match[0].replace(/(?:\\n)?",?\r?$|\s*-->\s*$/, "").length);
  return Int32Array.from(out);
}

/** Offsets at which lines start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}

/** The line, from 1, that an offset is on. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Lines with anything but blanks and comments; the braces around a JSX comment count as part of it. */
function linesOfCode(text: string, starts: readonly number[], comments: Int32Array): Set<number> {
  let rest = "";
  let from = 0;
  for (let i = 0; i + 1 < comments.length; i += 2) {
    rest += text.slice(from, comments[i]);
    rest += text.slice(comments[i], comments[i + 1]).replace(/[^\n]/g, "\u0000");
    from = comments[i + 1] as number;
  }
  rest += text.slice(from);
  const code = new Set<number>();
  starts.forEach((start, i) => {
    const line = rest
      .slice(start, starts[i + 1] ?? rest.length)
      .replace(/\{\u0000+\}/g, "")
      .replaceAll("\u0000", "");
    if (line.trim() !== "") code.add(i + 1);
  });
  return code;
}

function nextOf(code: ReadonlySet<number>, line: number, last: number): number {
  for (let next = line + 1; next <= last; next++) if (code.has(next)) return next;
  return line;
}
