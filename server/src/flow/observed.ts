import { registersRead } from "../ir/operands.ts";
import type { Env } from "./env.ts";
import { type Frame, freeze, get, labelsOf } from "./frame.ts";
import type { LabelSet } from "./labels.ts";
import type { V } from "./values.ts";

/** What one run of a function tells of each operation, while somebody asks where data ended. */
export interface Observed {
  /** Row → register → what was read there. */
  reads: Map<number, Map<number, V>>;
  /** Row of a call → what was called. */
  callees: Map<number, V>;
  /** Rows whose callee nobody knows. */
  strangers: Set<number>;
  checks: Check[];
  /** Register of the condition whose branch begins, -1 elsewhere. */
  condition: number;
}

/** A condition, or a call that throws, changed what is known of data. */
export interface Check {
  /** Row of the condition or of the call. */
  row: number;
  before: LabelSet;
  after: LabelSet;
}

export function newObserved(): Observed {
  return { reads: new Map(), callees: new Map(), strangers: new Set(), checks: [], condition: -1 };
}

/** What the row is about to read. */
export function observeReads(env: Env, f: Frame, row: number): void {
  const seen = observedOf(env, f);
  if (!seen) return;
  const known = seen.reads.get(row) ?? new Map<number, V>();
  seen.reads.set(row, known);
  for (const reg of registersRead(f.ir, row))
    if (reg >= 0) known.set(reg, env.store.join(known.get(reg) ?? env.store.bot, freeze(f, get(f, reg))));
}

export function observeCallee(env: Env, f: Frame, callee: V): void {
  const seen = observedOf(env, f);
  // Calls inside of the call that the row makes (callbacks, properties) are not what the row says.
  if (!seen || f.depth > 1) return;
  seen.callees.set(f.row, env.store.join(seen.callees.get(f.row) ?? env.store.bot, callee));
}

export function observeStranger(env: Env, f: Frame): void {
  observedOf(env, f)?.strangers.add(f.row);
}

/** A value is known better from here on. */
export function observeCheck(env: Env, f: Frame, before: V, after: V): void {
  const seen = observedOf(env, f);
  if (seen) noteCheck(f, seen, labelsOf(f, before), labelsOf(f, after));
}

/** A branch of the condition begins; -1: what it says is known. */
export function observeCondition(env: Env, f: Frame, register: number): void {
  const seen = observedOf(env, f);
  if (seen) seen.condition = register;
}

/** Labels that were given another grade wherever they stand. */
export function observeGrade(env: Env, f: Frame, before: LabelSet, after: LabelSet): void {
  const seen = observedOf(env, f);
  if (seen) noteCheck(f, seen, before, after);
}

function noteCheck(f: Frame, seen: Observed, before: LabelSet, after: LabelSet): void {
  if (before === after || before === 0) return;
  const made = seen.condition >= 0 ? (f.defRow[seen.condition] ?? -1) : -1;
  const row = made >= 0 ? made : f.row;
  if (!seen.checks.some((c) => c.row === row && c.before === before && c.after === after))
    seen.checks.push({ row, before, after });
}

function observedOf(env: Env, f: Frame): Observed | undefined {
  return env.tape?.gid === f.info.gid ? env.tape.seen : undefined;
}
