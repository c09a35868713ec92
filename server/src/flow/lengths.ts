import { Cmp, Op, STRIDE } from "../ir/ops.ts";
import type { Fact } from "./containment.ts";
import type { Env } from "./env.ts";
import { type Frame, freeze, get, labelsOf, opAt } from "./frame.ts";
import { sinkBit } from "./labels.ts";
import type { V } from "./values.ts";

/** Calls, copies and sums between a comparison and the text that was measured. */
const MAX_STEPS = 8;

/** A part with an end: `[:n]`, `.slice(0, n)`, `[-n:]`. */
export function isCut(env: Env, start: V | undefined, hasEnd: boolean): boolean {
  if (hasEnd) return true;
  const at = start === undefined ? undefined : env.store.constOf(start);
  return typeof at === "number" && at < 0;
}

/** What a comparison says about how long texts are: in this branch, no more than what they were compared with. */
export function lengthFacts(
  env: Env,
  f: Frame,
  a: number,
  b: number,
  kind: number,
  positive: boolean,
): Fact[] {
  if (kind === Cmp.eq || kind === Cmp.ne) return [];
  const isLess = kind === Cmp.lt || kind === Cmp.le;
  const [smaller, larger] = isLess === positive ? [a, b] : [b, a];
  // A bound that the sender chooses is none.
  if (labelsOf(f, get(f, larger)) !== 0) return [];
  return measured(f, smaller).flatMap((reg) => {
    const value = get(f, reg);
    if (labelsOf(f, value) === 0) return [];
    const better = env.store.grade(freeze(f, value), sinkBit.length, 0);
    return [{ reg, value, better, clears: sinkBit.length, lowers: 0 }];
  });
}

/** Registers that a number was made of: `len(x)`, `x.trim().length`, `encode(x).length + 4`. */
function measured(f: Frame, from: number): number[] {
  const out = new Set<number>();
  const seen = new Set<number>();
  const queue = [from];
  while (queue.length > 0 && seen.size < MAX_STEPS) {
    const reg = queue.shift() as number;
    if (reg < 0 || seen.has(reg)) continue;
    seen.add(reg);
    const row = f.defRow[reg] ?? -1;
    if (reg !== from) out.add(reg);
    if (row < 0 || f.ir.ops[row * STRIDE + 1] !== reg) continue;
    const [a = -1, b = -1, x = -1] = f.ir.ops.slice(row * STRIDE + 2, row * STRIDE + 5);
    switch (opAt(f.ir, row)) {
      case Op.move:
      case Op.await:
      case Op.annotate:
      case Op.member:
        queue.push(a);
        break;
      case Op.binary:
        queue.push(a, b);
        break;
      case Op.invoke:
        queue.push(a, ...positional(f, x));
        break;
      case Op.call:
        queue.push(...positional(f, x));
        break;
    }
  }
  return [...out];
}
function positional(f: Frame, x: number): number[] {
  const n = f.ir.extra[x + 2] as number;
  return Array.from({ length: n }, (_, i) => f.ir.extra[x + 5 + 2 * i] as number);
}
