import { FuncFlag, type FuncIR } from "../ir/types.ts";
import type { External, IndexedRow, IndexedType } from "../models/modelIndex.ts";
import { type Env, type FunData, noArgs } from "./env.ts";
import { contents, type Frame, freeze, labelsOf, refined, site } from "./frame.ts";
import { type LabelSet, sinkBit } from "./labels.ts";
import { parsePathRow } from "./resultPaths.ts";
import { source } from "./rows.ts";
import { known, noteRead } from "./sameReads.ts";
import { type InData, type ResData, Tag, type V, type ValueStore } from "./values.ts";

/** Functions that a modelled type or module has under a name. */
export interface RowData {
  row: number;
  name: string;
}

export function stub(env: Env, type: IndexedType, path: string, args: V): V {
  return env.store.make(Tag.stub, `${type.id}|${path}`, { type, path }, [args]);
}
export function rowFn(env: Env, row: IndexedRow, receiver: V): V {
  return env.store.make(Tag.row, `${row.id}`, { row: row.id, name: row.name } satisfies RowData, [receiver]);
}
export function ext(env: Env, lang: "py" | "ts", specifier: string, path: readonly string[]): V {
  return (
    external(env, env.models.external(lang, specifier, path)) ??
    env.store.make(Tag.ext, `${lang}|${specifier}|${path.join(".")}`, { lang, specifier, path }, [])
  );
}
function external(env: Env, found: External | undefined): V | undefined {
  if (found?.kind === "row") return rowFn(env, found.row, env.store.bot);
  if (found?.kind === "type") return env.store.make(Tag.type, found.type.id, found.type, []);
  if (found?.kind === "value") return stub(env, found.type, "", env.store.bot);
  if (found?.kind === "valueRow") return rowFn(env, found.row, env.store.bot);
  return undefined;
}

/** `value.name`. */
export function readMember(env: Env, f: Frame, value: V, name: string): V {
  const { store } = env;
  let out = store.bot;
  // Objects may hold themselves.
  if (f.reads > MAX_READS) return store.unknown;
  f.reads++;
  for (const v of store.members(value)) out = store.join(out, readOne(env, f, v, name));
  f.reads--;
  return out === store.bot ? store.unknown : out;
}
const MAX_READS = 40;

/** `value.name` for a known structure; undefined when the value says nothing about it. */
function readOne(env: Env, f: Frame, v: V, name: string): V {
  const { store } = env;
  const n = store.node(v);
  switch (n.tag) {
    case Tag.bot:
      return store.bot;
    case Tag.text:
    case Tag.mix:
      if (name === "length") return store.unknown;
      return n.labels === 0 ? store.unknown : store.mix(n.labels);
    case Tag.ref: {
      let out = store.bot;
      const inner = contents(f, v);
      for (const c of store.members(inner)) {
        const k = store.node(c);
        out = store.join(
          out,
          k.tag === Tag.inst
            ? readInstance(env, f, v, k.data as number, k.kids[0] as V, name)
            : readMember(env, f, c, name),
        );
      }
      return out;
    }
    case Tag.inst:
      return readInstance(env, f, v, n.data as number, n.kids[0] as V, name);
    case Tag.rec: {
      const field = store.field(n, name);
      if (field !== undefined) return field;
      if (name === "[]") return store.joinAll(n.kids);
      return n.labels === 0 || (n.kids[n.kids.length - 1] as V) === store.bot
        ? store.unknown
        : store.mix(store.node(n.kids[n.kids.length - 1] as V).labels);
    }
    case Tag.list: {
      if (name === "[]") return store.joinAll(n.kids);
      const index = Number(name);
      if (Number.isInteger(index)) {
        const items = n.kids.length - 1;
        const at = index < 0 ? items + index : index;
        const rest = n.kids[items] as V;
        if (rest === store.bot) return at >= 0 && at < items ? (n.kids[at] as V) : store.unknown;
        if (index >= 0 && at < items) return n.kids[at] as V;
        if (index === 0 && items === 0) return firstOf(store, rest) ?? rest;
        return store.joinAll(n.kids);
      }
      return store.unknown;
    }
    case Tag.in:
      return readInput(env, f, v, n.data as InData, name);
    case Tag.res: {
      const data = n.data as ResData;
      // A length is a number, unless it is the field of an object that somebody sent.
      if (
        name === "length" &&
        !store.labels.list(n.labels).some((id) => store.labels.get(id).kind === "user")
      )
        return store.unknown;
      const labels = parsePathRow(env, n.labels, data, name);
      const out = store.res(data.site, data.row, [...data.path, name], labels);
      if (name === "length") return store.grade(out, sinkBit.log, 0);
      return labels === 0 ? store.unknown : known(env, f, out);
    }
    case Tag.stub: {
      const { type, path } = n.data as { type: IndexedType; path: string };
      return readStub(env, f, v, type, path, n.kids[0] as V, name);
    }
    case Tag.mod:
      return env.exported(n.data as number, name);
    case Tag.ext: {
      const data = n.data as { lang: "py" | "ts"; specifier: string; path: readonly string[] };
      return data.path.length > 5 ? store.unknown : ext(env, data.lang, data.specifier, [...data.path, name]);
    }
    case Tag.type: {
      const type = n.data as IndexedType;
      const found = env.models.member(type, name);
      if (found?.row) return rowFn(env, found.row, store.bot);
      if (found?.type) return stub(env, found.type, "", store.bot);
      if (found?.prefix) return stub(env, type, name, store.bot);
      return external(env, env.models.sibling(type.packId, type.model.exported ?? [], name)) ?? store.unknown;
    }
    case Tag.cls:
      return readClass(env, f, v, n.data as number, name);
    case Tag.super: {
      const cid = n.data as number;
      for (const base of env.lineage(cid).slice(1)) {
        const found = env.classMember(base, name);
        if (found) return bind(env, f, found.value, n.kids[0] as V);
      }
      for (const type of env.modelBases(cid)) {
        const found = env.models.member(type, name);
        if (found?.row) return rowFn(env, found.row, store.bot);
        // The constructor of a base of a package.
        if (name === (f.lang === "py" ? "__init__" : "constructor"))
          return store.make(Tag.type, type.id, type, []);
      }
      return store.unknown;
    }
    case Tag.fun:
      return store.unknown;
    case Tag.schema:
    case Tag.template:
    case Tag.pipe:
    case Tag.partial:
    case Tag.row:
      return n.tag === Tag.row
        ? readRowFunction(env, f, v, name)
        : n.tag === Tag.pipe || n.tag === Tag.template
          ? (runnableMethod(env, v, name) ?? store.unknown)
          : store.unknown;
    case Tag.chosen:
      return store.mix(n.labels);
    default:
      return n.labels === 0 ? store.unknown : store.mix(n.labels);
  }
}

/** Of a list that was given and then appended to, the first element is one that was given. */
function firstOf(store: ValueStore, rest: V): V | undefined {
  for (const m of store.members(rest)) {
    const n = store.node(m);
    if (n.tag !== Tag.in || store.tag(rest) !== Tag.or) continue;
    const { root, path } = n.data as InData;
    if (path[path.length - 1] === "[]") return store.in(root, [...path.slice(0, -1), "0"]);
  }
  return undefined;
}

/** A pipe answers to what its steps answer to. */
export function runnableMethod(env: Env, r: V, name: string): V | undefined {
  const { store, models } = env;
  const row = runnableRow(env, r, name, 0);
  if (row) return rowFn(env, row, r);
  // Chains that wrap a prompt and a model are run under many names.
  if (store.tag(r) !== Tag.pipe || !/^a?(run|call|invoke|predict|stream|batch)/.test(name)) return undefined;
  for (const { type } of modelledTypes(env, store.node(r).kids[store.node(r).kids.length - 1] ?? store.bot)) {
    const run = models.runRow(type);
    if (run) return rowFn(env, run, r);
  }
  return undefined;
}
/** The first row of that name among the steps, those inside mappings too. */
function runnableRow(env: Env, step: V, name: string, depth: number): IndexedRow | undefined {
  const { store, models } = env;
  for (const m of store.members(step)) {
    const n = store.node(m);
    const { type } = n.tag === Tag.template ? (n.data as { type: IndexedType | undefined }) : {};
    if (type) {
      const row = models.member(type, name)?.row;
      if (row) return row;
    }
    for (const found of modelledTypes(env, m)) {
      const row = models.member(found.type, found.path === "" ? name : `${found.path}.${name}`)?.row;
      if (row) return row;
    }
    if ((n.tag !== Tag.pipe && n.tag !== Tag.rec) || depth > 4) continue;
    for (const kid of n.kids) {
      const row = runnableRow(env, kid, name, depth + 1);
      if (row) return row;
    }
  }
  return undefined;
}
/** The modelled types that a step of a pipe is or, as an instance of a project class, extends. */
export function modelledTypes(env: Env, step: V): { type: IndexedType; path: string }[] {
  const { store } = env;
  return store.members(step).flatMap((m) => {
    const n = store.node(m);
    if (n.tag === Tag.stub) return [n.data as { type: IndexedType; path: string }];
    if (n.tag === Tag.inst) return env.modelBases(n.data as number).map((type) => ({ type, path: "" }));
    return [];
  });
}

/** Attribute of something that was imported as a function but is read as data (`request.json` style values). */
function readRowFunction(env: Env, f: Frame, v: V, name: string): V {
  const { row } = env.store.node(v).data as RowData;
  const source = env.models.row(row).source;
  if (!source) {
    const own = env.models.row(row);
    return (
      external(env, env.models.sibling(own.packId, [own.title.replace(/^[^:]*: /, "")], name)) ??
      env.store.unknown
    );
  }
  return readMember(env, f, env.apply(f, v, env.store.bot, noArgs(site(f), env.store.bot)), name);
}

function readStub(env: Env, f: Frame, v: V, type: IndexedType, path: string, args: V, name: string): V {
  const { store, models } = env;
  if (name === "[]" || /^-?\d+$/.test(name)) {
    const element = type.model.element && models.typeRef(type.model.element, type.packId);
    if (element) return stub(env, element.type, "", args);
  }
  const full = path === "" ? name : `${path}.${name}`;
  const found = models.member(type, full);
  if (found?.field)
    return found.field.source === "environment"
      ? source(env, found.field, site(f), name)
      : fieldValue(env, f, found.field, v);
  if (found?.row) return rowFn(env, found.row, v);
  if (found?.type) return stub(env, found.type, "", args);
  if (found?.prefix) return stub(env, type, full, args);
  const given = store.node(args);
  if (path === "" && given.tag === Tag.rec) {
    const own = store.field(given, name);
    if (own !== undefined) return own;
  }
  const labels = store.labels.withoutSecrets(labelsOf(f, args));
  return labels === 0 ? store.unknown : store.mix(labels);
}

/** A modelled attribute: the row is evaluated as a call without arguments. */
export function fieldValue(env: Env, f: Frame, row: IndexedRow, receiver: V): V {
  if (row.source) noteRead(f, receiver, row.id);
  return known(env, f, env.apply(f, rowFn(env, row, receiver), receiver, noArgs(site(f), env.store.bot)));
}

function readInstance(env: Env, f: Frame, self: V, cid: number, fields: V, name: string): V {
  const { store } = env;
  const rec = store.node(fields);
  const own = rec.tag === Tag.rec ? store.field(rec, name) : undefined;
  if (own !== undefined) return own;
  const member = env.classMember(cid, name);
  if (member) {
    const spoken = spokenMethod(env, self, cid, name);
    if (spoken !== undefined) return spoken;
    let out = bind(env, f, member.value, self);
    // Known by its declaration only: the method that runs is one of a subclass.
    if (store.tag(out) === Tag.fun && isAbstractFunction(env, out)) {
      let kept = store.bot;
      for (const sub of env.subclasses(cid).slice(0, 6)) {
        const own = env.classMember(sub, name);
        if (own && own.owner === sub) kept = store.join(kept, bind(env, f, own.value, self));
      }
      out = orRather(env, out, kept);
    }
    return out;
  }
  const facts = env.fieldFacts(cid, name);
  if (facts !== store.bot) return facts;
  // An interface has no code: a method that runs is one of the classes that keep to it.
  let kept = store.bot;
  if (env.program.class(cid).ir.contract?.includes(name))
    for (const sub of env.subclasses(cid).slice(0, 6)) {
      const own = env.classMember(sub, name);
      if (own && own.owner === sub) kept = store.join(kept, bind(env, f, own.value, self));
    }
  if (kept !== store.bot) return kept;
  for (const type of env.modelBases(cid)) {
    const found = env.models.member(type, name);
    if (found) return readStub(env, f, self, type, "", store.bot, name);
  }
  // A run for an instance of this class, whose fields are those of whoever calls.
  if (rec.tag === Tag.in) return refined(f, store.inputMember(fields, name));
  const labels = labelsOf(f, fields);
  return rec.tag === Tag.rec && labels !== 0 && (rec.kids[rec.kids.length - 1] as V) !== store.bot
    ? store.mix(labels)
    : store.unknown;
}

/**
 * In a modelled package's own source, what its pack says of a method that asks a model or retrieves goes before its code: the
 * code is followed as any other, from its own inputs.
 */
function spokenMethod(env: Env, self: V, cid: number, name: string): V | undefined {
  for (const type of env.ownTypes(cid)) {
    const row = env.models.member(type, name)?.row;
    if (row?.model || row?.source) return rowFn(env, row, self);
  }
  return undefined;
}

function readClass(env: Env, _f: Frame, self: V, cid: number, name: string): V {
  const member = env.classMember(cid, name);
  if (!member) {
    for (const type of env.modelBases(cid)) {
      const found = env.models.member(type, name);
      if (found?.row) return rowFn(env, found.row, self);
    }
    return env.store.unknown;
  }
  const n = env.store.node(member.value);
  if (n.tag === Tag.fun && env.program.func((n.data as FunData).gid).ir.flags & FuncFlag.classMethod)
    return bindThis(env, member.value, self);
  return member.value;
}

/** A class member as seen through an instance. */
export function bind(env: Env, f: Frame, value: V, self: V): V {
  const { store } = env;
  let out = store.bot;
  for (const v of store.members(value)) {
    const n = store.node(v);
    if (n.tag !== Tag.fun) {
      out = store.join(out, v);
      continue;
    }
    const { ir } = env.program.func((n.data as FunData).gid);
    if (ir.flags & FuncFlag.static || ir.kind === "lambda")
      out = store.join(out, ir.kind === "lambda" ? bindThis(env, v, self) : v);
    else if (ir.flags & FuncFlag.getter)
      out = store.join(out, env.apply(f, bindThis(env, v, self), self, noArgs(site(f), store.bot)));
    else out = store.join(out, bindThis(env, v, self));
  }
  return out;
}
/** An instance of a project class of which no field is known. */
export function blankInstance(store: ValueStore, cid: number): V {
  return store.make(Tag.inst, String(cid), cid, [store.rec([], store.bot)]);
}
export function bindThis(env: Env, fn: V, self: V): V {
  const n = env.store.node(fn);
  if (n.tag !== Tag.fun) return fn;
  return env.store.remake(n, [self, ...n.kids.slice(1)]);
}

function readInput(env: Env, f: Frame, v: V, data: InData, name: string): V {
  const { store } = env;
  const place = store.inputMember(v, name);
  const here = refined(f, place);
  if (here !== place) return here;
  const type = env.inputType(f.info.gid, data.root, data.path, v);
  if (type?.kind === "model") return readStub(env, f, v, type.type, "", store.bot, name);
  if (type?.kind === "class") {
    const known = readTyped(env, f, v, type.cid, name);
    if (known === undefined) return place;
    // Callees are certain; a value that only some writers are known for stays an input as well.
    return store.node(known).hasIn || store.tag(known) === Tag.fun
      ? known
      : isSettled(env, known) && (data.root === "this" || !isField(env, type.cid, name))
        ? known
        : store.join(known, place);
  }
  return place;
}
/** A declared field: what stands there at its declaration is a default, and whoever makes an instance gives it another value. */
function isField(env: Env, cid: number, name: string): boolean {
  return env
    .lineage(cid)
    .some((c) => env.program.class(c).ir.fields.some((field) => field.name === name && !field.static));
}
function isSettled(env: Env, v: V): boolean {
  return env.store.members(v).every((m) => {
    const t = env.store.tag(m);
    return t === Tag.fun || t === Tag.cls || t === Tag.row || t === Tag.type || t === Tag.const;
  });
}

/** Member of an input whose class is known; undefined when nobody knows it. */
function readTyped(env: Env, f: Frame, self: V, cid: number, name: string): V | undefined {
  const { store } = env;
  let out = store.bot;
  const member = env.classMember(cid, name);
  if (member) {
    const spoken = spokenMethod(env, self, cid, name);
    if (spoken !== undefined) return spoken;
    out = bind(env, f, member.value, self);
  }
  const isAbstract = out === store.bot || store.tag(out) !== Tag.fun || isAbstractFunction(env, out);
  if (isAbstract) {
    let kept = store.bot;
    for (const own of env.overrides(cid, name)) kept = store.join(kept, bind(env, f, own, self));
    out = orRather(env, out, kept);
  }
  if (store.tag(out) === Tag.fun) return out;
  const facts = env.fieldFacts(cid, name);
  out = store.join(out, facts);
  if (out !== store.bot) return out;
  for (const type of env.modelBases(cid))
    if (env.models.member(type, name)) return readStub(env, f, self, type, "", store.bot, name);
  return undefined;
}
function isAbstractFunction(env: Env, v: V): boolean {
  const n = env.store.node(v);
  if (n.tag !== Tag.fun) return false;
  const { ir } = env.program.func((n.data as FunData).gid);
  return (ir.flags & FuncFlag.abstract) !== 0 || isShort(ir);
}
/** What a class has, with what its subclasses have in its place; only theirs where the class says no more than that there is one. */
function orRather(env: Env, declared: V, theirs: V): V {
  const { store } = env;
  return theirs !== store.bot && isDeclaredOnly(env, declared) ? theirs : store.join(declared, theirs);
}
/** It says that there is such a method, not what it does. */
export function isDeclaredOnly(env: Env, v: V): boolean {
  const n = env.store.node(v);
  if (n.tag !== Tag.fun) return false;
  const { ir } = env.program.func((n.data as FunData).gid);
  return (ir.flags & FuncFlag.abstract) !== 0 && isShort(ir);
}
/** At most three operations. */
function isShort(ir: FuncIR): boolean {
  return ir.ops.length <= 15;
}

/** `value[key]`. */
export function readIndex(env: Env, f: Frame, value: V, key: V): V {
  const { store } = env;
  let out = store.bot;
  const keyLabels = labelsOf(f, key);
  for (const v of store.members(value)) {
    for (const k of store.members(key)) {
      const literal = store.constOf(k);
      if (literal !== undefined && literal !== null && typeof literal !== "boolean")
        out = store.join(out, readOne(env, f, v, String(literal)));
      else out = store.join(out, readUnknownKey(env, f, v, keyLabels));
    }
  }
  return out === store.bot ? store.unknown : out;
}

function readUnknownKey(env: Env, f: Frame, v: V, keyLabels: LabelSet): V {
  const { store } = env;
  const inner = contents(f, v);
  const n = store.node(inner);
  if (n.tag === Tag.rec || n.tag === Tag.list) {
    const all = store.joinAll(n.kids);
    if (all === store.bot) return store.unknown;
    const callable = store.members(all).some((m) => isFunctionTag(store.tag(m)));
    // A function picked by data: the call of it is a dispatch. The key itself does not flow into the picked value.
    return callable && keyLabels !== 0 ? store.make(Tag.chosen, "table", "table", [all], keyLabels) : all;
  }
  // A generic class with its parameters: `Action[Request, Response]`.
  if ((n.tag === Tag.cls || n.tag === Tag.type) && keyLabels === 0) return v;
  if (n.tag === Tag.mod || n.tag === Tag.ext || n.tag === Tag.cls)
    return keyLabels === 0 ? store.unknown : store.make(Tag.chosen, "open", "open", [], keyLabels);
  return readOne(env, f, v, "[]");
}
export function isFunctionTag(tag: number): boolean {
  return tag === Tag.fun || tag === Tag.row || tag === Tag.cls || tag === Tag.partial;
}

/** An element when `value` is iterated. */
export function elementOf(env: Env, f: Frame, value: V, keys: boolean): V {
  const { store } = env;
  let out = store.bot;
  for (const v of store.members(value)) {
    const inner = contents(f, v);
    for (const c of store.members(inner)) {
      const n = store.node(c);
      if (n.tag === Tag.list) out = store.join(out, keys ? store.unknown : store.joinAll(n.kids));
      else if (n.tag === Tag.rec) {
        const { keys: names } = n.data as { keys: readonly string[] };
        for (const name of names) out = store.join(out, store.const(name));
        const open = n.kids[n.kids.length - 1] as V;
        if (open !== store.bot) out = store.join(out, store.mix(store.node(open).labels));
      } else if (n.tag === Tag.const) out = store.join(out, store.unknown);
      else if (n.tag === Tag.bot) out = store.join(out, store.bot);
      else if (n.tag === Tag.text) out = store.join(out, store.mix(n.labels));
      else out = store.join(out, readOne(env, f, c === inner && store.tag(v) === Tag.ref ? v : c, "[]"));
    }
  }
  return out === store.bot ? store.unknown : out;
}

/** Text of a value for interpolation: structure of objects is given up, their labels stay. */
export function asText(env: Env, f: Frame, v: V): V {
  const { store } = env;
  let out = store.bot;
  for (const m of store.members(freeze(f, v))) {
    const n = store.node(m);
    if (n.tag === Tag.rec || n.tag === Tag.list) out = store.join(out, store.mix(n.labels));
    else if (n.tag === Tag.inst) out = store.join(out, instanceText(env, f, m, n.data as number));
    else if (
      n.tag === Tag.fun ||
      n.tag === Tag.cls ||
      n.tag === Tag.row ||
      n.tag === Tag.ext ||
      n.tag === Tag.type ||
      n.tag === Tag.mod
    )
      out = store.join(out, store.unknown);
    else if (
      n.tag === Tag.stub ||
      n.tag === Tag.template ||
      n.tag === Tag.schema ||
      n.tag === Tag.pipe ||
      n.tag === Tag.partial
    )
      out = store.join(out, store.mix(n.labels));
    else out = store.join(out, m);
  }
  return out === store.bot ? store.unknown : out;
}
function instanceText(env: Env, f: Frame, self: V, cid: number): V {
  const member =
    env.classMember(cid, "__str__") ?? env.classMember(cid, "toString") ?? env.classMember(cid, "to_string");
  if (member && f.nesting < 8)
    return freeze(f, env.apply(f, bindThis(env, member.value, self), self, noArgs(site(f), env.store.bot)));
  return env.store.mix(env.store.node(self).labels);
}
