import type { Step } from "../findings/finding.ts";
import type { FunData } from "../flow/env.ts";
import type { Label } from "../flow/labels.ts";
import { PARAM_ROW, type Site, siteFunc, siteRow } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import type { Candidate, JudgeInput } from "./judge.ts";
import { definedAt } from "./places.ts";

type Rows = ReadonlyMap<number, V>;
/** Functions into which a call is followed, one in another. */
const MAX_DEPTH = 2;
const MAX_INSIDE = 12;
const MAX_TEXTS = 3;

/** Inside a wrapper: the rows that hand its input on to the next call. */
export function wrapperSteps(input: JudgeInput, next: Site): Step[] {
  if (siteRow(next) >= PARAM_ROW) return [];
  const gid = siteFunc(next);
  const { ir, file } = input.program.func(gid);
  const { path } = input.program.file(file);
  const out: Step[] = [];
  for (const [row, v] of sorted(input.result.trace(gid))) {
    if (row >= siteRow(next) || out.length >= 5) break;
    const op = ir.ops[row * STRIDE];
    const isText = op === Op.text || op === Op.binary;
    if (!isText && op !== Op.call && op !== Op.invoke && !isAssignment(ir, row)) continue;
    if (!carries(input, v, isInput)) continue;
    const start = ir.spans[row * 2] ?? 0;
    if (out[out.length - 1]?.start === start) continue;
    out.push({
      path,
      start,
      end: ir.spans[row * 2 + 1] ?? start,
      kind: isText ? "text" : op === Op.move ? "assigned" : "passed",
      note: isText ? "part of this text" : op === Op.move ? "assigned" : "passed through a call",
    });
  }
  return out;
}

/** Assignments, texts and calls of the reporting function that hand the data on; what is called puts it into texts as well. */
export function insideSteps(input: JudgeInput, c: Candidate, last: Step | undefined): Step[] {
  const { gid, spec } = c.hit;
  const { ir, file } = input.program.func(gid);
  const { path, strings } = input.program.file(file);
  const until = c.hit.use.chain[0] ?? (siteFunc(c.hit.use.site) === gid ? c.hit.use.site : undefined);
  const end = until !== undefined && siteFunc(until) === gid ? siteRow(until) : Number.MAX_SAFE_INTEGER;
  const rows = input.result.trace(gid, spec);
  const wanted = (l: Label): boolean => l.kind === c.label.kind && l.origin === c.label.origin;
  const out: Step[] = [];
  const seen = new Set([gid]);
  let lastRow = -10;
  for (const [row, v] of sorted(rows)) {
    if (row >= end || out.length >= MAX_INSIDE || !carries(input, v, wanted)) continue;
    const op = ir.ops[row * STRIDE];
    const start = ir.spans[row * 2] ?? 0;
    const stop = ir.spans[row * 2 + 1] ?? 0;
    if (op === Op.text) {
      const hole = holeOf(input, ir, row, rows, path, wanted);
      if (hole) out.push(hole);
      continue;
    }
    if (op !== Op.call && op !== Op.invoke && !isAssignment(ir, row)) continue;
    if (last && last.path === path && last.start <= start && stop <= last.end) continue;
    if (op !== Op.move) out.push(...calledTexts(input, ir, row, rows, seen, 0));
    const previous = out[out.length - 1];
    if (out.some((s) => s.path === path && s.start === start)) continue;
    // Destructuring assigns many names in one statement: the last one stands for it.
    if (op === Op.move && previous?.kind === "assigned" && row - lastRow <= 3) out.pop();
    lastRow = row;
    const name = op === Op.invoke ? (strings[ir.ops[row * STRIDE + 3] as number] ?? "") : "";
    out.push({
      path,
      start,
      end: stop,
      kind: op === Op.move ? "assigned" : "passed",
      note: op === Op.move ? "assigned" : name === "" ? "passed through a call" : `passed through ${name}()`,
    });
  }
  return out;
}

/** Texts that the functions of one call, the called one and those it is handed, put their inputs into. */
function calledTexts(
  input: JudgeInput,
  ir: FuncIR,
  row: number,
  rows: Rows,
  seen: Set<number>,
  depth: number,
): Step[] {
  const { store } = input.result;
  const out: Step[] = [];
  if (depth >= MAX_DEPTH) return out;
  for (const reg of calledRegisters(ir, row)) {
    const v = rows.get(definedAt(ir)[reg] ?? -1);
    const n = v === undefined ? undefined : store.node(v);
    if (n?.tag !== Tag.fun) continue;
    const { gid } = n.data as FunData;
    if (seen.has(gid)) continue;
    seen.add(gid);
    const { ir: inner, file } = input.program.func(gid);
    const { path } = input.program.file(file);
    const trace = input.result.trace(gid);
    for (const [at, given] of sorted(trace)) {
      if (out.length >= MAX_TEXTS) return out;
      if (!carries(input, given, isInput)) continue;
      const op = inner.ops[at * STRIDE];
      if (op === Op.call || op === Op.invoke)
        out.push(...calledTexts(input, inner, at, trace, seen, depth + 1));
      if (op !== Op.text) continue;
      const hole = holeOf(input, inner, at, trace, path, isInput);
      if (hole) out.push(hole);
    }
  }
  return out.slice(0, MAX_TEXTS);
}
/** Registers of a call that may hold a function: the callee and the arguments. */
function calledRegisters(ir: FuncIR, row: number): number[] {
  const at = row * STRIDE;
  const x = ir.ops[at + 4] as number;
  const nPos = ir.extra[x + 2] as number;
  const nKey = ir.extra[x + 3] as number;
  const out = ir.ops[at] === Op.call ? [ir.ops[at + 2] as number] : [];
  for (let i = 0; i < nPos + nKey; i++) out.push(ir.extra[x + 5 + 2 * i] as number);
  return out;
}

/** The last part of a text that carries the data; the whole text where that part is a bare variable. */
function holeOf(
  input: JudgeInput,
  ir: FuncIR,
  row: number,
  rows: Rows,
  path: string,
  wanted: (l: Label) => boolean,
): Step | undefined {
  const x = ir.ops[row * STRIDE + 4] as number;
  const n = ir.extra[x] as number;
  for (let i = n - 1; i >= 0; i--) {
    const reg = ir.extra[x + 2 + 2 * i] as number;
    const at = definedAt(ir)[reg] ?? -1;
    const v = rows.get(at);
    if (v === undefined || !carries(input, v, wanted)) continue;
    const place = reg >= ir.nVar ? at : row;
    const start = ir.spans[place * 2] ?? 0;
    return { path, start, end: ir.spans[place * 2 + 1] ?? start, kind: "text", note: "part of this text" };
  }
  return undefined;
}

const sorted = (rows: Rows): [number, V][] => [...rows].sort((a, b) => a[0] - b[0]);
const isInput = (l: Label): boolean => l.kind === "in";
function carries(input: JudgeInput, v: V, wanted: (l: Label) => boolean): boolean {
  const { store } = input.result;
  return store.labels.list(store.node(v).labels).some((id) => wanted(store.labels.get(id)));
}
function isAssignment(ir: FuncIR, row: number): boolean {
  return ir.ops[row * STRIDE] === Op.move && (ir.ops[row * STRIDE + 1] as number) < ir.nVar;
}
