import { LineIndex } from "../base/lineIndex.ts";
import { cellAt, type NotebookCell, readNotebook } from "../base/notebook.ts";
import type { Place } from "../findings/finding.ts";
import { type ReportInput, secretPlaces } from "./report.ts";

/** Counted from 1; columns in UTF-16 units, as editors and SARIF (`utf16CodeUnits`) count them. */
export interface Position {
  line: number;
  column: number;
}

export interface Region {
  start: Position;
  end: Position;
}

/** A file as a report may show it: places as lines and columns, and lines without secrets. */
export interface Source {
  position(offset: number): Position;
  /** Of a notebook: the cell and the line in it, from 1, as its editor counts them. */
  cell(offset: number): { cell: number; line: number } | undefined;
  region(place: { start: number; end: number }): Region;
  /** A line as the file has it, to count in; it may hold a secret and is never shown. */
  original(line: number): string | undefined;
  /** The lines without their ends; empty where the file cannot be read. No line holds a secret. */
  lines(): readonly string[];
  /** Whether `lines()` has the columns of the file: masking a key may have shortened a line. */
  keepsColumns(line: number): boolean;
}

/** Files on demand, each read and masked once. */
export function openSources(input: ReportInput): (path: string) => Source {
  const secrets = new Map<string, Place[]>();
  for (const place of secretPlaces(input)) {
    secrets.set(place.path, [...(secrets.get(place.path) ?? []), place]);
  }
  const sources = new Map<string, Source>();
  return (path) => {
    const known = sources.get(path);
    if (known) return known;
    const text = input.text(path);
    const made = createSource(text, secrets.get(path) ?? [], input.maskSecrets, path.endsWith(".ipynb"));
    sources.set(path, made);
    return made;
  };
}

function createSource(
  text: string | undefined,
  secrets: readonly Place[],
  mask: (text: string) => string,
  isNotebook: boolean,
): Source {
  const content = text ?? "";
  const index = new LineIndex(content);
  const position = (offset: number): Position => {
    const { line, column } = index.position(Math.max(0, Math.min(offset, content.length)));
    return { line: line + 1, column: column + 1 };
  };
  let original: readonly string[] | undefined;
  let masked: readonly string[] | undefined;
  const originalLines = () => (original ??= text === undefined ? [] : splitLines(content));
  const lines = () =>
    (masked ??= text === undefined ? [] : maskLines(coverPlaces(content, secrets), originalLines(), mask));
  let cells: readonly NotebookCell[] | undefined;
  return {
    position,
    cell: (offset) => {
      if (!isNotebook) return undefined;
      cells ??= readNotebook(content) ?? [];
      return cellAt(cells, offset);
    },
    region: (place) => ({ start: position(place.start), end: position(place.end) }),
    original: (line) => originalLines()[line - 1],
    lines,
    keepsColumns: (line) => {
      const shown = lines()[line - 1];
      const real = originalLines()[line - 1];
      return shown !== undefined && shown.length === real?.length;
    },
  };
}

/** Covers each secret by as many stars; the last four characters of a long one stay, to tell keys apart. */
function coverPlaces(text: string, places: readonly Place[]): string {
  let covered = text;
  for (const place of places) {
    const value = covered.slice(place.start, place.end);
    const stars = coverValue(value);
    covered = covered.slice(0, place.start) + stars + covered.slice(place.start + stars.length);
  }
  return covered;
}

function coverValue(value: string): string {
  const quote = /^[a-zA-Z]{0,2}(?:"""|'''|["'`])/.exec(value)?.[0] ?? "";
  const closing = quote === "" ? 0 : quote.replace(/^[a-zA-Z]+/, "").length;
  const body = value.slice(quote.length, value.length - closing);
  const open = body.length >= LONG_SECRET ? 4 : 0;
  const stars = body.slice(0, body.length - open).replace(/[^\r\n]/g, "*");
  return quote + stars + body.slice(body.length - open) + value.slice(value.length - closing);
}

/** From this length on four visible characters give nothing away. */
const LONG_SECRET = 20;

/** Masks the whole text, as a key may span lines; where that changed the number of lines, none is shown. */
function maskLines(
  text: string,
  original: readonly string[],
  mask: (text: string) => string,
): readonly string[] {
  const lines = splitLines(mask(text));
  return lines.length === original.length ? lines : [];
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
