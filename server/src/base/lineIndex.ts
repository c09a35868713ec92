/** A position for people and protocols: both numbers start at 0, `column` counts UTF-16 units. */
export interface LineColumn {
  line: number;
  column: number;
}

/** Converts between offsets and lines. A line ends with LF, CRLF or a lone CR. */
export class LineIndex {
  private readonly starts: number[] = [0];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 13 && text.charCodeAt(i + 1) === 10) continue;
      if (c === 10 || c === 13) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }
  /** Offsets outside of the text count as its nearest end. */
  position(offset: number): LineColumn {
    const at = Math.max(0, Math.min(offset, this.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (this.starts[low] as number) };
  }
  /** Offset of a position; a line or column past the end counts as the end. */
  offset(position: LineColumn): number {
    const start = this.starts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.length;
    const next = this.starts[position.line + 1] ?? this.length;
    return Math.max(start, Math.min(start + position.column, next));
  }
  /** Start of a line and of the one after it (or the end of the text). */
  lineSpan(line: number): { start: number; end: number } {
    return { start: this.starts[line] ?? this.length, end: this.starts[line + 1] ?? this.length };
  }
}
