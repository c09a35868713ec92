import { Op, STRIDE } from "../ir/ops.ts";
import type { FileIR, FuncIR } from "../ir/types.ts";
import { type Program, type Site, siteFunc, siteRow } from "./program.ts";

/** What functions are called that wait for a person, in projects that write their own. */
const ASKS =
  /approv|confirm|consent|askuser|askhuman|humanreview|askpermission|requestpermission|getpermission|authoriz?sedby/;
const MAX_BEHIND = 48;

/**
 * A person is asked before the operation: a call that waits for the answer stands on every way there, or the way leads through a
 * condition on what a function called for that (`requestApproval`) gave.
 */
export function isAsked(program: Program, at: Site, approvals: readonly Site[]): boolean {
  const gid = siteFunc(at);
  const { ir, file } = program.func(gid);
  const row = siteRow(at);
  if (approvals.some((a) => siteFunc(a) === gid && siteRow(a) < row && dominates(ir, siteRow(a), row)))
    return true;
  for (let head = 0; head < row && head * STRIDE < ir.ops.length; head++) {
    if (ir.ops[head * STRIDE] !== Op.if) continue;
    const yes = ir.ops[head * STRIDE + 3] as number;
    const no = ir.ops[head * STRIDE + 4] as number;
    const isInside = row > head && row <= head + yes + no;
    if (!isInside && !(leaves(ir, head) && dominates(ir, head, row))) continue;
    if (asksAt(ir, program.file(file), head)) return true;
  }
  return false;
}

/** By function and row: whether the condition there waits for a person. */
const asking = new WeakMap<FuncIR, Map<number, boolean>>();
function asksAt(ir: FuncIR, file: FileIR, head: number): boolean {
  const known = asking.get(ir) ?? new Map<number, boolean>();
  asking.set(ir, known);
  let asks = known.get(head);
  if (asks === undefined) {
    asks = namesAsker(ir, file, head, ir.ops[head * STRIDE + 2] as number);
    known.set(head, asks);
  }
  return asks;
}

/** Every region that the first row stands in holds the second as well. */
function dominates(ir: FuncIR, first: number, second: number): boolean {
  const { ops } = ir;
  const isLeft = (from: number, to: number): boolean =>
    first >= from && first <= to && (second < from || second > to);
  for (let head = 0; head < first; head++) {
    const at = head * STRIDE;
    const op = ops[at];
    const a = ops[at + 2] as number;
    const b = ops[at + 3] as number;
    if (op === Op.if) {
      if (isLeft(head + 1, head + b) || isLeft(head + b + 1, head + b + (ops[at + 4] as number)))
        return false;
    } else if (op === Op.loop) {
      if (isLeft(head + 1, head + a)) return false;
    } else if (op === Op.try && isLeft(head + a + 1, head + a + b)) return false;
  }
  return true;
}

/** Some branch of the condition returns, throws or goes on elsewhere. */
function leaves(ir: FuncIR, head: number): boolean {
  const end = head + (ir.ops[head * STRIDE + 3] as number) + (ir.ops[head * STRIDE + 4] as number);
  for (let row = head + 1; row <= end; row++) {
    const op = ir.ops[row * STRIDE];
    if (op === Op.return || op === Op.throw || op === Op.continue || op === Op.break) return true;
  }
  return false;
}

/** Among what the condition is made of is a call of a function that is named so. */
function namesAsker(ir: FuncIR, file: FileIR, before: number, register: number): boolean {
  const queue = [register];
  const seen = new Set<number>();
  while (queue.length > 0 && seen.size < MAX_BEHIND) {
    const reg = queue.pop() as number;
    if (reg < 0 || seen.has(reg)) continue;
    seen.add(reg);
    for (let row = 0; row < before; row++) {
      const at = row * STRIDE;
      if (ir.ops[at + 1] !== reg) continue;
      const op = ir.ops[at];
      const a = ir.ops[at + 2] as number;
      const b = ir.ops[at + 3] as number;
      if (op === Op.invoke && isAsker(file.strings[b])) return true;
      if (op === Op.call && isAsker(nameOf(ir, file, row, a))) return true;
      if (op === Op.move || op === Op.await || op === Op.not || op === Op.member || op === Op.invoke)
        queue.push(a);
      if (op === Op.cmp || op === Op.has || op === Op.index || op === Op.binary) queue.push(a, b);
    }
  }
  return false;
}
const isAsker = (name: string | undefined): boolean =>
  name !== undefined && ASKS.test(name.toLowerCase().replaceAll("_", ""));

/** The name that a callee was read by. */
function nameOf(ir: FuncIR, file: FileIR, before: number, reg: number): string | undefined {
  const own = ir.params.find((p) => p.reg === reg)?.name ?? ir.names.find((n) => n.reg === reg)?.name;
  if (own !== undefined) return own;
  for (let row = before - 1; row >= 0; row--) {
    const at = row * STRIDE;
    if (ir.ops[at + 1] !== reg) continue;
    const a = ir.ops[at + 2] as number;
    if (ir.ops[at] === Op.global) return file.strings[a];
    if (ir.ops[at] === Op.member) return file.strings[ir.ops[at + 3] as number];
    if (ir.ops[at] === Op.import) return file.imports[a]?.name;
    return undefined;
  }
  return undefined;
}
