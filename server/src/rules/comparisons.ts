import type { Label } from "../flow/labels.ts";
import { PARAM_ROW, type Site, siteFunc } from "../flow/program.ts";
import { type ResData, Tag, type V } from "../flow/values.ts";
import { operands } from "../ir/operands.ts";
import { Cmp, Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import type { JudgeInput } from "./judge.ts";
import { definedAt } from "./places.ts";

/** How many assignments, reads and conversions lie between a comparison and what is compared. */
const MAX_STEPS = 24;

/** Some function on the way of the data compares it by size: the same data, or what is read under the same name. */
export function isCompared(input: JudgeInput, value: V, label: Label, sites: readonly Site[]): boolean {
  const names = namesIn(input, value);
  const origin = label.origin >= 0 ? [label.origin] : [];
  for (const gid of new Set([...sites, ...origin].map(siteFunc)))
    if (comparesIn(input, gid, label, names)) return true;
  return false;
}

function comparesIn(input: JudgeInput, gid: number, label: Label, names: ReadonlySet<string>): boolean {
  const { ir } = input.program.func(gid);
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const at = row * STRIDE;
    if (ir.ops[at] !== Op.cmp || (ir.ops[at + 4] as number) < Cmp.lt) continue;
    for (const reg of [ir.ops[at + 2] as number, ir.ops[at + 3] as number])
      if (isMade(input, gid, ir, reg, label, names)) return true;
  }
  return false;
}

/** The register holds the data, or something made of it. */
function isMade(
  input: JudgeInput,
  gid: number,
  ir: FuncIR,
  register: number,
  label: Label,
  names: ReadonlySet<string>,
): boolean {
  const { strings, consts } = input.program.file(input.program.func(gid).file);
  const queue = [register];
  const seen = new Set<number>();
  while (queue.length > 0 && seen.size < MAX_STEPS) {
    const reg = queue.pop() as number;
    if (reg < 0 || seen.has(reg)) continue;
    seen.add(reg);
    const param = ir.params.findIndex((p) => p.reg === reg);
    if (param >= 0 && label.origin === gid * 2 ** 20 + PARAM_ROW + param && names.size === 0) return true;
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const at = row * STRIDE;
      if (ir.ops[at + 1] !== reg) continue;
      const op = ir.ops[at];
      const name =
        op === Op.member
          ? strings[ir.ops[at + 3] as number]
          : op === Op.index
            ? consts[ir.ops[(definedAt(ir)[ir.ops[at + 3] as number] ?? 0) * STRIDE + 2] as number]
            : // `body.get("limit")`
              op === Op.const
              ? consts[ir.ops[at + 2] as number]
              : undefined;
      if (typeof name === "string" && names.has(name)) return true;
      queue.push(...operands(ir, row));
    }
  }
  return false;
}

/** Last names of the paths under which the data was read. */
function namesIn(input: JudgeInput, value: V): Set<string> {
  const { store } = input.result;
  const out = new Set<string>();
  for (const m of store.members(value)) {
    const n = store.node(m);
    if (n.tag !== Tag.res) continue;
    const last = (n.data as ResData).path.at(-1);
    if (last !== undefined && last !== "[]") out.add(last);
  }
  return out;
}
