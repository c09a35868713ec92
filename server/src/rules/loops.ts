import type { Hit } from "../flow/analysis.ts";
import { newLabel } from "../flow/labels.ts";
import { type Program, type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { operands } from "../ir/operands.ts";
import { Cmp, Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";

const MODEL = new Set(["model", "tool-input", "parsed"]);
const PERSON = new Set(["local", "user"]);

/** A loop of one function: rows `from` to `to` are its body, `head` its own row. */
interface Loop {
  gid: number;
  head: number;
  from: number;
  to: number;
}

/** Loops around a model call that is fed its own answers, which nothing but the model's word ends. */
export function judgeLoops(input: JudgeInput, out: Candidate[]): void {
  const seen = new Set<Site>();
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "request" || !feedsItself(input, hit)) continue;
    for (const site of [...hit.use.chain, hit.use.site]) {
      const loop = loopAround(input.program, site);
      if (!loop) continue;
      const place = siteOf(loop.gid, loop.head);
      if (seen.has(place)) break;
      seen.add(place);
      if (!isBounded(input, loop)) out.push(finding(input, hit, loop));
      break;
    }
  }
}

/** The answer of this very call is among what it is asked with. */
function feedsItself(input: JudgeInput, hit: Hit): boolean {
  return concrete(input, hit.use.value).some((l) => MODEL.has(l.kind) && l.origin === hit.use.site);
}

/** The innermost loop that a row stands in. */
function loopAround(program: Program, site: Site): Loop | undefined {
  const gid = siteFunc(site);
  const row = siteRow(site);
  const { ir } = program.func(gid);
  let found: Loop | undefined;
  for (let head = 0; head < row && head * STRIDE < ir.ops.length; head++) {
    if (ir.ops[head * STRIDE] !== Op.loop) continue;
    const to = head + (ir.ops[head * STRIDE + 2] as number);
    if (row <= to) found = { gid, head, from: head + 1, to };
  }
  return found;
}

/** A loop over a list goes through a site; rounds that something else counts may be attempts. */
export function isOncePerItem({ program }: JudgeInput, site: Site): boolean {
  const loop = loopAround(program, site);
  return loop !== undefined && program.func(loop.gid).ir.ops[loop.from * STRIDE] === Op.iter;
}

/** Something other than the model ends the loop: a count, a deadline, the end of a list, a person, anything unknown. */
function isBounded(input: JudgeInput, loop: Loop): boolean {
  const { ir } = input.program.func(loop.gid);
  const values = input.result.trace(loop.gid);
  const { store } = input.result;
  const kinds = (row: number): string[] => {
    const v = values.get(row);
    return v === undefined
      ? []
      : store.labels.list(store.node(v).labels).map((id) => store.labels.get(id).kind);
  };
  if (ir.ops[loop.from * STRIDE] === Op.iter) return true;
  for (let row = loop.from; row <= loop.to; row++) {
    const op = ir.ops[row * STRIDE];
    if ((op === Op.call || op === Op.invoke || op === Op.await || op === Op.yield) && asksPerson(kinds(row)))
      return true;
    if (op === Op.yield) return true;
    if (op !== Op.if || !leaves(ir, row, loop)) continue;
    const behind = rowsBehind(ir, ir.ops[row * STRIDE + 2] as number, loop);
    if (behind.some((r) => isMeasure(input.program, loop.gid, r))) return true;
    if (!behind.some((r) => kinds(r).some((k) => MODEL.has(k)))) return true;
  }
  return false;
}
const asksPerson = (kinds: readonly string[]): boolean =>
  kinds.some((k) => PERSON.has(k)) && !kinds.some((k) => MODEL.has(k));

/** Some branch of the condition breaks out of the loop, returns or throws. */
function leaves(ir: FuncIR, row: number, loop: Loop): boolean {
  const end = row + (ir.ops[row * STRIDE + 3] as number) + (ir.ops[row * STRIDE + 4] as number);
  for (let r = row + 1; r <= Math.min(end, loop.to); r++) {
    const op = ir.ops[r * STRIDE];
    if (op === Op.break || op === Op.return || op === Op.throw) return true;
  }
  return false;
}

/** Rows of the loop that a condition is made of. */
function rowsBehind(ir: FuncIR, register: number, loop: Loop): number[] {
  const out: number[] = [];
  const queue = [register];
  const seen = new Set<number>();
  while (queue.length > 0 && out.length < 64) {
    const reg = queue.pop() as number;
    if (seen.has(reg)) continue;
    seen.add(reg);
    for (let row = loop.from; row <= loop.to; row++) {
      if (ir.ops[row * STRIDE + 1] !== reg) continue;
      out.push(row);
      queue.push(...operands(ir, row));
    }
  }
  return out;
}

/** A comparison by size, with anything but nothing: a count, a deadline. */
function isMeasure(program: Program, gid: number, row: number): boolean {
  const { ir, file } = program.func(gid);
  const at = row * STRIDE;
  if (ir.ops[at] !== Op.cmp || (ir.ops[at + 4] as number) < Cmp.lt) return false;
  const isNothing = (reg: number): boolean => {
    for (let r = row - 1; r >= 0 && r > row - 6; r--)
      if (ir.ops[r * STRIDE + 1] === reg)
        return (
          ir.ops[r * STRIDE] === Op.const && program.file(file).consts[ir.ops[r * STRIDE + 2] as number] === 0
        );
    return false;
  };
  return !isNothing(ir.ops[at + 2] as number) && !isNothing(ir.ops[at + 3] as number);
}

function finding(input: JudgeInput, hit: Hit, loop: Loop): Candidate {
  const { ir, file } = input.program.func(loop.gid);
  const start = ir.spans[loop.head * 2] ?? ir.start;
  const site = siteOf(loop.gid, loop.head);
  return newCandidate("unbounded-agent-loop", hit, newLabel("config", site), {
    site,
    arg: "",
    values: { option: "a count" },
    isPlain: true,
    at: { path: input.program.file(file).path, start, end: ir.spans[loop.head * 2 + 1] ?? start },
  });
}
