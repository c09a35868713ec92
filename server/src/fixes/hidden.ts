import { fix, textOf } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

const INVISIBLE =
  /[\u200b-\u200d\u202a-\u202e\u2060-\u2069\ufeff\u180e\u3164\uffa0]|[\ufe00-\ufe0f]|\udb40[\udc00-\uddef]/g;

/** Characters that nobody sees are taken out of the text that the finding points at. */
export function removeInvisible(input: FixInput): Fix[] {
  const { finding } = input;
  const edits = [...textOf(input, finding).matchAll(INVISIBLE)].map(({ index, 0: run }) => ({
    start: finding.start + index,
    end: finding.start + index + run.length,
    text: "",
  }));
  return edits.length > 0 ? [fix(input, "suggested", "Remove the invisible characters", edits)] : [];
}
