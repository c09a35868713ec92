import { isCredentialName } from "./credentials.ts";

/** Last words of names of what tells one thing from another, or of what kind it is: what a log is for, and nobody's conversation. */
const SMALL = new Set(
  "id ids uuid guid key keys hash slug name names title type kind role status code category intent level priority severity confidence score number index count total size length version locale language lang timestamp date time duration url uri href path file filename filepath format extension mimetype".split(
    " ",
  ),
);
/** Names that begin so are of conditions. */
const CONDITION = /^_*(?:is|has|can|should|needs?)_/;
const known = new Map<string, boolean>();

/** A field of this name holds an id, a name, a state, a number: no text that somebody wrote to a model or had from it. */
export function isSmallField(name: string): boolean {
  if (name.length > 40) return false;
  let small = known.get(name);
  if (small === undefined) {
    const plain = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
    const last = plain.split(/[_-]/).pop() ?? "";
    small = (SMALL.has(last) || CONDITION.test(plain)) && !isCredentialName(name);
    if (known.size < 10_000) known.set(name, small);
  }
  return small;
}
