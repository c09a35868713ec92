import { hiddenRuns } from "../base/hidden.ts";
import { fix, replace, textOf } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

/** Characters that nobody sees are taken out of the text that the finding points at; emoji and scripts keep theirs. */
export function removeInvisible(input: FixInput): Fix[] {
  const { finding } = input;
  const edits = hiddenRuns(textOf(input, finding)).map(({ start, end }) =>
    replace({ start: finding.start + start, end: finding.start + end }, ""),
  );
  return edits.length > 0 ? [fix(input, "suggested", "Remove the invisible characters", edits)] : [];
}
