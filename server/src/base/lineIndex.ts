/** Line and column, both counted from 0; columns in UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** Offset to line and column and back. `\n`, `\r\n` and a lone `\r` each end a line. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = findLineStarts(text);
    this.#length = text.length;
  }

  /** A text that ends with a line end has an empty last line; an empty text has one line. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets outside the text are moved to its nearest end. */
  position(offset: number): LinePosition {
    const at = clamp(offset, 0, this.#length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.lineStart(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - this.lineStart(low) };
  }

  /** Positions outside the text are moved into it: a column beyond its line ends where the next line starts. */
  offset(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.#length;
    const start = this.lineStart(position.line);
    return clamp(start + position.column, start, this.lineStart(position.line + 1));
  }

  /** Offset at which a line starts; the length of the text for a line after the last. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LINE_FEED || (unit === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) {
      starts.push(at + 1);
    }
  }
  return starts;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
