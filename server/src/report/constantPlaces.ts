import type { DocumentCall, DocumentPiece, DocumentSlot } from "./inventoryDocument.ts";
import type { JsonPlace } from "./json.ts";
import type { ReportInput } from "./report.ts";
import { openSources } from "./source.ts";

/** A shorter text stands in too many places to be looked for. */
const SHORTEST = 8;

/**
 * The call with a place for each constant of its prompts: where its text stands in the code, first near the slot that it fills; the
 * slot itself where it stands nowhere as it is, or in several files.
 */
export function placeConstants(
  call: DocumentCall,
  input: ReportInput & { paths: readonly string[] },
): DocumentCall {
  const openSource = openSources(input);
  const paths = new Map(input.paths.map((path) => [input.rootName(path), path]));
  const placeIn = (name: string, line: string, from: number): JsonPlace | undefined => {
    const path = paths.get(name);
    const text = path === undefined ? undefined : input.text(path);
    if (path === undefined || text === undefined) return undefined;
    const near = text.indexOf(line, from);
    const start = near >= 0 ? near : text.indexOf(line);
    return start < 0
      ? undefined
      : { path: name, ...openSource(path).region({ start, end: start + line.length }) };
  };
  const offsetOf = (slot: DocumentSlot): number => {
    const text = input.text(paths.get(slot.path) ?? "") ?? "";
    let at = 0;
    for (let line = 1; line < slot.start.line && at >= 0; line++) at = text.indexOf("\n", at) + 1;
    return at;
  };
  const find = (slot: DocumentSlot, text: string, near: readonly string[]): JsonPlace | undefined => {
    const line = longestLine(text);
    if (line.length < SHORTEST) return undefined;
    for (const name of near) {
      const place = placeIn(name, line, name === slot.path ? offsetOf(slot) : 0);
      if (place) return place;
    }
    const others = [...paths.keys()].flatMap((name) => placeIn(name, line, 0) ?? []);
    return others.length === 1 ? others[0] : undefined;
  };
  return {
    ...call,
    requests: call.requests.map((request) => ({
      ...request,
      slots: request.slots.map((slot) => {
        const near = [...new Set([slot.path, call.path, ...request.via.map(({ path }) => path)])];
        const { path, start, end } = slot;
        const pieces = slot.pieces.map((piece): DocumentPiece => {
          if (piece.provenance !== "constant" || piece.place !== null) return piece;
          return { ...piece, place: find(slot, piece.text, near) ?? { path, start, end } };
        });
        return { ...slot, pieces };
      }),
    })),
  };
}

function longestLine(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .reduce((longest, line) => (line.length > longest.length ? line : longest), "");
}
