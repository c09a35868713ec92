import type { Hit } from "../flow/analysis.ts";
import { type Label, sinkBit } from "../flow/labels.ts";
import { type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { Tag, type V } from "../flow/values.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { NameFinder, nameAt } from "./nameFinder.ts";
import { placeOf } from "./places.ts";
import { slotsOf } from "./slots.ts";

const PROMPT = sinkBit.prompt;
const MAX_DEPTH = 2;
/** What nobody can look into is believed by its name, only to stay quiet. */
const MODERATES =
  /moderat|guard_?rail|llm_?guard|guard$|shield|toxic|profan|safety|content_?(?:filter|policy|check)|lakera|rebuff|nemo|harm(?!on)|(?:in|out)put_?(?:filter|check|rail|scan)|scan_?(?:in|out)put|scan_?prompt|injection/i;
/** Services that filter what comes in and goes out by themselves. */
const FILTERED = /azure|bedrock|vertex|watsonx/i;
/** What denylists and their refusals are called, and what stands in them. */
const DENIES =
  /bann?ed|block(?:ed|list)|black_?list|deny|denied|forbid|bad_?words?|prohibit|disallow|profan|injection|suspicious|malicious|harmful|unsafe|toxic|jail_?break|offensive|restricted|sensitive|dangerous|not allowed|inappropriate|violat|ignore (?:all |the |previous |prior |above )+|disregard|system prompt|developer mode|you are now|pretend to be|\bDAN\b/i;

/** Answers that nobody looked at on either way, and denylists that stand alone. */
export function judgeModeration(input: JudgeInput, out: Candidate[]): void {
  const served = input.result.hits.filter(
    ({ use }) => use.kind === "request" && concrete(input, use.value).some((l) => l.kind === "user"),
  );
  if (served.length === 0) return;
  const names = new NameFinder(input);
  const answers = answersOf(input);
  const handlers = new Set(
    input.result.entries
      .filter((e) => e.role === "web handler" || e.role === "server action")
      .map((e) => e.gid),
  );
  const seen = new Set<number>();
  for (const hit of served) {
    const { use } = hit;
    const user = slotsOf(input.result.store, input.models.row(use.row), use.value, use.site)
      .segments.filter((s) => s.slot !== "data" && s.slot !== "tool-description")
      .flatMap((s) => concrete(input, s.text))
      .filter((l) => l.kind === "user");
    if (user.length === 0) continue;
    const isGuarded = user.every((l) => (l.lowered | l.cleared) & PROMPT);
    const functions = [
      ...new Set([
        hit.gid,
        ...use.chain.map(siteFunc),
        siteFunc(use.site),
        ...user.map((l) => siteFunc(l.origin)),
      ]),
    ];
    if (isGuarded || isModerated(input, names, functions)) continue;
    for (const site of denylistsIn(input, names, functions))
      if (!seen.has(site)) {
        seen.add(site);
        out.push({
          ...plain("keyword-only-guard", site, hit, user[0] as Label, false),
          at: placeOf(input.program, site),
        });
      }
    if (!functions.some((gid) => handlers.has(gid)) || !answers.has(use.site)) continue;
    if (isFiltered(input, names, hit)) continue;
    out.push({
      ...plain("missing-moderation", use.site, hit, user[0] as Label, true),
      at: placeOf(input.program, use.site),
    });
  }
}

function plain(ruleId: string, site: Site, hit: Hit, label: Label, isPlain: boolean): Candidate {
  return newCandidate(ruleId, hit, label, { site, arg: "", isPlain });
}

/** Model calls whose text goes back to who asked, unguarded. */
function answersOf(input: JudgeInput): Set<Site> {
  const out = new Set<Site>();
  for (const { use } of input.result.hits) {
    if (use.kind !== "sink" || use.sink !== "response") continue;
    for (const label of concrete(input, use.value))
      if (label.kind === "model" && !((label.lowered | label.cleared) & PROMPT)) out.add(label.origin);
  }
  return out;
}

/** Where the data passes, or in what is called there, something judges texts. */
function isModerated(input: JudgeInput, names: NameFinder, functions: readonly number[]): boolean {
  const { program, result } = input;
  const seen = new Set<number>();
  let level = [...functions];
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const next: number[] = [];
    for (const gid of level) {
      if (seen.has(gid)) continue;
      seen.add(gid);
      const { ir, file } = program.func(gid);
      for (let row = 0; row * STRIDE < ir.ops.length; row++) {
        const op = ir.ops[row * STRIDE];
        if (op !== Op.call && op !== Op.invoke) continue;
        if (result.verdicts.has(siteOf(gid, row))) return true;
        const callee = ir.ops[row * STRIDE + 2] as number;
        if (op === Op.invoke) {
          if (MODERATES.test(nameAt(program, file, ir, row))) return true;
          continue;
        }
        const behind = names.namesBehind(gid, callee, 3);
        if (behind.functions.length === 0 && behind.names.some((n) => MODERATES.test(n))) return true;
        next.push(...behind.functions);
      }
    }
    level = next;
  }
  return false;
}

/** The call, or the client it is made with, belongs to a service that filters, or was given a filter. */
function isFiltered(input: JudgeInput, names: NameFinder, hit: Hit): boolean {
  const { program, models } = input;
  const { use } = hit;
  const row = models.row(use.row);
  if (FILTERED.test(row.packId)) return true;
  if (
    row.options?.safety &&
    input.result.hits.some(
      (h) => h.use.kind === "call" && h.use.site === use.site && given(input, h.use.value, "safety"),
    )
  )
    return true;
  const { path, start, end } = placeOf(program, use.site);
  const callee =
    input
      .text(path)
      ?.slice(start, Math.min(end, start + 200))
      .split("(", 1)[0] ?? "";
  if (FILTERED.test(callee)) return true;
  const gid = siteFunc(use.site);
  const { ir, file } = program.func(gid);
  const found = names.namesBehind(gid, ir.ops[siteRow(use.site) * STRIDE + 2] as number).names;
  if (found.some((n) => FILTERED.test(n))) return true;
  return found.some((name) => {
    const made = names.resolve(file, name, 0);
    return made?.kind === "row" && names.namesBehind(made.gid, made.reg).names.some((n) => FILTERED.test(n));
  });
}
function given(input: JudgeInput, call: V, name: string): boolean {
  const n = input.result.store.node(call);
  return n.tag === Tag.rec && input.result.store.field(n, name) !== undefined;
}

/** Searches for words of ours in a text, whose outcome decides and that are called, or say, what they are for. */
function denylistsIn(input: JudgeInput, names: NameFinder, functions: readonly number[]): Site[] {
  const { program } = input;
  const all = new Set(functions);
  for (const gid of functions) {
    const { ir, file } = program.func(gid);
    for (let row = 0; row * STRIDE < ir.ops.length; row++)
      if (ir.ops[row * STRIDE] === Op.call)
        for (const callee of names.namesBehind(gid, ir.ops[row * STRIDE + 2] as number, 3).functions)
          all.add(callee);
    // What a function hands to `some` and `any` is a part of it.
    if (ir.kind === "module") continue;
    program.file(file).funcs.forEach((f, local) => {
      if (f.parent === program.func(gid).local && (f.kind === "lambda" || f.ops.length < 40 * STRIDE))
        all.add(program.gid(file, local));
    });
  }
  return [...all].flatMap((gid) => searchesIn(input, gid));
}

function searchesIn(input: JudgeInput, gid: number): Site[] {
  const { program, models } = input;
  const { ir, file } = program.func(gid);
  const { lang } = program.file(file);
  const out: Site[] = [];
  let values: ReadonlyMap<number, V> | undefined;
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const op = ir.ops[row * STRIDE];
    if (op !== Op.has && op !== Op.invoke) continue;
    const [, , a = -1, b = -1, x = -1] = ir.ops.slice(row * STRIDE, row * STRIDE + STRIDE);
    let words: number[] = [];
    if (op === Op.has) words = [a, b];
    else {
      const name = program.file(file).strings[b] ?? "";
      const kind = models.methods[lang].get(name);
      if (kind !== "includes" && kind !== "regexMatch" && !SEARCH.test(name)) continue;
      words = [a, ...((ir.extra[x + 2] as number) > 0 ? [ir.extra[x + 5] as number] : [])];
    }
    values ??= input.result.trace(gid);
    if (!isDecisive(ir, row) || !words.some((reg) => deniesAt(input, gid, values as never, row, reg)))
      continue;
    out.push(siteOf(gid, row));
  }
  return out;
}
const SEARCH = /^(?:search|match|test|exec|findall|finditer|fullmatch)$/;

/** The words that are looked for: constants, or an element of a list of ours. */
function deniesAt(
  input: JudgeInput,
  gid: number,
  values: ReadonlyMap<number, V>,
  before: number,
  register: number,
): boolean {
  const { ir, file } = input.program.func(gid);
  const { strings } = input.program.file(file);
  const texts: string[] = [];
  // What a function handed to `some` or `any` gets is named where it is handed over.
  if (ir.parent > 0 || ir.kind === "lambda") texts.push(linesOf(input, file, ir));
  const queue = [register];
  const seen = new Set<number>();
  while (queue.length > 0 && seen.size < 16) {
    const reg = queue.pop() as number;
    if (reg < 0 || seen.has(reg)) continue;
    seen.add(reg);
    const capture = ir.captures.find((c) => c.inner === reg);
    if (capture && ir.parent >= 0) {
      const outer = input.program.func(input.program.gid(file, ir.parent)).ir;
      const name = outer.names.find((n) => n.reg === capture.outer)?.name;
      if (name !== undefined) texts.push(name);
    }
    for (let row = before; row >= 0; row--) {
      if (ir.ops[row * STRIDE + 1] !== reg) continue;
      const [op = 0, , a = -1] = ir.ops.slice(row * STRIDE, row * STRIDE + STRIDE);
      if (op === Op.global) texts.push(strings[a] ?? "");
      const v = values.get(row);
      if (v !== undefined) constants(input, v, texts, 0);
      if (op === Op.regex) texts.push(String(input.program.file(file).consts[a] ?? ""));
      queue.push(...operands(ir, row));
      break;
    }
  }
  return texts.some((t) => t.length < 4000 && DENIES.test(t));
}
function linesOf(input: JudgeInput, file: number, ir: FuncIR): string {
  const text = input.text(input.program.file(file).path) ?? "";
  if (ir.end - ir.start > 300) return "";
  const end = text.indexOf("\n", ir.end);
  return text.slice(text.lastIndexOf("\n", ir.start) + 1, end < 0 ? text.length : end).slice(0, 600);
}
function constants(input: JudgeInput, v: V, out: string[], depth: number): void {
  const { store } = input.result;
  const n = store.node(v);
  if (n.labels !== 0 || depth > 3) return;
  if (n.tag === Tag.const && typeof n.data === "string") out.push(n.data);
  else if (n.tag === Tag.regex) out.push((n.data as { source: string }).source);
  else if (n.tag === Tag.list || n.tag === Tag.or)
    for (const kid of n.kids.slice(0, 40)) constants(input, kid, out, depth + 1);
}

/** A condition, or what the function returns, is made of the row. */
function isDecisive(ir: FuncIR, from: number): boolean {
  const tracked = new Set([ir.ops[from * STRIDE + 1] as number]);
  for (let row = from + 1; row * STRIDE < ir.ops.length; row++) {
    const op = ir.ops[row * STRIDE] as number;
    const a = ir.ops[row * STRIDE + 2] as number;
    if ((op === Op.if || op === Op.return || op === Op.yield) && tracked.has(a)) return true;
    const dst = ir.ops[row * STRIDE + 1] as number;
    if (!operands(ir, row).some((r) => tracked.has(r))) continue;
    if (dst >= 0) tracked.add(dst);
    // Answers that are collected in a list.
    if (op === Op.invoke) tracked.add(a);
  }
  return false;
}
