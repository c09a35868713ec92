/** A range of text in UTF-16 offsets; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}
