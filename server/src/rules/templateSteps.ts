import type { Step } from "../findings/finding.ts";
import { PARAM_ROW, type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import { type Candidate, concrete, type JudgeInput } from "./judge.ts";
import { placeOf } from "./places.ts";

/** The literal that a prompt is made of: where it stands, and the piece of the prompt by which it was found. */
export interface Literal {
  site: Site;
  piece: string;
}

/** The literal behind the longest constant piece of the prompt; undefined when there is none to speak of. */
export function literalOf(input: JudgeInput, c: Candidate): Literal | undefined {
  const longest = longestPiece(input, c);
  // A constant that filled a hole joined its neighbours: a line of them is still whole.
  const lines = longest.includes("\n") ? longest.split("\n").map((l) => l.trim()) : [];
  const pieces = [longest, ...lines.sort((a, b) => b.length - a.length).slice(0, 3)];
  const home = input.program.func(siteFunc(c.hit.use.site)).file;
  const order = [home, ...input.program.files.map((_, i) => i).filter((i) => i !== home)];
  for (const piece of pieces) {
    if (piece.length < MIN_PIECE) continue;
    for (const file of order) {
      const ir = input.program.file(file);
      const index = ir.consts.findIndex((k) => typeof k === "string" && k.includes(piece));
      if (index < 0) continue;
      for (const [local, fn] of ir.funcs.entries())
        for (let row = 0; row * STRIDE < fn.ops.length; row++)
          if (fn.ops[row * STRIDE] === Op.const && fn.ops[row * STRIDE + 2] === index)
            return { site: siteOf(input.program.gid(file, local), row), piece };
    }
  }
  return undefined;
}
const MIN_PIECE = 16;

/** Where the literal is written, the hole in it that the data fills, and where it becomes a template. */
export function templateSteps(input: JudgeInput, c: Candidate, literal: Literal): Step[] {
  const place = placeOf(input.program, literal.site);
  const hole = holeIn(input, c, place.path, place.start, place.end);
  const made = madeOf(input, literal);
  const out: Step[] = [{ ...place, kind: "text", note: "put into this text" }];
  if (hole !== undefined)
    out.push({ path: place.path, start: hole, end: hole + 1, kind: "text", note: "fills this hole" });
  if (made !== undefined) out.push(templateStep(input, made));
  return out;
}

/** Before a call on the way: the last place where a template is made of the text. */
export function assemblySteps(input: JudgeInput, call: Site, literal: Literal): Step[] {
  if (siteRow(call) >= PARAM_ROW) return [];
  const rows = templateRows(input, siteFunc(call), literal.piece).filter((row) => row < siteRow(call));
  const last = rows[rows.length - 1];
  return last === undefined ? [] : [templateStep(input, siteOf(siteFunc(call), last))];
}

function longestPiece(input: JudgeInput, c: Candidate): string {
  if (c.hit.use.kind !== "request" || c.text === undefined) return "";
  const { store } = input.result;
  let longest = "";
  const visit = (v: V): void => {
    const n = store.node(v);
    const text = store.stringOf(v);
    if (text !== undefined && text.length > longest.length) longest = text;
    if (n.tag === Tag.text || n.tag === Tag.or) n.kids.forEach(visit);
  };
  visit(c.text);
  return longest.trim();
}

const templateStep = (input: JudgeInput, site: Site): Step => ({
  ...placeOf(input.program, site),
  kind: "text",
  note: "made a template here",
});

/** The first template that is made of the literal in the function where it stands. */
function madeOf(input: JudgeInput, literal: Literal): Site | undefined {
  const gid = siteFunc(literal.site);
  const row = templateRows(input, gid, literal.piece).find((r) => r > siteRow(literal.site));
  return row === undefined ? undefined : siteOf(gid, row);
}
/** Calls in a function that give a template which holds the text. */
function templateRows(input: JudgeInput, gid: number, piece: string): number[] {
  const { store } = input.result;
  const { ir } = input.program.func(gid);
  const holds = (v: V, depth: number): boolean =>
    store.stringOf(v)?.includes(piece) ??
    (depth < 6 && store.node(v).kids.some((kid) => holds(kid, depth + 1)));
  return [...input.result.trace(gid)]
    .filter(([row, v]) => {
      const op = ir.ops[row * STRIDE];
      return (op === Op.call || op === Op.invoke) && store.tag(v) === Tag.template && holds(v, 0);
    })
    .map(([row]) => row)
    .sort((a, b) => a - b);
}

/** Offset of the hole that the labelled data fills, inside a literal that is written over several lines. */
function holeIn(
  input: JudgeInput,
  c: Candidate,
  path: string,
  start: number,
  end: number,
): number | undefined {
  const literal = input.text(path)?.slice(start, end);
  if (literal === undefined || c.text === undefined || !literal.includes("\n")) return undefined;
  const { store } = input.result;
  for (const m of store.members(c.text)) {
    const { tag, kids } = store.node(m);
    if (tag !== Tag.text) continue;
    const hole = kids.findIndex((k) =>
      concrete(input, k).some((l) => l.kind === c.label.kind && l.origin === c.label.origin),
    );
    const before = hole <= 0 ? undefined : store.stringOf(kids[hole - 1] as V);
    // Escapes may differ between value and source: what stands before the hole on its own line decides.
    const tail = before?.slice(before.lastIndexOf("\n") + 1).slice(-60) ?? "";
    const at = tail.trim() === "" ? -1 : literal.indexOf(`${tail}{`);
    if (at >= 0) return start + at + tail.length;
  }
  return undefined;
}
