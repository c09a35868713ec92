import { Op, STRIDE } from "../ir/ops.ts";
import type { IndexedType } from "../models/modelIndex.ts";
import type { Env, FunData } from "./env.ts";
import { type Frame, freeze, get, labelsOf, opAt } from "./frame.ts";
import { INSIDE, NO_DOTS, RELATIVE, sinkBit } from "./labels.ts";
import { Tag, type V } from "./values.ts";

/** What holds in a branch: the value in a register is `better`. */
export interface Fact {
  reg: number;
  value: V;
  better: V;
  /** The fact is a grade of the value, so several of them add up. */
  clears?: number;
  lowers?: number;
}

const MAX_CHASE = 8;

/** What a call in a condition establishes about where a path lies, whichever way it turned out. */
export function pathFacts(env: Env, f: Frame, row: number, positive: boolean): Fact[] {
  const op = operationAt(env, f, row);
  const subject = receiverOf(f, row);
  const arg = argumentOf(f, row, 0);
  switch (op) {
    case "prefix": {
      if (subject < 0 || arg < 0) return [];
      if (positive) return isOurs(env, f, arg) ? inside(env, f, subject) : [];
      const text = env.store.stringOf(freeze(f, get(f, arg)));
      if (text === ".." || text === "../") return below(env, f, subject);
      return text === "/" ? marked(env, f, subject, RELATIVE, 0) : [];
    }
    case "isInside":
      return positive && subject >= 0 && isOurs(env, f, arg) ? inside(env, f, subject) : [];
    case "isAbsolute":
      return positive ? [] : marked(env, f, arg >= 0 ? arg : subject, RELATIVE, 0);
    case "includes":
      return positive || subject < 0 ? [] : withoutPiece(env, f, subject, arg);
    case "some":
      return positive || subject < 0 ? [] : withoutMember(env, f, subject, arg);
    default:
      return [];
  }
}

/** `x in y`: a folder among the parents of a path; pieces that a path does not have. */
export function memberFacts(
  env: Env,
  f: Frame,
  element: number,
  container: number,
  positive: boolean,
): Fact[] {
  if (!positive) return withoutPiece(env, f, container, element);
  const row = definition(f, container);
  return row >= 0 && operationAt(env, f, row) === "ancestors" && isOurs(env, f, element)
    ? inside(env, f, receiverOf(f, row))
    : [];
}

/** `a === b` holds: a path that equals our folder, a common path that does. */
export function equalityFacts(env: Env, f: Frame, a: number, b: number, isConst: boolean): Fact[] {
  return [...oneSide(env, f, a, b, isConst), ...oneSide(env, f, b, a, isConst)];
}
function oneSide(env: Env, f: Frame, a: number, b: number, isConst: boolean): Fact[] {
  if (!isOurs(env, f, b)) return [];
  let row = definition(f, a);
  // Path(commonpath(…)) is still the common path.
  const inner = row >= 0 ? conversionOf(env, f, row) : -1;
  if (inner >= 0 && operationAt(env, f, row) !== "commonPath") row = definition(f, inner);
  if (row >= 0 && operationAt(env, f, row) === "commonPath")
    return elementsOf(f, argumentOf(f, row, 0)).flatMap((reg) => inside(env, f, reg));
  return isConst ? [] : inside(env, f, a);
}
/** `a !== ".."` holds, a being the first piece of a relative path. */
export function inequalityFacts(env: Env, f: Frame, a: number, text: string): Fact[] {
  return text === ".." ? below(env, f, a) : [];
}

/** The value in `reg` lies in a folder of ours: as text; where it was resolved before, for certain. */
function inside(env: Env, f: Frame, reg: number): Fact[] {
  const out: Fact[] = [];
  let at = reg;
  let bits = INSIDE;
  for (let i = 0; i < MAX_CHASE && at >= 0; i++) {
    out.push(...marked(env, f, at, bits, 0));
    const row = definition(f, at);
    if (row < 0) break;
    // What was resolved on its own is the same file as before.
    if (operationAt(env, f, row) === "pathResolve" && onlyArgument(f, row) >= 0) {
      bits = sinkBit.path;
      at = onlyArgument(f, row);
    } else at = conversionOf(env, f, row);
  }
  return out;
}
/** A relative path does not climb: the path it was made of lies below the base. */
function below(env: Env, f: Frame, reg: number): Fact[] {
  let row = definition(f, reg);
  for (let i = 0; i < MAX_CHASE && row >= 0; i++) {
    const op = operationAt(env, f, row);
    if (op === "relativePath") {
      const out: Fact[] = [];
      for (let k = 0; k < countArguments(f, row); k++) out.push(...certain(env, f, argumentOf(f, row, k)));
      return out;
    }
    // The first piece of it, or a part cut off.
    if (op !== "split" && op !== "slice" && opAt(f.ir, row) !== Op.index && conversionOf(env, f, row) < 0)
      break;
    row = definition(f, f.ir.ops[row * STRIDE + 2] as number);
  }
  return marked(env, f, reg, NO_DOTS, 0);
}
/** The path is good, and so is what it was resolved from. */
function certain(env: Env, f: Frame, reg: number): Fact[] {
  const out = marked(env, f, reg, sinkBit.path, 0);
  const row = definition(f, reg);
  if (row >= 0 && operationAt(env, f, row) === "pathResolve" && onlyArgument(f, row) >= 0)
    out.push(...marked(env, f, onlyArgument(f, row), sinkBit.path, 0));
  return out;
}

/** A text without "..", or a list of its pieces without that piece. */
function withoutPiece(env: Env, f: Frame, container: number, piece: number): Fact[] {
  const text = piece < 0 ? undefined : env.store.stringOf(freeze(f, get(f, piece)));
  if (text === ".." || text === "../")
    return marked(env, f, splitFrom(env, f, container), NO_DOTS, sinkBit.path);
  // One segment: nothing can be climbed but one step.
  return text === "/" ? marked(env, f, container, sinkBit.path, 0) : [];
}
/** `pieces.some((p) => p === "..")` does not hold. */
function withoutMember(env: Env, f: Frame, container: number, predicate: number): Fact[] {
  const fn = predicate < 0 ? undefined : env.store.node(get(f, predicate));
  if (fn?.tag !== Tag.fun) return [];
  const equals = env.summary((fn.data as FunData).gid).gates.whenTrue.get(env.store.in("p0", []));
  return equals !== undefined && env.store.stringOf(equals) === ".."
    ? marked(env, f, splitFrom(env, f, container), NO_DOTS, sinkBit.path)
    : [];
}
/** The text that a list of pieces was split from, or the register itself. */
function splitFrom(env: Env, f: Frame, reg: number): number {
  const row = definition(f, reg);
  return row >= 0 && operationAt(env, f, row) === "split" ? receiverOf(f, row) : reg;
}

/** The value in `reg` and in what it was merely converted or copied from, graded. */
function marked(env: Env, f: Frame, reg: number, clears: number, lowers: number): Fact[] {
  const out: Fact[] = [];
  let at = reg;
  for (let i = 0; i < 3 && at >= 0; i++) {
    const value = get(f, at);
    if (labelsOf(f, value) !== 0)
      out.push({ reg: at, value, better: env.store.grade(freeze(f, value), clears, lowers), clears, lowers });
    const row = definition(f, at);
    at = row < 0 ? -1 : conversionOf(env, f, row);
  }
  return out;
}

/** Nobody outside chose it, or it is a parameter, or it was found to be good for paths. */
function isOurs(env: Env, f: Frame, reg: number): boolean {
  if (reg < 0) return false;
  const { labels } = env.store;
  return labels
    .list(labelsOf(f, get(f, reg)))
    .map((id) => labels.get(id))
    .every((l) => l.kind === "in" || l.kind === "config" || (l.cleared & sinkBit.path) !== 0);
}

/** Row that made the value of a register, behind copies. */
function definition(f: Frame, reg: number): number {
  let row = reg < 0 ? -1 : (f.defRow[reg] ?? -1);
  for (let i = 0; i < MAX_CHASE && row >= 0; i++) {
    const op = opAt(f.ir, row);
    if (op !== Op.move && op !== Op.await && op !== Op.annotate) return row;
    row = f.defRow[f.ir.ops[row * STRIDE + 2] as number] ?? -1;
  }
  return row;
}
/** Register that a row only writes differently: text of a path, a path of a text. */
function conversionOf(env: Env, f: Frame, row: number): number {
  const code = opAt(f.ir, row);
  if (code === Op.call) {
    const callee = env.store.node(get(f, f.ir.ops[row * STRIDE + 2] as number));
    if (callee.tag === Tag.type || operationAt(env, f, row) === "text") return onlyArgument(f, row);
    return -1;
  }
  return code === Op.invoke && operationAt(env, f, row) === "text" && countArguments(f, row) === 0
    ? receiverOf(f, row)
    : -1;
}

/** The named behaviour that packs give to the call or the member read at a row. */
export function operationAt(env: Env, f: Frame, row: number): string | undefined {
  const { store, models } = env;
  const code = opAt(f.ir, row);
  const a = get(f, f.ir.ops[row * STRIDE + 2] as number);
  if (code === Op.call) return rowOperation(env, a);
  if (code !== Op.invoke && code !== Op.member) return undefined;
  const name = env.program.file(f.info.file).strings[f.ir.ops[row * STRIDE + 3] as number] ?? "";
  for (const m of store.members(a)) {
    const n = store.node(m);
    if (n.tag === Tag.stub && code === Op.member) {
      const { type, path } = n.data as { type: IndexedType; path: string };
      const field = models.member(type, path === "" ? name : `${path}.${name}`)?.field;
      if (field) return field.op;
    }
    if (n.tag === Tag.stub || n.tag === Tag.ext || n.tag === Tag.type || n.tag === Tag.row) {
      const op = rowOperation(env, env.read(f, m, name));
      if (op !== undefined) return op;
    }
  }
  return models.methods[f.lang].get(name);
}
function rowOperation(env: Env, callee: V): string | undefined {
  const n = env.store.node(callee);
  return n.tag === Tag.row ? env.models.row((n.data as { row: number }).row).op : undefined;
}
function receiverOf(f: Frame, row: number): number {
  const code = opAt(f.ir, row);
  return code === Op.invoke || code === Op.member ? (f.ir.ops[row * STRIDE + 2] as number) : -1;
}
function countArguments(f: Frame, row: number): number {
  const code = opAt(f.ir, row);
  if (code !== Op.invoke && code !== Op.call) return 0;
  return f.ir.extra[(f.ir.ops[row * STRIDE + 4] as number) + 2] as number;
}
function argumentOf(f: Frame, row: number, index: number): number {
  if (index >= countArguments(f, row)) return -1;
  return f.ir.extra[(f.ir.ops[row * STRIDE + 4] as number) + 5 + 2 * index] as number;
}
/** The one thing a call works on: its single argument, or its receiver when there is none. */
function onlyArgument(f: Frame, row: number): number {
  const n = countArguments(f, row);
  return n === 1 ? argumentOf(f, row, 0) : n === 0 ? receiverOf(f, row) : -1;
}
/** Registers of the elements of a list written where it is used. */
function elementsOf(f: Frame, reg: number): number[] {
  const row = definition(f, reg);
  if (row < 0 || opAt(f.ir, row) !== Op.list) return [];
  const x = f.ir.ops[row * STRIDE + 4] as number;
  return Array.from({ length: f.ir.extra[x] as number }, (_, i) => f.ir.extra[x + 2 + 2 * i] as number);
}
