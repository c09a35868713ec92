/** A cell of a notebook: what was typed, and where each unit of it stands in the file. */
export interface NotebookCell {
  /** From 1, counted over all cells, as editors show them. */
  number: number;
  isCode: boolean;
  source: string;
  /** For each UTF-16 unit of the source its offset in the file, and one more for the end. */
  offsets: Int32Array;
}

/** The cells of a notebook in their order; undefined for a text that is none. Nothing throws, and no nesting is followed deeper than a notebook has. */
export function readNotebook(text: string): NotebookCell[] | undefined {
  const reader = new Reader(text);
  try {
    const cells: NotebookCell[] = [];
    let isNotebook = false;
    reader.object((key) => {
      if (key !== "cells") return reader.skip();
      isNotebook = true;
      reader.array(() => cells.push(readCell(reader, cells.length + 1)));
    });
    return isNotebook ? cells : undefined;
  } catch {
    return undefined;
  }
}

function readCell(reader: Reader, number: number): NotebookCell {
  const source: string[] = [];
  const offsets: number[] = [];
  let isCode = false;
  const add = () => {
    const part = reader.string();
    source.push(part.value);
    for (const offset of part.offsets) offsets.push(offset);
  };
  reader.object((key) => {
    if (key === "cell_type") isCode = reader.string().value === "code";
    else if (key !== "source") reader.skip();
    else if (reader.isAt("[")) reader.array(add);
    else add();
  });
  const joined = source.join("");
  offsets.push(joined.length === 0 ? reader.at : (offsets.at(-1) ?? 0) + 1);
  return { number, isCode, source: joined, offsets: Int32Array.from(offsets) };
}

/** The cell of a notebook that an offset of the file lies in; undefined outside of what was typed. */
export function cellWith<Cell extends Pick<NotebookCell, "offsets">>(
  cells: readonly Cell[],
  offset: number,
): Cell | undefined {
  return cells.find(
    ({ offsets }) => offset >= (offsets[0] ?? 0) && offset <= (offsets[offsets.length - 1] ?? -1),
  );
}

/** How many units of a cell's source stand before an offset of the file. */
export function unitAt(
  { source, offsets }: Pick<NotebookCell, "source" | "offsets">,
  offset: number,
): number {
  const unit = offsets.findIndex((each) => each >= offset);
  return unit < 0 ? source.length : unit;
}

/** Where in a notebook an offset lies: its cell and the line in it, both from 1; undefined outside of what was typed. */
export function cellAt(
  cells: readonly NotebookCell[],
  offset: number,
): { cell: number; line: number } | undefined {
  const cell = cellWith(cells, offset);
  if (!cell) return undefined;
  const end = Math.min(unitAt(cell, offset), cell.offsets.length - 1);
  let line = 1;
  for (let unit = 0; unit < end; unit++) if (cell.source[unit] === "\n") line++;
  return { cell: cell.number, line };
}

/** Reads JSON from left to right; throws where the text is none. */
class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  isAt(character: string): boolean {
    this.#blanks();
    return this.#text[this.at] === character;
  }

  object(entry: (key: string) => void): void {
    this.#expect("{");
    while (!this.isAt("}")) {
      const key = this.string().value;
      this.#expect(":");
      entry(key);
      if (!this.isAt("}")) this.#expect(",");
    }
    this.at++;
  }

  array(item: () => void): void {
    this.#expect("[");
    while (!this.isAt("]")) {
      item();
      if (!this.isAt("]")) this.#expect(",");
    }
    this.at++;
  }

  /** A string with the offset of each of its units. */
  string(): { value: string; offsets: number[] } {
    this.#expect('"');
    const units: string[] = [];
    const offsets: number[] = [];
    for (;;) {
      const c = this.#text[this.at];
      if (c === undefined) throw new Error("unfinished");
      if (c === '"') break;
      offsets.push(this.at);
      if (c !== "\\") {
        units.push(c);
        this.at++;
        continue;
      }
      const letter = this.#text[this.at + 1] ?? "";
      if (letter === "u") {
        units.push(String.fromCharCode(Number.parseInt(this.#text.slice(this.at + 2, this.at + 6), 16) || 0));
        this.at += 6;
      } else {
        units.push(ESCAPES[letter] ?? letter);
        this.at += 2;
      }
    }
    this.at++;
    return { value: units.join(""), offsets };
  }

  /** Passes over a value of any kind, however deep. */
  skip(): void {
    let depth = 0;
    do {
      this.#blanks();
      const c = this.#text[this.at];
      if (c === undefined) throw new Error("unfinished");
      if (c === '"') this.#skipString();
      else {
        if (c === "{" || c === "[") depth++;
        else if (c === "}" || c === "]") depth--;
        this.at++;
        if (depth === 0 && /[\w.+-]/.test(c)) while (/[\w.+-]/.test(this.#text[this.at] ?? "")) this.at++;
      }
    } while (depth > 0);
  }

  #skipString(): void {
    for (this.at++; this.#text[this.at] !== '"'; this.at++) {
      if (this.at >= this.#text.length) throw new Error("unfinished");
      if (this.#text[this.at] === "\\") this.at++;
    }
    this.at++;
  }

  #blanks(): void {
    while (BLANK.has(this.#text.charCodeAt(this.at))) this.at++;
  }

  #expect(character: string): void {
    if (!this.isAt(character)) throw new Error(`no ${character}`);
    this.at++;
  }
}

const BLANK = new Set([32, 9, 10, 13]);
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
