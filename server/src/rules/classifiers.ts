import { newLabel } from "../flow/labels.ts";
import { type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, type JudgeInput, newCandidate } from "./judge.ts";

/** Rows that give what they read, or a part of it. */
const PASSING = new Set<number>([Op.move, Op.await, Op.index, Op.iter, Op.annotate, Op.member, Op.slice]);
const ASKING = new Set<number>([Op.cmp, Op.has, Op.not]);

/** Labels of classifiers that let something through or refuse it, where nobody asks how sure the classifier was. */
export function judgeClassifiers(input: JudgeInput, out: Candidate[]): void {
  const served = new Set(
    input.result.hits.flatMap(({ use, gid }) =>
      use.kind === "request" && !input.result.classifications.has(use.site) ? [gid, siteFunc(use.site)] : [],
    ),
  );
  for (const [site, row] of input.result.classifications) {
    const fields = input.models.row(row).classifier;
    const gid = siteFunc(site);
    if (fields && decidesAlone(input, site, fields, served.has(gid))) out.push(finding(input, site, row));
  }
}

interface Fields {
  label: readonly string[];
  score: readonly string[];
}

function decidesAlone(input: JudgeInput, site: Site, fields: Fields, serves: boolean): boolean {
  const gid = siteFunc(site);
  const { ir, file, local } = input.program.func(gid);
  const { strings, funcs } = input.program.file(file);
  const values = input.result.trace(gid);
  const wholes = new Set([ir.ops[siteRow(site) * STRIDE + 1] as number]);
  const labels = new Set<number>();
  const answers = new Set<number>();
  if (wholes.has(-1)) return false;
  const keyAt = (row: number): string | undefined => {
    const [op, , , b = -1, x = -1] = ir.ops.slice(row * STRIDE, row * STRIDE + STRIDE);
    if (op === Op.member) return strings[b];
    const register =
      op === Op.index
        ? b
        : op === Op.invoke && (ir.extra[x + 2] as number) > 0
          ? (ir.extra[x + 5] as number)
          : -1;
    if (op === Op.invoke && !isLookUp(input, strings[b])) return undefined;
    return register < 0 ? undefined : constant(input, ir, values, row, register);
  };
  let decides = false;
  for (let row = siteRow(site) + 1; row * STRIDE < ir.ops.length; row++) {
    const [op = 0, dst = -1, a = -1, b = -1, x = -1] = ir.ops.slice(row * STRIDE, row * STRIDE + STRIDE);
    if (op === Op.if) {
      if ((labels.has(a) || answers.has(a)) && isGate(input, ir, values, row, b, x, serves)) decides = true;
      continue;
    }
    if (op === Op.return && answers.has(a)) decides = true;
    const read = readBy(ir, row);
    if (read.some((r) => wholes.has(r))) {
      const key = keyAt(row);
      if (key !== undefined && fields.score.includes(key)) return false;
      if (key !== undefined && fields.label.includes(key)) labels.add(dst);
      else if (PASSING.has(op) && wholes.has(a)) wholes.add(dst);
      // Somebody else sees all of it.
      else if (op !== Op.loop) return false;
      continue;
    }
    if (read.some((r) => labels.has(r))) {
      if (ASKING.has(op)) answers.add(dst);
      else if (PASSING.has(op) || (op === Op.invoke && labels.has(a))) labels.add(dst);
      else if (op === Op.return || op === Op.yield) return false;
    } else if (read.some((r) => answers.has(r)) && (PASSING.has(op) || ASKING.has(op))) answers.add(dst);
  }
  const inner = funcs.filter((f) => f.parent === local);
  const isSeen = [...wholes, ...labels].some((r) => inner.some((f) => f.captures.some((c) => c.outer === r)));
  return decides && !isSeen;
}

/** What a row reads, also where it gives nothing. */
function readBy(ir: FuncIR, row: number): number[] {
  const [op = 0, , a = -1, b = -1, x = -1] = ir.ops.slice(row * STRIDE, row * STRIDE + STRIDE);
  if (op === Op.return || op === Op.yield || op === Op.throw) return [a];
  if (op === Op.setMember || op === Op.setIndex) return [x];
  if (op === Op.setGlobal) return [b];
  return operands(ir, row);
}

/** The method reads a field by its name, as `get` of a mapping does. */
function isLookUp(input: JudgeInput, name: string | undefined): boolean {
  return name !== undefined && input.models.methods.py.get(name) === "get";
}

function constant(
  input: JudgeInput,
  ir: FuncIR,
  values: ReadonlyMap<number, number>,
  before: number,
  register: number,
): string | undefined {
  for (let row = before - 1; row >= 0; row--)
    if (ir.ops[row * STRIDE + 1] === register) {
      const v = values.get(row);
      return v === undefined ? undefined : input.result.store.stringOf(v);
    }
  return undefined;
}

/** A branch that refuses: it throws, answers yes or no, or ends a function that would ask a model. */
function isGate(
  input: JudgeInput,
  ir: FuncIR,
  values: ReadonlyMap<number, number>,
  at: number,
  then: number,
  otherwise: number,
  serves: boolean,
): boolean {
  const { store } = input.result;
  for (let row = at + 1; row <= at + then + Math.max(0, otherwise); row++) {
    const op = ir.ops[row * STRIDE];
    if (op === Op.throw) return true;
    if (op !== Op.return) continue;
    if (serves) return true;
    const register = ir.ops[row * STRIDE + 2] as number;
    for (let def = row - 1; def >= at; def--)
      if (ir.ops[def * STRIDE + 1] === register && register >= 0) {
        const v = values.get(def);
        if (v !== undefined && typeof store.constOf(v) === "boolean") return true;
        break;
      }
  }
  return false;
}

function finding(input: JudgeInput, site: Site, row: number): Candidate {
  const gid = siteFunc(site);
  const use = {
    kind: "call",
    sink: "use",
    value: input.result.store.unknown,
    row,
    site,
    arg: "",
    chain: [],
    tier: 0,
  } as const;
  return newCandidate("missing-confidence-threshold", { gid, use }, newLabel("config", site), {
    site: siteOf(gid, siteRow(site)),
    arg: "",
    tier: 1,
    isPlain: true,
  });
}
