import { FuncFlag } from "../ir/types.ts";
import type { IndexedType } from "../models/modelIndex.ts";
import {
  bindThis,
  blankInstance,
  isDeclaredOnly,
  isFunctionTag,
  modelledTypes,
  type RowData,
  readMember,
  stub,
} from "./access.ts";
import type { Fact } from "./containment.ts";
import { dangerTruth, recordKeywords } from "./dangers.ts";
import { hearCall } from "./deeds.ts";
import { ADDRESS, addressFor } from "./endpointCalls.ts";
import { type Args, argsOf, captureRoot, type Env, type FunData, paramRoot } from "./env.ts";
import {
  addUse,
  cell,
  contents,
  type Frame,
  freeze,
  get,
  labelsOf,
  refine,
  setCell,
  site,
  update,
  writeBack,
} from "./frame.ts";
import { isOwnPart, notePart } from "./noted.ts";
import { observeCallee, observeCheck, observeStranger } from "./observed.ts";
import { applyRow, dangerous, givenArguments, isOutlet, runPipe } from "./rows.ts";
import { refineReads } from "./sameReads.ts";
import { Substitution } from "./substitution.ts";
import type { Effect, Summary } from "./summary.ts";
import { listAppend } from "./transform.ts";
import { checkValue } from "./types.ts";
import { type InData, isCallee, type RecData, Tag, type V } from "./values.ts";

const MAX_TARGETS = 8;
const MAX_NESTING = 12;
/** Calls inside of calls of one row: properties that read themselves, callbacks of callbacks. */
const MAX_DEPTH = 24;

/** Calls `callee`. Everything a call can do to this function's state is done here. */
export function apply(env: Env, f: Frame, callee: V, receiver: V, args: Args): V {
  const { store } = env;
  let out = store.bot;
  if (f.depth >= MAX_DEPTH) return store.unknown;
  f.depth++;
  if (env.tape?.seen !== undefined) observeCallee(env, f, callee);
  const targets = store.members(callee).slice(0, MAX_TARGETS);
  let made = store.bot;
  for (const target of targets) {
    out = store.join(out, applyOne(env, f, target, receiver, args));
    // One of several classes: what each constructor made of the new object.
    if (targets.length > 1 && args.cell >= 0) made = store.join(made, cell(f, args.cell));
  }
  if (made !== store.bot) setCell(f, args.cell, made);
  f.depth--;
  return keepInCell(env, f, out === store.bot ? store.unknown : out, args.cell);
}

function applyOne(env: Env, f: Frame, callee: V, receiver: V, args: Args): V {
  const { store } = env;
  const n = store.node(callee);
  switch (n.tag) {
    case Tag.fun:
      f.calls[0]++;
      return applyFunction(env, f, callee, args);
    case Tag.cls:
      f.calls[0]++;
      return construct(env, f, n.data as number, args);
    case Tag.row:
      f.calls[0]++;
      return applyRow(
        env,
        f,
        env.models.row((n.data as RowData).row),
        n.kids[0] as V,
        args,
        (n.data as RowData).name,
      );
    case Tag.type:
      f.calls[0]++;
      return constructModelled(env, f, n.data as IndexedType, args);
    case Tag.stub: {
      const { type, path } = n.data as { type: IndexedType; path: string };
      const found = env.models.member(type, path === "" ? "()" : `${path}.()`);
      if (found?.row) return applyRow(env, f, found.row, callee, args, "()");
      return unresolved(env, f, receiver, args);
    }
    case Tag.inst:
    case Tag.ref: {
      const call = readMember(env, f, callee, "__call__");
      return isFunctionTag(store.tag(call))
        ? apply(env, f, call, callee, args)
        : unresolved(env, f, receiver, args);
    }
    case Tag.partial: {
      const data = n.data as {
        decorator?: number;
        except?: readonly string[];
        approved?: boolean;
        item?: string;
        validates?: unknown;
        names: readonly string[];
      };
      if (data.validates) return args.pos[0] ?? store.unknown;
      if (data.item !== undefined) return readMember(env, f, args.pos[0] ?? store.unknown, data.item);
      if (data.decorator !== undefined)
        return applyRow(
          env,
          f,
          env.models.row(data.decorator),
          n.kids[0] as V,
          data.except ? { ...args, except: data.except, approved: data.approved === true } : args,
          "decorated",
        );
      const [fn, ...bound] = n.kids as [V, ...V[]];
      const named = bound.slice(bound.length - data.names.length);
      const keys = new Map(data.names.map((name, i) => [name, named[i] as V] as const));
      for (const [k, v] of args.keys) keys.set(k, v);
      const first = bound.slice(0, bound.length - data.names.length);
      return apply(env, f, fn, receiver, {
        ...args,
        pos: [...first, ...args.pos],
        posRegs: [...first.map(() => -1), ...args.posRegs],
        keys,
      });
    }
    case Tag.pipe:
      return runPipe(env, f, callee, args.pos[0] ?? store.unknown, "()", args);
    case Tag.chosen: {
      const given = freeze(f, store.joinAll([...args.pos, ...args.keys.values(), args.rest, args.keyRest]));
      addUse(f, {
        kind: "dispatch",
        sink: "dispatch",
        value: store.rec(
          [
            ["name", store.mix(n.labels)],
            ["args", given],
            ["spread", store.joinAll([args.rest, args.keyRest].map((v) => freeze(f, v)))],
          ],
          store.bot,
        ),
        row: n.data === "open" ? -2 : -1,
        site: args.site,
        arg: "",
        chain: [],
        tier: 1,
      });
      if (n.kids.length === 0) return unresolved(env, f, receiver, args);
      return apply(env, f, n.kids[0] as V, receiver, { ...args, cell: -1 });
    }
    case Tag.super: {
      const ctor = readMember(env, f, callee, f.lang === "py" ? "__init__" : "constructor");
      const tag = store.tag(ctor);
      return tag === Tag.fun || tag === Tag.type ? apply(env, f, ctor, receiver, args) : store.unknown;
    }
    default:
      if (n.tag === Tag.in) f.needs.add((n.data as InData).root);
      f.calls[3]++;
      return unresolved(env, f, receiver, args);
  }
}

/** A result that is a fresh object lives in the calling row's cell, so that it can be changed afterwards. */
export function keepInCell(env: Env, f: Frame, v: V, cellIndex: number): V {
  if (cellIndex < 0) return v;
  const tag = env.store.tag(v);
  if (tag !== Tag.rec && tag !== Tag.list && tag !== Tag.inst) return v;
  setCell(f, cellIndex, v);
  return env.store.ref([cellIndex]);
}

/** Nobody knows what is called: everything that goes in may come out; functions handed over are called once with it. */
export function unresolved(env: Env, f: Frame, receiver: V, args: Args): V {
  const { store } = env;
  if (env.tape?.seen !== undefined) observeStranger(env, f);
  recordKeywords(env, f, args);
  let labels = receiver === store.bot ? 0 : labelsOf(f, receiver);
  const all = [...args.pos, ...args.keys.values(), args.rest, args.keyRest];
  // What comes back from a stranger is not the text that went in: a parser behind it reads the stranger's text.
  let given = 0;
  for (const v of all) given = store.labels.union(given, labelsOf(f, v));
  labels = store.labels.union(
    store.labels.throughStranger(labels, false),
    store.labels.throughStranger(given, true),
  );
  let out = store.mix(labels);
  // A wrapper (retry, pool, timeout) gives back what the function it was handed gives.
  for (const v of all) out = store.join(out, applyLoose(env, f, v, store.mix(labels), args.site));
  return store.join(out, runHanded(env, f, all, args.site));
}
/** A chain that a stranger is handed runs there, on the mapping that it is handed beside it. */
function runHanded(env: Env, f: Frame, all: readonly V[], at: number): V {
  const { store } = env;
  let out = store.bot;
  for (const v of all) {
    if (v === store.bot || f.nesting >= 6) continue;
    for (const m of store.members(contents(f, v))) {
      if (store.tag(m) !== Tag.pipe || !store.node(m).kids.some((k) => modelledTypes(env, k).length > 0))
        continue;
      const mappings = all.filter((x) => x !== v && store.tag(contents(f, x)) === Tag.rec);
      const input = mappings.length === 0 ? store.unknown : freeze(f, store.joinAll(mappings));
      f.nesting++;
      out = store.join(out, freeze(f, runPipe(env, f, m, input, "()", argsOf([input], at, store.bot))));
      f.nesting--;
    }
  }
  return out;
}
/** Calls the functions inside a value with something unknown. */
export function applyLoose(env: Env, f: Frame, v: V, given: V, at: number): V {
  const { store } = env;
  let out = store.bot;
  if (f.nesting >= 6) return out;
  for (const m of store.members(contents(f, v))) {
    const n = store.node(m);
    if (n.tag === Tag.fun) {
      f.nesting++;
      const result = freeze(f, applyFunction(env, f, m, argsOf([given, given, given], at, store.bot)));
      if (store.node(result).labels !== 0) out = store.join(out, result);
      f.nesting--;
    } else if (n.tag === Tag.rec) {
      for (const kid of n.kids)
        if (store.tag(kid) === Tag.fun) {
          f.nesting++;
          applyFunction(env, f, kid, argsOf([given, given], at, store.bot));
          f.nesting--;
        }
    }
  }
  return out;
}

/** Arguments by input root of the called function. */
interface Binding {
  roots: Map<string, V>;
  regs: Map<string, number>;
}

export function applyFunction(env: Env, f: Frame, fn: V, args: Args): V {
  const { store } = env;
  const n = store.node(fn);
  const gid = (n.data as FunData).gid;
  const { ir } = env.program.func(gid);
  f.pending.delete(gid);
  if (gid !== f.info.gid && !env.called.has(gid) && !env.isTest(f.info.file)) env.called.add(gid);
  if (f.nesting > MAX_NESTING) return unresolved(env, f, store.bot, { ...args, pos: [], keys: new Map() });
  // Declared only: what runs is code that nobody here sees.
  if (isDeclaredOnly(env, fn)) return unresolved(env, f, store.bot, args);
  const binding = bindArguments(env, f, n.kids, gid, args);
  let summary = env.summary(gid);
  let stubs: string[] | undefined;
  for (const [root, v] of binding.roots)
    if (store.tag(v) === Tag.stub && root.startsWith("p")) {
      stubs ??= [];
      stubs.push(root);
    }
  let spec: Map<string, V> | undefined;
  if (summary.needs.size > 0 || stubs !== undefined) {
    // A modelled object (a request, a client) is better read where its members are read.
    spec = specialise(
      env,
      f,
      stubs === undefined ? summary.needs : new Set([...summary.needs, ...stubs]),
      binding,
    );
    if (spec.size > 0) summary = env.summary(gid, spec);
  }
  if (env.tape !== undefined) hearCall(env, f, gid, spec, binding.roots, args.site);
  const result = instantiate(env, f, summary, binding, gid, args.site);
  if (ir.flags & FuncFlag.generator)
    return store.list([], store.join(result.yields, result.ret === store.null ? store.bot : result.ret));
  return result.ret;
}

function bindArguments(env: Env, f: Frame, kids: readonly V[], gid: number, args: Args): Binding {
  const { store, program } = env;
  const { ir, file } = program.func(gid);
  const roots = new Map<string, V>();
  const regs = new Map<string, number>();
  let self = kids[0] ?? store.bot;
  let pos = args.pos;
  let posRegs = args.posRegs;
  /** Elements of the spread that are taken already. */
  let skipped = 0;
  const own = ir.params[0]?.kind === "this";
  if (own && self === store.bot && pos.length > 0) {
    self = pos[0] as V;
    regs.set("this", posRegs[0] ?? -1);
    pos = pos.slice(1);
    posRegs = posRegs.slice(1);
  } else if (own && self === store.bot && args.rest !== store.bot) {
    self = readMember(env, f, args.rest, "0");
    skipped = 1;
  }
  // A plain function that became a class attribute (a decorator's wrapper) gets the receiver as its first argument.
  if (!own && self !== store.bot && ir.kind !== "lambda" && program.file(file).lang === "py" && ir.cls < 0) {
    pos = [self, ...pos];
    posRegs = [-1, ...posRegs];
  }
  roots.set("this", self);
  const sameFrame = file === f.info.file && ir.parent === f.info.local;
  ir.captures.forEach((capture, i) => {
    let v = kids[i + 1] ?? store.bot;
    if (sameFrame) v = store.join(v, get(f, capture.outer));
    roots.set(captureRoot(i), v);
    if (sameFrame) regs.set(captureRoot(i), capture.outer);
  });
  const used = new Set<string>();
  let next = 0;
  ir.params.forEach((param, i) => {
    const root = paramRoot(i);
    if (param.kind === "this") return;
    if (param.kind === "rest") {
      const items = pos.slice(next);
      roots.set(
        root,
        store.list(
          items.map((v) => freeze(f, v)),
          args.rest === store.bot ? store.bot : readMember(env, f, args.rest, "[]"),
        ),
      );
      next = pos.length;
      return;
    }
    if (param.kind === "restKey") {
      const left = [...args.keys].filter(([name]) => !used.has(name));
      const spread = store.node(freeze(f, args.keyRest));
      const entries = new Map(left.map(([k, v]) => [k, freeze(f, v)] as const));
      if (spread.tag === Tag.rec)
        (spread.data as RecData).keys.forEach((k, j) => entries.set(k, spread.kids[j] as V));
      roots.set(
        root,
        store.rec(
          entries,
          spread.tag === Tag.rec
            ? (spread.kids[spread.kids.length - 1] as V)
            : args.keyRest === store.bot
              ? store.bot
              : freeze(f, args.keyRest),
        ),
      );
      return;
    }
    let v: V = store.bot;
    if (param.kind === "pos" && next < pos.length) {
      v = pos[next] as V;
      regs.set(root, posRegs[next] ?? -1);
      next++;
    } else if (param.name !== "" && args.keys.has(param.name)) {
      v = args.keys.get(param.name) as V;
      regs.set(root, args.keyRegs.get(param.name) ?? -1);
      used.add(param.name);
    } else if (param.kind === "pos" && args.rest !== store.bot) {
      v = readMember(env, f, args.rest, String(next - pos.length + skipped));
      next++;
    } else if (args.keyRest !== store.bot && param.name !== "") {
      const spread = store.node(contents(f, args.keyRest));
      const given =
        spread.tag === Tag.rec
          ? store.field(spread, param.name)
          : readMember(env, f, args.keyRest, param.name);
      if (given !== undefined) v = given;
    }
    roots.set(root, v);
  });
  return { roots, regs };
}

/** Closed values worth a run of their own: functions, classes, clients, and constants that the callee tests. */
function specialise(env: Env, f: Frame, needs: ReadonlySet<string>, binding: Binding): Map<string, V> {
  const spec = new Map<string, V>();
  for (const need of needs) {
    const tests = need.startsWith("?");
    const mark = tests ? "?" : need.startsWith(ADDRESS) ? ADDRESS : "";
    const root = need.slice(mark.length);
    const value = binding.roots.get(root);
    if (value === undefined || value === env.store.bot) continue;
    const frozen = freeze(f, value);
    const closed =
      mark === ADDRESS
        ? addressFor(env, f, frozen, env.store.in(root, []))
        : specValue(env, frozen, root, [], tests, 0);
    if (closed !== undefined && env.store.tag(closed) !== Tag.in) spec.set(root, closed);
    // Our own caller may know what we do not.
    for (const m of env.store.members(value)) {
      const n = env.store.node(m);
      if (n.tag === Tag.in) f.needs.add(`${mark}${(n.data as InData).root}`);
    }
  }
  return spec;
}
function specValue(
  env: Env,
  v: V,
  root: string,
  path: readonly string[],
  constants: boolean,
  depth: number,
): V {
  const { store } = env;
  const n = store.node(v);
  const symbol = (): V => store.in(root, path);
  if (n.tag === Tag.const)
    return constants && (typeof n.data !== "string" || n.data.length < 40) ? v : symbol();
  if (isCallee(n.tag)) {
    if (!n.hasIn && n.labels === 0) return v;
    if (depth > 3) return symbol();
    if (n.tag === Tag.inst) return store.remake(n, [specRecord(env, n.kids[0] as V, root, path, depth + 1)]);
    return store.remake(
      n,
      n.kids.map((kid, i) =>
        store.node(kid).labels === 0 && !store.node(kid).hasIn
          ? kid
          : specValue(env, kid, root, [...path, `^${i}`], false, depth + 1),
      ),
    );
  }
  if (n.tag === Tag.list && depth < 2 && n.kids.some((k) => isCallee(store.tag(k)))) {
    const items = n.kids
      .slice(0, -1)
      .map((k, i) => specValue(env, k, root, [...path, String(i)], false, depth + 1));
    const rest = n.kids[n.kids.length - 1] as V;
    return store.list(
      items,
      rest === store.bot ? rest : specValue(env, rest, root, [...path, "[]"], false, depth + 1),
    );
  }
  if (n.tag === Tag.rec && depth < 2) return specRecord(env, v, root, path, depth + 1);
  if (n.tag === Tag.or && n.kids.some((k) => isCallee(store.tag(k)))) {
    return store.joinAll(
      n.kids.map((k) =>
        isCallee(store.tag(k)) && !store.node(k).hasIn && store.node(k).labels === 0 ? k : symbol(),
      ),
    );
  }
  return symbol();
}
function specRecord(env: Env, v: V, root: string, path: readonly string[], depth: number): V {
  const { store } = env;
  const n = store.node(v);
  if (n.tag !== Tag.rec) return store.in(root, path);
  const { keys, site: at } = n.data as RecData;
  let some = false;
  const entries = keys.map((k, i) => {
    const kid = specValue(env, n.kids[i] as V, root, [...path, k], false, depth);
    if (store.tag(kid) !== Tag.in) some = true;
    return [k, kid] as const;
  });
  return some ? store.rec(entries, store.in(root, [...path, "[]"]), at) : store.in(root, path);
}

export interface Instance {
  readonly ret: V;
  readonly yields: V;
}

function instantiate(
  env: Env,
  f: Frame,
  summary: Summary,
  binding: Binding,
  gid: number,
  at: number,
): Instance {
  const { store } = env;
  if (summary.isInert) return summary;
  const substitution = new Substitution(env, f, binding.roots);
  for (const effect of summary.effects) applyEffect(env, f, effect, binding, substitution);
  for (const use of summary.open) {
    if (isOutlet(use.sink) && use.chain.length > 4) continue;
    let value = freeze(f, substitution.of(use.value));
    // Whether a host is fixed can only be said where the whole address is known.
    if (use.kind === "sink" && use.sink === "url") value = dangerous(env, "url", value, "text");
    if (use.danger) {
      if (dangerTruth(store, env.models, use.danger, value) !== false)
        addUse(f, { ...use, value, chain: [at, ...use.chain] });
      continue;
    }
    if (
      use.kind !== "request" &&
      use.kind !== "call" &&
      store.node(value).labels === 0 &&
      use.kind !== "credential" &&
      use.kind !== "endpoint"
    )
      continue;
    addUse(f, { ...use, value, chain: [at, ...use.chain] });
  }
  const { ir, file } = env.program.func(gid);
  if (file === f.info.file && ir.parent === f.info.local) {
    for (const [index, value] of summary.captureWrites) {
      const capture = ir.captures[index];
      if (capture) writeBack(f, capture.outer, store.join(get(f, capture.outer), substitution.of(value)));
    }
  }
  for (const [input, better] of summary.gates.returns)
    refineInput(env, f, input, better, binding, substitution);
  if (summary.gates.whenTrue.size > 0 || summary.gates.whenFalse.size > 0) {
    const facts = (gate: ReadonlyMap<V, V>): Fact[] =>
      [...gate].map(([input, better]) => ({
        reg: inputReg(env, input, binding),
        value: substitution.of(input),
        better: freeze(f, substitution.of(better)),
        ...inputGrade(env, better),
      }));
    callFacts.set(
      f,
      (callFacts.get(f) ?? new Map()).set(f.row, {
        whenTrue: facts(summary.gates.whenTrue),
        whenFalse: facts(summary.gates.whenFalse),
      }),
    );
  }
  return { ret: substitution.of(summary.ret), yields: substitution.of(summary.yields) };
}
/** What the truth of a call's result says about its arguments, by row of the call. */
export const callFacts = new WeakMap<Frame, Map<number, { whenTrue: Fact[]; whenFalse: Fact[] }>>();
/** The grades of an input that was narrowed to itself. */
function inputGrade(env: Env, better: V): { clears?: number; lowers?: number } {
  const n = env.store.node(better);
  const [first] = n.tag === Tag.in ? env.store.labels.list(n.labels) : [];
  if (first === undefined) return {};
  const { cleared, lowered } = env.store.labels.get(first);
  return { clears: cleared, lowers: lowered };
}

function inputReg(env: Env, input: V, binding: Binding): number {
  const n = env.store.node(input);
  if (n.tag !== Tag.in) return -1;
  const data = n.data as InData;
  return data.path.length === 0 ? (binding.regs.get(data.root) ?? -1) : -1;
}
function refineInput(
  env: Env,
  f: Frame,
  input: V,
  better: V,
  binding: Binding,
  substitution: Substitution,
): void {
  const value = substitution.of(input);
  refineSubject(env, f, value, inputReg(env, input, binding), freeze(f, substitution.of(better)));
}
/** From here on `value` (held in register `reg`) is `better`. */
export function refineSubject(env: Env, f: Frame, value: V, reg: number, better: V): void {
  if (env.tape?.seen !== undefined) observeCheck(env, f, value, better);
  const tag = env.store.tag(value);
  if (tag === Tag.res || tag === Tag.in) {
    refine(f, value, better);
    refineReads(env, f, value, better);
  } else if (reg >= 0) writeBack(f, reg, better);
}

function applyEffect(env: Env, f: Frame, effect: Effect, binding: Binding, substitution: Substitution): void {
  const target = env.store.node(effect.target);
  if (target.tag !== Tag.in) return;
  const data = target.data as InData;
  if (data.path.some((s) => s.startsWith("^"))) return;
  const root = binding.roots.get(data.root);
  if (root === undefined || root === env.store.bot) return;
  const value = substitution.of(effect.value);
  const change = effect.kind === "set" ? (): V => value : (old: V): V => listAppend(env, f, old, value);
  const next = update(f, root, data.path, change, { kind: effect.kind, key: effect.key, value });
  const reg = binding.regs.get(data.root) ?? -1;
  if (next !== root && reg >= 0) writeBack(f, reg, next);
}

/** `new C(...)` / `C(...)` of a project class. */
function construct(env: Env, f: Frame, cid: number, args: Args): V {
  const { store } = env;
  const lang = env.program.file(env.program.class(cid).file).lang;
  const init = env.classMember(cid, lang === "py" ? "__init__" : "constructor");
  const empty = blankInstance(store, cid);
  if (init && store.tag(init.value) === Tag.fun) {
    if (args.cell < 0) {
      // No cell of its own: the constructor runs on a record that only lives for this call.
      applyFunction(env, f, bindThis(env, init.value, empty), { ...args, cell: -1 });
      return empty;
    }
    setCell(f, args.cell, empty);
    const self = store.ref([args.cell]);
    applyFunction(env, f, bindThis(env, init.value, self), { ...args, cell: -1 });
    return self;
  }
  const fields = declaredFields(env, cid);
  if (fields.length > 0) return constructFields(env, f, cid, fields, args);
  for (const type of env.modelBases(cid)) {
    const made = argumentRecord(env, f, args);
    if (!isOwnPart(env.models.partOf(type))) notePart(env, type, args.site, type.construct?.id ?? -1, made);
    if (type.construct) {
      applyRow(env, f, type.construct, store.bot, { ...args, cell: -1 }, type.name);
      return store.make(Tag.inst, String(cid), cid, [made]);
    }
  }
  return store.make(Tag.inst, String(cid), cid, [argumentRecord(env, f, { ...args, pos: [] })]);
}
function declaredFields(env: Env, cid: number): { name: string; cid: number }[] {
  return [...env.lineage(cid)].reverse().flatMap((c) =>
    env.program
      .class(c)
      .ir.fields.filter((x) => !x.static)
      .map((x) => ({ name: x.name, cid: c })),
  );
}
/** What a validating class makes of a value: each declared field with its checked type. */
export function checkedInstance(env: Env, f: Frame, cid: number, value: V): V | undefined {
  const fields = declaredFields(env, cid);
  if (fields.length === 0) return undefined;
  const args: Args = { ...argsOf([], site(f), env.store.bot), keyRest: value };
  return constructFields(env, f, cid, fields, args);
}
function constructFields(
  env: Env,
  f: Frame,
  cid: number,
  fields: { name: string; cid: number }[],
  args: Args,
): V {
  const { store } = env;
  const checked = env.modelBases(cid).some((t) => env.models.lineage(t).some((b) => b.model.checkedFields));
  const entries = new Map<string, V>();
  fields.forEach(({ name, cid: owner }, i) => {
    let v = args.keys.get(name) ?? args.pos[i];
    if (v === undefined && args.keyRest !== store.bot) v = readMember(env, f, args.keyRest, name);
    if (v === undefined) return;
    const field = env.program.class(owner).ir.fields.find((x) => x.name === name);
    const frozen = freeze(f, v);
    entries.set(
      name,
      checked && field?.type ? checkValue(env, env.program.class(owner).file, field, frozen) : frozen,
    );
  });
  // Keywords without a declared field (an ORM's columns) are kept as they are.
  for (const [name, v] of args.keys) if (!entries.has(name)) entries.set(name, freeze(f, v));
  return store.make(Tag.inst, String(cid), cid, [store.rec(entries, store.bot)]);
}

function argumentRecord(env: Env, f: Frame, args: Args, site = -1): V {
  const { store } = env;
  const entries = givenArguments(f, args);
  const spread = store.node(freeze(f, args.keyRest));
  if (spread.tag === Tag.rec)
    (spread.data as RecData).keys.forEach((k, i) => entries.set(k, spread.kids[i] as V));
  return store.rec(entries, store.bot, site);
}

function constructModelled(env: Env, f: Frame, type: IndexedType, args: Args): V {
  const row = type.construct;
  if (!row) recordKeywords(env, f, args);
  if (row) {
    const result = applyRow(env, f, row, env.store.bot, args, type.name);
    const tag = env.store.tag(result);
    if (
      row.returns ||
      row.template ||
      row.message ||
      row.op ||
      row.sanitize ||
      (row.source && !type.model.members && !type.model.fields)
    )
      return result;
    if (tag === Tag.partial) return result;
  }
  // Ready-made tools are told apart by where they are made.
  const made = argumentRecord(env, f, args, env.models.isTool(type) ? args.site : -1);
  // Of a class of the project with this base the class is what is listed.
  const isBase = f.cls >= 0 && env.modelBases(f.cls).includes(type);
  if (!(isBase && isOwnPart(env.models.partOf(type)))) notePart(env, type, args.site, row?.id ?? -1, made);
  return stub(env, type, "", made);
}
