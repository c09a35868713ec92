import { LineIndex } from "../base/lineIndex.ts";

/** How the client counts columns. */
export type Encoding = "utf-16" | "utf-8";

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** Offsets of a text (UTF-16) to positions of the protocol and back. */
export class Positions {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #encoding: Encoding;

  constructor(text: string, encoding: Encoding) {
    this.#text = text;
    this.#lines = new LineIndex(text);
    this.#encoding = encoding;
  }

  position(offset: number): Position {
    const { line, column } = this.#lines.position(offset);
    if (this.#encoding === "utf-16") return { line, character: column };
    const start = this.#lines.lineStart(line);
    return { line, character: bytesOf(this.#text.slice(start, start + column)) };
  }

  range(place: { start: number; end: number }): Range {
    return { start: this.position(place.start), end: this.position(place.end) };
  }

  offset({ line, character }: Position): number {
    if (this.#encoding === "utf-16") return this.#lines.offset({ line, column: character });
    const start = this.#lines.lineStart(line);
    const end = this.#lines.lineStart(line + 1);
    let bytes = 0;
    let at = start;
    while (at < end && bytes < character) {
      const unit = this.#text.codePointAt(at) ?? 0;
      bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit < 0x10000 ? 3 : 4;
      at += unit >= 0x10000 ? 2 : 1;
    }
    return at;
  }
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const unit = character.codePointAt(0) ?? 0;
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit < 0x10000 ? 3 : 4;
  }
  return bytes;
}
