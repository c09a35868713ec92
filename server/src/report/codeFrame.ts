import { displayWidth, escapeControls } from "./escape.ts";
import type { Region, Source } from "./source.ts";

export interface Frame {
  /** Number of the line, and its text with nothing in it that a terminal obeys. */
  lines: { number: number; text: string; marked: boolean }[];
  /** Where the underline of the marked line begins and how long it is, in columns of the terminal. */
  underline: { offset: number; length: number };
}

/** The line of a place with one line before and after it; undefined when the file cannot be shown. */
export function codeFrame(source: Source, region: Region): Frame | undefined {
  const lines = source.lines();
  const marked = region.start.line;
  const line = lines[marked - 1];
  if (line === undefined) return undefined;
  const [from, to] = source.keepsColumns(marked) ? columnsOf(region, line) : [indentOf(line), line.length];
  const window = cropAround(line, from, to);
  const before = printable(line.slice(window.from, Math.max(from, window.from)));
  const inside = printable(line.slice(Math.max(from, window.from), Math.min(to, window.to)));
  const shown = `${window.head}${before}${inside}${printable(line.slice(Math.min(to, window.to), window.to))}${window.tail}`;
  const neighbour = (number: number) => {
    const text = lines[number - 1];
    if (text === undefined || text.trim() === "") return [];
    const cut = cropAround(text, 0, 0);
    return [{ number, text: printable(text.slice(cut.from, cut.to)) + cut.tail, marked: false }];
  };
  return {
    lines: [
      ...neighbour(marked - 1),
      { number: marked, text: shown, marked: true },
      ...neighbour(marked + 1),
    ],
    underline: {
      offset: displayWidth(window.head) + displayWidth(before),
      length: Math.max(1, displayWidth(inside)),
    },
  };
}

/** UTF-16 units of a line that a frame shows; a minified line is cut around its place. */
const WIDEST = 160;

function columnsOf(region: Region, line: string): [number, number] {
  const from = Math.min(region.start.column - 1, line.length);
  const to =
    region.end.line === region.start.line ? Math.min(region.end.column - 1, line.length) : line.length;
  return [from, Math.max(from, to)];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function cropAround(line: string, from: number, to: number) {
  if (line.length <= WIDEST) return { from: 0, to: line.length, head: "", tail: "" };
  const room = Math.max(0, WIDEST - (to - from));
  const start = to - from >= WIDEST ? from : Math.max(0, Math.min(from - (room >> 1), line.length - WIDEST));
  const end = Math.min(line.length, start + WIDEST);
  return { from: start, to: end, head: start > 0 ? "…" : "", tail: end < line.length ? "…" : "" };
}

function printable(text: string): string {
  return escapeControls(text.replaceAll("\t", "    "));
}
