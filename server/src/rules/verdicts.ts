import { newLabel } from "../flow/labels.ts";
import { type Site, siteFunc, siteOf } from "../flow/program.ts";
import type { V } from "../flow/values.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, type JudgeInput, newCandidate } from "./judge.ts";

/** Rows that do something because of what they read. */
const DECIDING = new Set<number>([
  Op.if,
  Op.return,
  Op.throw,
  Op.yield,
  Op.assert,
  Op.setMember,
  Op.setIndex,
  Op.setGlobal,
  Op.jsx,
  Op.opaque,
]);

/** Verdicts of moderation and guards that nothing depends on: never used, or written to a log only. */
export function judgeVerdicts(input: JudgeInput, out: Candidate[]): void {
  const { program, result } = input;
  if (result.verdicts.size === 0) return;
  const logs = new Set(
    result.hits.flatMap(({ use }) => (use.kind === "sink" && use.sink === "log" ? [use.site] : [])),
  );
  const files = new Set([...result.verdicts].map((site) => program.func(siteFunc(site)).file));
  for (const { gid, file, ir } of program.asked) {
    if (!files.has(file) || ir.kind === "classBody") continue;
    const values = result.trace(gid);
    for (const [row, value] of values) {
      const op = ir.ops[row * STRIDE];
      if ((op !== Op.call && op !== Op.invoke) || !isVerdict(input, value)) continue;
      // A method of a verdict, a log of it: only where it comes from counts.
      const derived = operands(ir, row).some((r) => comesFromVerdict(input, ir, values, row, r));
      if (!derived && !decides(input, gid, ir, row, logs)) out.push(finding(input, gid, row));
    }
  }
}

function isVerdict(input: JudgeInput, v: V): boolean {
  const { store, verdicts } = input.result;
  return store.labels.list(store.node(v).labels).some((id) => {
    const l = store.labels.get(id);
    return l.kind === "verdict" && verdicts.has(l.origin);
  });
}

function comesFromVerdict(
  input: JudgeInput,
  ir: FuncIR,
  values: ReadonlyMap<number, V>,
  before: number,
  register: number,
): boolean {
  for (let row = before - 1; row >= 0; row--)
    if (ir.ops[row * STRIDE + 1] === register) {
      const v = values.get(row);
      return v !== undefined && isVerdict(input, v);
    }
  return false;
}

/** Something in the function depends on the row's result, or hands it to somebody who may. */
function decides(input: JudgeInput, gid: number, ir: FuncIR, from: number, logs: ReadonlySet<Site>): boolean {
  const tracked = new Set<number>([ir.ops[from * STRIDE + 1] as number]);
  if (tracked.has(-1)) return false;
  const { file, local } = input.program.func(gid);
  const inner = input.program.file(file).funcs.filter((f) => f.parent === local);
  for (let changed = true; changed; ) {
    changed = false;
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const op = ir.ops[row * STRIDE] as number;
      const dst = ir.ops[row * STRIDE + 1] as number;
      if (DECIDING.has(op)) {
        const [, , a = -1, b = -1, x = -1] = ir.ops.slice(row * STRIDE, row * STRIDE + STRIDE);
        const isWrite = op === Op.setMember || op === Op.setIndex;
        if (tracked.has(op === Op.setGlobal ? b : a) || (isWrite && tracked.has(x)) || op === Op.opaque) {
          if (op !== Op.opaque) return true;
        }
        continue;
      }
      const read = operands(ir, row).filter((r) => tracked.has(r));
      if (read.length === 0) continue;
      if (op === Op.call || op === Op.invoke) {
        const onItself = tracked.has(ir.ops[row * STRIDE + 2] as number);
        if (!onItself && !logs.has(siteOf(gid, row))) return true;
        if (!onItself) continue;
      }
      if (dst >= 0 && !tracked.has(dst)) {
        tracked.add(dst);
        changed = true;
      }
    }
    // Module variables and what closures see may be read elsewhere.
    for (const reg of tracked) {
      if (ir.kind === "module" && ir.names.some((n) => n.reg === reg)) return true;
      if (inner.some((f) => f.captures.some((c) => c.outer === reg))) return true;
    }
  }
  return false;
}

function finding(input: JudgeInput, gid: number, row: number): Candidate {
  const site = siteOf(gid, row);
  const hit = {
    gid,
    use: {
      kind: "call",
      sink: "use",
      value: input.result.store.unknown,
      row: -1,
      site,
      arg: "",
      chain: [],
      tier: 0,
    } as const,
  };
  return newCandidate("ignored-moderation-result", hit, newLabel("config", site), {
    site,
    arg: "",
    tier: 0,
    isPlain: true,
  });
}
