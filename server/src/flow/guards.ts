import { Bin, Cmp, Op, STRIDE } from "../ir/ops.ts";
import { elementOf } from "./access.ts";
import { callFacts, refineSubject } from "./apply.ts";
import { equalityFacts, type Fact, inequalityFacts, memberFacts, pathFacts } from "./containment.ts";
import type { Env } from "./env.ts";
import { contents, type Frame, freeze, get, labelsOf, opAt, refined } from "./frame.ts";
import { ALL_SINKS, sinkBit } from "./labels.ts";
import { lengthFacts } from "./lengths.ts";
import { observeCondition, observeGrade } from "./observed.ts";
import { patternClears } from "./patterns.ts";
import { mask, regradeState } from "./rows.ts";
import { isEnum } from "./types.ts";
import { type RecData, Tag, type V } from "./values.ts";

const MAX_DEPTH = 12;

/** Narrows the state to the branch where the condition in `reg` is `positive`. */
export function assume(env: Env, f: Frame, reg: number, positive: boolean): void {
  if (env.tape?.seen !== undefined) observeCondition(env, f, reg);
  for (const fact of factsOf(env, f, reg, positive, 0)) {
    if (!f.state) break;
    const better = added(env, fact, freeze(f, fact.reg >= 0 ? get(f, fact.reg) : refined(f, fact.value)));
    refineSubject(env, f, fact.value, fact.reg, better);
    refineAlias(env, f, { ...fact, better });
  }
  verdicts(env, f, reg, positive);
  if (env.tape?.seen !== undefined) observeCondition(env, f, -1);
}

/** The fact together with what earlier facts say of the same value. */
export function added(env: Env, fact: Fact, known: V): V {
  return fact.clears === undefined ? fact.better : env.store.grade(known, fact.clears, fact.lowers ?? 0);
}

/** A temporary read from a place (`m.role`): the place itself is known better from here on. */
function refineAlias(env: Env, f: Frame, fact: Fact): void {
  const place = f.places.get(fact.reg);
  if (!place || !f.state) return;
  const object = get(f, place.object);
  const n = env.store.node(object);
  if (n.tag === Tag.ref || n.tag === Tag.rec || n.tag === Tag.inst) {
    for (const c of n.tag === Tag.ref ? (n.data as number[]) : []) {
      const inner = env.store.node(f.state.vals[f.ir.nVar + c] as V);
      if (inner.tag !== Tag.rec) continue;
      if ((inner.data as RecData).keys.includes(place.key))
        f.state.vals[f.ir.nVar + c] = env.store.withField(inner, place.key, fact.better);
    }
  }
}

export function factsOf(env: Env, f: Frame, reg: number, positive: boolean, depth: number): Fact[] {
  const row = f.defRow[reg] ?? -1;
  if (row < 0 || depth > MAX_DEPTH) return [];
  const choice = choices(f.ir).get(reg);
  if (choice) {
    const left = (p: boolean): Fact[] => factsOf(env, f, choice.a, p, depth + 1);
    const right = (p: boolean): Fact[] => factsOf(env, f, choice.b, p, depth + 1);
    if (choice.kind === "or")
      return positive ? either(env, left(true), right(true)) : [...left(false), ...right(false)];
    return positive ? [...left(true), ...right(true)] : either(env, left(false), right(false));
  }
  const { ops, extra } = f.ir;
  const at = row * STRIDE;
  const op = ops[at] as number;
  const a = ops[at + 2] as number;
  const b = ops[at + 3] as number;
  const x = ops[at + 4] as number;
  if ((ops[at + 1] as number) !== reg) return [];
  switch (op) {
    case Op.move:
    case Op.await:
    case Op.annotate:
      return factsOf(env, f, a, positive, depth + 1);
    case Op.not:
      return factsOf(env, f, a, !positive, depth + 1);
    case Op.binary:
      if (x === Bin.and)
        return positive
          ? [...factsOf(env, f, a, true, depth + 1), ...factsOf(env, f, b, true, depth + 1)]
          : either(env, factsOf(env, f, a, false, depth + 1), factsOf(env, f, b, false, depth + 1));
      if (x === Bin.or)
        return positive
          ? either(env, factsOf(env, f, a, true, depth + 1), factsOf(env, f, b, true, depth + 1))
          : [...factsOf(env, f, a, false, depth + 1), ...factsOf(env, f, b, false, depth + 1)];
      return [];
    case Op.cmp:
      return [...comparison(env, f, a, b, x, positive, depth), ...lengthFacts(env, f, a, b, x, positive)];
    case Op.has:
      return [...(positive ? membership(env, f, a, get(f, b)) : []), ...memberFacts(env, f, a, b, positive)];
    case Op.isType:
      return typeTest(env, f, a, get(f, b), positive);
    case Op.invoke:
      return [
        ...calledFacts(f, row, positive),
        ...pathFacts(env, f, row, positive),
        ...methodTest(env, f, a, b, x, extra, positive),
      ];
    case Op.call:
      return [
        ...calledFacts(f, row, positive),
        ...pathFacts(env, f, row, positive),
        ...typeofCall(env, f, a, x, extra, positive, depth),
      ];
    case Op.member:
    case Op.index:
      return [];
    default:
      return [];
  }
}

interface Choice {
  kind: "or" | "and";
  a: number;
  b: number;
}
const choiceTables = new WeakMap<Frame["ir"], Map<number, Choice>>();
/** Variables that hold `a || b` or `a && b`: the front ends write these as an `if` that moves either side. */
function choices(ir: Frame["ir"]): Map<number, Choice> {
  let table = choiceTables.get(ir);
  if (table) return table;
  table = new Map();
  const at = (row: number, i: number): number => ir.ops[row * STRIDE + i] as number;
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    if (at(row, 0) !== Op.if) continue;
    const cond = at(row, 2);
    const nThen = at(row, 3);
    const nElse = at(row, 4);
    if (nThen === 0 || nElse === 0) continue;
    const lastThen = row + nThen;
    const lastElse = lastThen + nElse;
    if (at(lastThen, 0) !== Op.move || at(lastElse, 0) !== Op.move || at(lastThen, 1) !== at(lastElse, 1))
      continue;
    const target = at(lastThen, 1);
    if (nThen === 1 && at(lastThen, 2) === cond)
      table.set(target, { kind: "or", a: cond, b: at(lastElse, 2) });
    else if (nElse <= 2 && (nElse === 1 ? at(lastElse, 2) === cond : at(lastElse - 1, 0) === Op.const))
      table.set(target, { kind: "and", a: cond, b: at(lastThen, 2) });
  }
  choiceTables.set(ir, table);
  return table;
}

function calledFacts(f: Frame, row: number, positive: boolean): Fact[] {
  const facts = callFacts.get(f)?.get(row);
  return facts ? (positive ? facts.whenTrue : facts.whenFalse) : [];
}

/** Facts that hold whichever side was true. */
function either(env: Env, left: readonly Fact[], right: readonly Fact[]): Fact[] {
  const out: Fact[] = [];
  for (const l of left) {
    const r = right.find((y) => y.value === l.value);
    if (!r) continue;
    const { clears: _c, lowers: _l, ...rest } = l;
    const better = env.store.join(l.better, r.better);
    if (l.clears === undefined || r.clears === undefined) out.push({ ...rest, better });
    else out.push({ ...l, better, clears: l.clears & r.clears, lowers: (l.lowers ?? 0) & (r.lowers ?? 0) });
  }
  return out;
}

function subject(f: Frame, reg: number): Fact {
  const value = get(f, reg);
  return { reg, value, better: value };
}
/** The subject and, where it was only derived from it (`new URL(x).host`, `typeof x`), nothing. */
function graded(env: Env, f: Frame, reg: number, clears: number, lowers: number): Fact {
  const s = subject(f, reg);
  return { ...s, better: env.store.grade(freeze(f, s.value), clears, lowers), clears, lowers };
}

function comparison(
  env: Env,
  f: Frame,
  a: number,
  b: number,
  kind: number,
  positive: boolean,
  depth: number,
): Fact[] {
  const { store } = env;
  const isEqual = (kind === Cmp.eq && positive) || (kind === Cmp.ne && !positive);
  if (kind !== Cmp.eq && kind !== Cmp.ne) return [];
  const left = freeze(f, get(f, a));
  const right = freeze(f, get(f, b));
  const leftConst = store.members(left).every((m) => store.tag(m) === Tag.const);
  const rightConst = store.members(right).every((m) => store.tag(m) === Tag.const);
  // `flag === true` and `x is False` speak of the flag.
  const literal = store.constOf(right);
  if (typeof literal === "boolean" && !leftConst) return factsOf(env, f, a, isEqual === literal, depth + 1);
  if (literal === null && !leftConst) return factsOf(env, f, a, !isEqual, depth + 1);
  const kinds = typeof literal === "string" ? kindFacts(env, f, a, literal, isEqual) : [];
  if (!isEqual) return typeof literal === "string" ? [...kinds, ...inequalityFacts(env, f, a, literal)] : [];
  // An answer that a person typed at the terminal.
  if (rightConst && typeof literal === "string" && isAnswer(env, left)) {
    approve(env, f);
    return [];
  }
  const out: Fact[] = kinds;
  const typeRow = rowOf(f, a, Op.typeof);
  if (typeRow >= 0 && rightConst) {
    const of = f.ir.ops[typeRow * STRIDE + 2] as number;
    return literal === "number" || literal === "boolean" || literal === "bigint"
      ? [{ ...subject(f, of), better: store.unknown }]
      : [graded(env, f, of, sinkBit.use, 0)];
  }
  if (rightConst && !leftConst && literal !== null)
    out.push({ ...subject(f, a), better: right }, ...hostFacts(env, f, a));
  if (leftConst && !rightConst && store.constOf(left) !== null) out.push({ ...subject(f, b), better: left });
  out.push(...equalityFacts(env, f, a, b, leftConst || rightConst));
  return out;
}
/** `m.role === "user"`: of records that this field tells apart, those that can be meant. */
function kindFacts(env: Env, f: Frame, reg: number, literal: string, isEqual: boolean): Fact[] {
  const { store } = env;
  const place = f.places.get(reg);
  if (!place) return [];
  const value = get(f, place.object);
  const members = store.members(freeze(f, value));
  if (members.length < 2) return [];
  const fits = (m: V): boolean => {
    const n = store.node(m);
    const field = n.tag === Tag.rec ? store.field(n, place.key) : undefined;
    const known = field === undefined ? undefined : store.stringOf(field);
    return known === undefined || (known === literal) === isEqual;
  };
  const left = members.filter(fits);
  if (left.length === 0 || left.length === members.length) return [];
  return [{ reg: place.object, value, better: store.joinAll(left) }];
}
function isAnswer(env: Env, v: V): boolean {
  const { labels } = env.store;
  const ids = labels.list(env.store.node(v).labels);
  return ids.length > 0 && ids.every((id) => labels.get(id).kind === "local");
}
function rowOf(f: Frame, reg: number, op: number): number {
  let row = f.defRow[reg] ?? -1;
  for (let i = 0; i < 4 && row >= 0; i++) {
    const found = opAt(f.ir, row);
    if (found === op) return row;
    if (found !== Op.move) return -1;
    row = f.defRow[f.ir.ops[row * STRIDE + 2] as number] ?? -1;
  }
  return -1;
}

/** `x in S` for a set nobody outside chooses. */
function membership(env: Env, f: Frame, elem: number, container: V): Fact[] {
  const { store } = env;
  const inner = freeze(f, container);
  const n = store.node(inner);
  const s = subject(f, elem);
  if (store.tag(s.value) === Tag.const) return [];
  if (isAnswer(env, freeze(f, s.value)) && n.labels === 0) {
    approve(env, f);
    return [];
  }
  if (n.labels !== 0) {
    // Membership in something that came from outside proves nothing; in a part of the subject neither.
    return [];
  }
  if (n.tag === Tag.const || n.tag === Tag.text) return [];
  let better = store.unknown;
  if (n.tag === Tag.list && (n.kids[n.kids.length - 1] as V) === store.bot && n.kids.length <= 13)
    better = store.joinAll(n.kids.slice(0, -1));
  else if (n.tag === Tag.rec && (n.kids[n.kids.length - 1] as V) === store.bot && n.kids.length <= 13)
    better = store.joinAll((n.data as RecData).keys.map((k) => store.const(k)));
  else if (n.tag === Tag.in) return [];
  if (better === store.bot) better = store.unknown;
  if (store.node(better).labels !== 0) return [];
  return [{ ...s, better }, ...hostFacts(env, f, elem)];
}
/** A host that is checked makes the URL it was taken from good for requests. */
function hostFacts(env: Env, f: Frame, reg: number): Fact[] {
  const row = rowOf(f, reg, Op.member);
  if (row < 0) return [];
  const name = f.lang === "ts" || f.lang === "py" ? memberName(env, f, row) : "";
  if (!HOST_PARTS.has(name)) return [];
  const object = f.ir.ops[row * STRIDE + 2] as number;
  const out = [graded(env, f, object, sinkBit.url, 0)];
  const from = textBehind(f, object);
  if (from >= 0) out.push(graded(env, f, from, sinkBit.url, 0));
  return out;
}
const HOST_PARTS = new Set(["host", "hostname", "netloc", "origin", "protocol_host"]);
function memberName(env: Env, f: Frame, row: number): string {
  return env.program.file(f.info.file).strings[f.ir.ops[row * STRIDE + 3] as number] ?? "";
}
/** Register of the only argument of the call that made `reg` (`new URL(x)`, `urlparse(x)`). */
function textBehind(f: Frame, reg: number): number {
  let row = f.defRow[reg] ?? -1;
  for (let i = 0; i < 4 && row >= 0; i++) {
    const op = opAt(f.ir, row);
    if (op === Op.move || op === Op.await) {
      row = f.defRow[f.ir.ops[row * STRIDE + 2] as number] ?? -1;
      continue;
    }
    if (op !== Op.call && op !== Op.invoke) return -1;
    const x = f.ir.ops[row * STRIDE + 4] as number;
    return (f.ir.extra[x + 2] as number) >= 1 ? (f.ir.extra[x + 5] as number) : -1;
  }
  return -1;
}

function typeTest(env: Env, f: Frame, a: number, type: V, positive: boolean): Fact[] {
  if (!positive) return [];
  const { store } = env;
  const n = store.node(type);
  if (n.tag === Tag.cls && isEnum(env, n.data as number))
    return [{ ...subject(f, a), better: store.unknown }];
  if (n.tag === Tag.row) {
    const { name, op } = env.models.row((n.data as { row: number }).row);
    if (op === "list") {
      const facts = arrayTest(env, f, a);
      if (facts.length > 0) return facts;
    }
    if (/^(int|float|bool|Number|Boolean|Date|date|datetime|UUID)$/.test(name))
      return [{ ...subject(f, a), better: store.unknown }];
  }
  const parserFacts = statementTest(env, f, a);
  return [graded(env, f, a, sinkBit.use, 0), ...parserFacts];
}
/** A parsed value that was found to be a list: that much is checked, what its elements are is not. */
function arrayTest(env: Env, f: Frame, reg: number): Fact[] {
  const { store } = env;
  const s = subject(f, reg);
  const members = store.members(freeze(f, s.value));
  const isParsed = (m: V): boolean => {
    const n = store.node(m);
    return n.tag === Tag.res && (n.data as { row: number }).row === -1;
  };
  if (!members.every(isParsed)) return [];
  return [{ ...s, better: store.list([], elementOf(env, f, s.value, false)) }];
}
/** `isinstance(parse(sql)[0], Select)`: the text that was parsed is of that kind. */
function statementTest(env: Env, f: Frame, a: number): Fact[] {
  const value = get(f, a);
  let bits = 0;
  const { store } = env;
  let labels = 0;
  for (const id of store.labels.list(labelsOf(f, value))) {
    const label = store.labels.get(id);
    if (label.kind !== "verdict") continue;
    const verdict = env.verdicts.get(label.origin);
    if (!verdict) continue;
    bits |= verdict.clears;
    labels = store.labels.union(labels, label.fed);
  }
  if (bits !== 0) regradeState(env, f, labels, bits, 0);
  return [];
}

function methodTest(
  env: Env,
  f: Frame,
  receiver: number,
  nameSym: number,
  x: number,
  extra: Int32Array,
  positive: boolean,
): Fact[] {
  if (!positive) return [];
  const { store } = env;
  const name = env.program.file(f.info.file).strings[nameSym] ?? "";
  const arg = (extra[x + 2] as number) >= 1 ? (extra[x + 5] as number) : -1;
  const op = env.models.methods[f.lang].get(name);
  const value = get(f, receiver);
  const tag = store.tag(contents(f, value));
  if (arg >= 0 && (tag === Tag.type || tag === Tag.row || tag === Tag.ext || tag === Tag.stub)) {
    const callee = store.node(env.read(f, value, name));
    const tested = callee.tag === Tag.row && env.models.row((callee.data as { row: number }).row).op;
    if (tested === "isInstance") return [graded(env, f, arg, sinkBit.use, 0)];
    if (tested === "isArray") return arrayTest(env, f, arg);
  }
  if (op === "includes" && arg >= 0) {
    if (
      tag === Tag.list ||
      tag === Tag.rec ||
      (store.node(value).labels === 0 && tag !== Tag.const && tag !== Tag.text)
    )
      return membership(env, f, arg, value);
    return [];
  }
  if (/^is(digit|decimal|numeric)$/.test(name)) return [{ ...subject(f, receiver), better: store.unknown }];
  if (/^is(alnum|identifier|alpha)$/.test(name)) return [graded(env, f, receiver, ALL_SINKS, 0)];
  if (op === "regexMatch" && arg >= 0) {
    const regex = tag === Tag.regex ? value : store.tag(get(f, arg)) === Tag.regex ? get(f, arg) : -1;
    const textReg = tag === Tag.regex ? arg : receiver;
    if (regex >= 0) {
      const bits = patternClears((store.node(regex).data as { source: string }).source, name);
      return bits === 0 ? [] : [graded(env, f, textReg, bits, 0)];
    }
    // re.fullmatch(pattern, text)
    const second = (extra[x + 2] as number) >= 2 ? (extra[x + 7] as number) : -1;
    const source = store.stringOf(freeze(f, get(f, arg)));
    if (second >= 0 && source !== undefined) {
      const bits = patternClears(source, name);
      return bits === 0 ? [] : [graded(env, f, second, bits, 0)];
    }
    return [];
  }
  if (op === "prefix" && arg >= 0 && labelsOf(f, get(f, arg)) === 0) {
    const prefix = store.stringOf(freeze(f, get(f, arg)));
    if (prefix !== undefined && /^https?:\/\/[^/]+\//.test(prefix))
      return [graded(env, f, receiver, sinkBit.url, 0)];
  }
  return [];
}

/** `hasOwn(table, key)`, `all(isinstance …)` and predicates of packs. */
function typeofCall(
  env: Env,
  f: Frame,
  calleeReg: number,
  x: number,
  extra: Int32Array,
  positive: boolean,
  depth: number,
): Fact[] {
  const n = env.store.node(get(f, calleeReg));
  if (n.tag !== Tag.row || !positive) return [];
  const row = env.models.row((n.data as { row: number }).row);
  const first = (extra[x + 2] as number) >= 1 ? (extra[x + 5] as number) : -1;
  if (row.op === "isInstance" && first >= 0) return [graded(env, f, first, sinkBit.use, 0)];
  if (row.op === "isArray" && first >= 0) return arrayTest(env, f, first);
  if (row.op === "boolean" && first >= 0) return factsOf(env, f, first, true, Math.max(8, depth + 1));
  if (row.op === "regexMatch" && (extra[x + 2] as number) >= 2) {
    const source = env.store.stringOf(freeze(f, get(f, first)));
    const text = extra[x + 7] as number;
    const bits = source === undefined ? 0 : patternClears(source, row.name);
    return bits === 0 ? [] : [graded(env, f, text, bits, 0)];
  }
  return [];
}

/** A branch that depends on the verdict of a guard lowers (or clears) what the guard looked at. */
function verdicts(env: Env, f: Frame, reg: number, positive: boolean, depth = 0): void {
  if (depth > 6) return;
  const { store } = env;
  const labels = labelsOf(f, get(f, reg));
  if (labels === 0) {
    const row = f.defRow[reg] ?? -1;
    if (row < 0) return;
    const op = opAt(f.ir, row);
    if (op === Op.not || op === Op.move || op === Op.await)
      verdicts(env, f, f.ir.ops[row * STRIDE + 2] as number, op === Op.not ? !positive : positive, depth + 1);
    if (op === Op.cmp || op === Op.binary) {
      verdicts(env, f, f.ir.ops[row * STRIDE + 2] as number, positive, depth + 1);
      verdicts(env, f, f.ir.ops[row * STRIDE + 3] as number, positive, depth + 1);
    }
    return;
  }
  for (const id of store.labels.list(labels)) {
    const label = store.labels.get(id);
    if (label.kind !== "verdict") continue;
    const verdict = env.verdicts.get(label.origin);
    if (!verdict) continue;
    if (verdict.approve) {
      if (positive) approve(env, f);
    } else regradeState(env, f, label.fed, verdict.clears, verdict.lowers);
  }
}
const APPROVED = mask(["shell", "code", "sql", "path"]);
/** A person saw it and said yes. */
function approve(env: Env, f: Frame): void {
  if (!f.state) return;
  const memo = new Map<V, V>();
  if (env.tape?.seen !== undefined)
    for (const v of f.state.vals) {
      const before = labelsOf(f, v);
      observeGrade(env, f, before, env.store.labels.grade(before, APPROVED, 0));
    }
  const change = (v: V): V => env.store.relabel(v, (l) => ({ ...l, cleared: l.cleared | APPROVED }), memo);
  for (let i = 0; i < f.state.vals.length; i++) f.state.vals[i] = change(f.state.vals[i] as V);
  for (let i = f.ir.nVar; i < f.temps.length; i++) f.temps[i] = change(f.temps[i] as V);
}
