import type { FileIR } from "../../ir/types.ts";
import { type NotebookProgram, notebookProgram } from "./program.ts";

/** Lowers a notebook as the program of its cells; all places are those of the notebook's file. Undefined for what is none. */
export function lowerNotebook(text: string, lower: (text: string) => FileIR): FileIR | undefined {
  const program = notebookProgram(text);
  if (program === undefined) return undefined;
  const ir = lower(program.text);
  movePlaces(ir, program);
  return ir;
}

/** What says where something stands. */
const PLACES = new Set(["start", "end"]);

/** Iterative: IR is wide, and types in it may be deep. */
function movePlaces(ir: FileIR, { offsets }: NotebookProgram): void {
  const last = offsets.length - 1;
  const move = (at: number): number => (at < 0 ? at : (offsets[Math.min(at, last)] as number));
  const open: unknown[] = [ir];
  const seen = new Set<unknown>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const [key, value] of Object.entries(next)) {
      if (PLACES.has(key) && typeof value === "number") (next as Record<string, number>)[key] = move(value);
      else if (
        (key === "spans" || key === "comments") &&
        (Array.isArray(value) || value instanceof Int32Array)
      )
        for (let i = 0; i < value.length; i++) value[i] = move(value[i] as number);
      else if (!(value instanceof Int32Array)) open.push(value);
    }
  }
}
