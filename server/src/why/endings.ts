import type { Place } from "../findings/finding.ts";
import type { WhyEnding } from "../findings/why.ts";
import type { Observation } from "../flow/analysis.ts";
import { paramRoot } from "../flow/env.ts";
import { ALL_SINKS, INDIRECT, type Label, type LabelSet, sinkBit } from "../flow/labels.ts";
import { type Site, siteFunc, siteOf } from "../flow/program.ts";
import { parseInput, type ResData, Tag, type V } from "../flow/values.ts";
import { registersRead } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import { placeOf } from "../rules/places.ts";
import { calleeAt } from "../rules/wording.ts";
import { dataKey, describe, labelsIn, sinkNames, type WhyInput } from "./input.ts";

/** Data that ended, or lost some of its power, at an operation. */
interface Ending {
  label: Label;
  site: Site;
  effect: WhyEnding["effect"];
  bits: number;
  how: string;
}

const MAX_DEPTH = 4;
const MAX_STEPS = 400;

/** Where data ended on its way to the operands of a row, backwards from there; into functions that are called on the way. */
export function endingsBefore(input: WhyInput, run: Observation, row: number): WhyEnding[] {
  const walk = { input, seen: new Set<string>(), out: [], parts: [], left: MAX_STEPS } satisfies Walk;
  const { ir } = input.program.func(run.gid);
  for (const reg of registersRead(ir, row)) register(walk, run, reg, row, 0);
  const found = walk.out as Ending[];
  const isLost = found.some((e) => e.effect === "lost");
  const isOwn = ({ label, site }: Ending): boolean =>
    label.kind !== "in" || (siteFunc(site) === run.gid && /^p\d/.test(label.input));
  return [...found, ...(isLost ? [] : (walk.parts as Ending[]))].filter(isOwn).map((e) => toEnding(input, e));
}

interface Walk {
  input: WhyInput;
  seen: Set<string>;
  out: Ending[];
  /** Parts that carry nothing of their whole: told where nothing else explains the loss. */
  parts: Ending[];
  left: number;
}

function register(walk: Walk, run: Observation, reg: number, at: number, depth: number): void {
  const { input } = walk;
  const { store } = input.result;
  const key = `${run.gid}|${run.spec?.size ?? 0}|${reg}|${at}`;
  if (reg < 0 || walk.seen.has(key) || --walk.left < 0) return;
  walk.seen.add(key);
  const { ir } = input.program.func(run.gid);
  const read = run.reads.get(at)?.get(reg);
  const after = read === undefined ? 0 : store.node(read).labels;
  const index = ir.params.findIndex((p) => p.reg === reg);
  if (index >= 0 && read !== undefined) {
    const root = ir.params[index]?.kind === "this" ? "this" : paramRoot(index);
    const given = run.spec?.get(root) ?? store.in(root, []);
    byCheck(walk, run, store.node(given).labels, after);
  }
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    if (ir.ops[row * STRIDE + 1] !== reg) continue;
    const got = run.rows.get(row);
    if (got === undefined) continue;
    if (read !== undefined) byCheck(walk, run, store.node(got).labels, after);
    operation(walk, run, row, got, depth);
  }
}

/** Between two places the same value became known better. */
function byCheck(walk: Walk, run: Observation, before: LabelSet, after: LabelSet): boolean {
  let found = false;
  for (const change of changes(walk.input, before, after)) {
    const check = run.checks.find((c) =>
      changes(walk.input, c.before, c.after).some(
        (d) => dataKey(d.label) === dataKey(change.label) && d.effect === change.effect,
      ),
    );
    if (!check) continue;
    found = true;
    const how = change.effect === "lost" ? "check: only what it allows gets on" : "check";
    walk.out.push({ ...change, site: siteOf(run.gid, check.row), how });
  }
  return found;
}

/** What an operation left of what it read. */
function operation(walk: Walk, run: Observation, row: number, got: V, depth: number): void {
  const { input } = walk;
  const { store } = input.result;
  const { ir } = input.program.func(run.gid);
  const op = ir.ops[row * STRIDE] as number;
  const after = store.node(got).labels;
  const isCall = op === Op.call || op === Op.invoke;
  let given = 0;
  for (const reg of registersRead(ir, row)) {
    const read = run.reads.get(row)?.get(reg);
    if (read !== undefined) {
      const before = store.node(read).labels;
      if (isCall) given = store.labels.union(given, before);
      else if (op === Op.member || op === Op.index || op === Op.slice) {
        if (op === Op.index && reg === ir.ops[row * STRIDE + 3]) asKey(walk, run, row, before, after);
        else part(walk, run, row, read, got);
      } else if (PLAIN[op] !== undefined)
        for (const change of changes(input, before, after))
          walk.out.push({ ...change, site: siteOf(run.gid, row), how: PLAIN[op] as string });
    }
    register(walk, run, reg, row, depth);
  }
  if (isCall) throughCall(walk, run, row, given, after, depth);
}

const PLAIN: Readonly<Record<number, string>> = {
  [Op.cmp]: "a comparison gives yes or no",
  [Op.not]: "a negation gives yes or no",
  [Op.has]: "a membership test gives yes or no",
  [Op.isType]: "a type test gives yes or no",
  [Op.typeof]: "gives the name of a type",
  [Op.binary]: "arithmetic gives a number",
  [Op.unary]: "gives a number",
  [Op.text]: "is written as a number, or quoted",
};

/** A part of a whole: what the whole carries beside says nothing, unless it is one answer. */
function part(walk: Walk, run: Observation, row: number, whole: V, got: V): void {
  const { input } = walk;
  const { store } = input.result;
  const before = store.node(whole).labels;
  const after = store.node(got).labels;
  const isPlace = [Tag.res, Tag.in].includes(store.tag(whole) as typeof Tag.res);
  if (isPlace && got !== store.unknown && byCheck(walk, run, before, after)) return;
  for (const change of changes(input, before, after)) {
    const own = store.members(whole).some((m) => {
      const n = store.node(m);
      return n.tag === Tag.res && (n.data as ResData).site === change.label.origin;
    });
    if (change.effect === "lost" && !own) {
      if (after === 0)
        walk.parts.push({ ...change, site: siteOf(run.gid, row), how: "this part carries nothing of it" });
      continue;
    }
    const how =
      change.effect === "lost" ? "this part carries no text" : "this part was checked when it was made";
    walk.out.push({ ...change, site: siteOf(run.gid, row), how });
  }
}

/** What chooses among what is there leaves nothing of itself. */
function asKey(walk: Walk, run: Observation, row: number, before: LabelSet, after: LabelSet): void {
  for (const change of changes(walk.input, before, after))
    if (change.effect === "lost")
      walk.out.push({
        ...change,
        site: siteOf(run.gid, row),
        how: "as a key it only chooses among what is there",
      });
}

function throughCall(
  walk: Walk,
  run: Observation,
  row: number,
  before: LabelSet,
  after: LabelSet,
  depth: number,
): void {
  const { input } = walk;
  const site = siteOf(run.gid, row);
  const lost = changes(input, before, after);
  if (lost.length === 0) return;
  const calls = run.heard.flatMap((h) => (h.kind === "call" && h.site === site ? [h] : []));
  const explained = new Set<string>();
  if (depth < MAX_DEPTH)
    for (const call of calls) {
      const inner = input.result.observe(call.gid, call.spec);
      const inside: Walk = { ...walk, out: [] };
      const { ir } = input.program.func(call.gid);
      for (let r = 0; r * STRIDE < ir.ops.length; r++)
        if (ir.ops[r * STRIDE] === Op.return)
          register(inside, inner, ir.ops[r * STRIDE + 2] as number, r, depth + 1);
      walk.left = inside.left;
      for (const ending of inside.out)
        for (const label of fromCaller(input, ending.label, call.roots))
          for (const change of lost)
            if (dataKey(change.label) === dataKey(label) && change.effect === ending.effect) {
              explained.add(dataKey(label));
              walk.out.push({ ...ending, label });
            }
    }
  for (const change of lost) {
    if (explained.has(dataKey(change.label))) continue;
    walk.out.push({ ...change, site, how: howCalled(input, run, row, change, calls.length > 0) });
  }
}

/** The data behind an input of a callee. */
function fromCaller(input: WhyInput, label: Label, roots: ReadonlyMap<string, LabelSet>): Label[] {
  if (label.kind !== "in") return [label];
  return labelsIn(input, roots.get(parseInput(label.input).root) ?? 0);
}

function howCalled(
  input: WhyInput,
  run: Observation,
  row: number,
  change: Pick<Ending, "effect">,
  isProject: boolean,
): string {
  const { store } = input.result;
  const name = calleeAt(input, siteOf(run.gid, row)) || "the callee";
  if (change.effect === "unsure")
    return `${name}() is known to nobody: what it gives back counts as its own text`;
  for (const m of store.members(run.callees.get(row) ?? store.bot)) {
    const n = store.node(m);
    if (n.tag !== Tag.row) continue;
    const known = input.models.row((n.data as { row: number }).row);
    if (known.sanitize) return `${known.title} makes it safe`;
    if (known.guard) return `${known.title} checks it`;
    if (change.effect !== "lost") return `${known.title} checks or converts it`;
    if (known.pure) return `${known.title} gives nothing of what it is given`;
    if (known.source) return `${known.title} gives data of its own (${known.source})`;
    if (known.sink) return `${known.title}: what a sink gives back is not what went in`;
    if (known.returns) return `${known.title} gives an object of its own`;
    return `${known.title} gives a value that carries none of the text`;
  }
  if (isProject)
    return change.effect === "lost" ? `${name}() gives nothing of it back` : `it is checked inside ${name}()`;
  return change.effect === "lost"
    ? `${name}() gives a value that carries none of the text`
    : `${name}() checks or converts it`;
}

/** What became of each label: gone, or graded. A model's answer remembers what it was fed. */
function changes(
  input: WhyInput,
  before: LabelSet,
  after: LabelSet,
): Pick<Ending, "label" | "effect" | "bits">[] {
  if (before === after) return [];
  const left = labelsIn(input, after);
  const fed = new Set(left.flatMap((l) => labelsIn(input, l.fed).map(dataKey)));
  return labelsIn(input, before).flatMap((label): Pick<Ending, "label" | "effect" | "bits">[] => {
    if (label.kind === "config") return [];
    const same = left.filter((l) => dataKey(l) === dataKey(label));
    if (same.length === 0) return fed.has(dataKey(label)) ? [] : [{ label, effect: "lost", bits: ALL_SINKS }];
    const now = same.reduce((bits, l) => bits & l.cleared, -1) & ~label.cleared;
    const lowered = same.reduce((bits, l) => bits & (l.lowered | l.cleared), -1) & ~label.lowered & ~now;
    if (now & INDIRECT && !(now & ALL_SINKS & ~sinkBit.use)) return [{ label, effect: "unsure", bits: 0 }];
    if (now & ALL_SINKS) return [{ label, effect: "cleared", bits: now & ALL_SINKS }];
    return lowered & ALL_SINKS & ~label.cleared
      ? [{ label, effect: "lowered", bits: lowered & ALL_SINKS }]
      : [];
  });
}

function toEnding(input: WhyInput, { label, site, effect, bits, how }: Ending): WhyEnding {
  const { what, from } = describe(input, label, siteFunc(site));
  const place = placeOf(input.program, site);
  const code = how.startsWith(CHECK) ? codeAt(input, place) : "";
  return {
    ...place,
    data: what,
    ...(from && { from }),
    effect,
    sinks: effect === "lost" || effect === "unsure" ? [] : sinkNames(bits),
    how: code === "" ? how : `${CHECK} \`${code}\`${how.slice(CHECK.length)}`,
  };
}

const CHECK = "check";
const MAX_CODE = 80;
/** What a check says, on one line. */
function codeAt(input: WhyInput, { path, start, end }: Place): string {
  const code = input.text(path)?.slice(start, Math.min(end, start + MAX_CODE + 1)) ?? "";
  const flat = code.replace(/\s+/g, " ").trim();
  return flat.length > MAX_CODE ? `${flat.slice(0, MAX_CODE)}…` : flat;
}
