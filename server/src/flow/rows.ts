import { Op, STRIDE } from "../ir/ops.ts";
import { isCredentialName } from "../models/credentials.ts";
import type { IndexedRow, IndexedType } from "../models/modelIndex.ts";
import type { Condition, EntryRow, ModelRow, SinkKind } from "../models/pack.ts";
import { bindThis, blankInstance, elementOf, readMember, stub } from "./access.ts";
import { recordCallOptions } from "./callOptions.ts";
import { recordClassification } from "./classifications.ts";
import { truthOf } from "./conditions.ts";
import { recordDangers } from "./dangers.ts";
import { approvalGiven, hearRow, noteTool, writtenUnder } from "./deeds.ts";
import { endpointCall } from "./endpointCalls.ts";
import { type Args, argsOf, type Env, type FunData, noArgs } from "./env.ts";
import { addUse, contents, type Frame, freeze, labelsOf, refine } from "./frame.ts";
import { ALL_SINKS, newLabel, sinkBit, UPLOAD, withGrade } from "./labels.ts";
import { noteCall, notePart, noteRow, noteSearch } from "./noted.ts";
import { observeGrade } from "./observed.ts";
import { siteOf } from "./program.ts";
import { regradeReads } from "./sameReads.ts";
import { type SchemaData, schema } from "./schema.ts";
import { fillTemplate } from "./template.ts";
import { toolResults } from "./toolResults.ts";
import { ASSIGN, spreadInto, transform } from "./transform.ts";
import { seedParameters } from "./types.ts";
import { type RecData, Tag, type V, type ValueStore } from "./values.ts";
import { beginsSearch } from "./vectorSearch.ts";
import { recordFile } from "./writtenFiles.ts";

/** Everything a row says about a call. */
export function applyRow(env: Env, f: Frame, given: IndexedRow, receiver: V, args: Args, name: string): V {
  const { store } = env;
  const row = given.versioned ? env.models.atVersion(given, env.versionOf(f.info.file)) : given;
  if (row.entry?.some((e) => e.of === "decorated") && !isDecoration(env, args)) {
    runEntries(env, f, row, receiver, args, (e) => e.of !== "decorated");
    const except = row.entry.flatMap((e) => (e.except ? namesIn(env, f, e.except, receiver, args) : []));
    const approved = approvalGiven(env, f, row, receiver, args);
    return store.make(
      Tag.partial,
      `decorator|${row.id}|${except.join(",")}${approved ? "|approved" : ""}`,
      { decorator: row.id, names: [], except, approved },
      [receiver],
    );
  }
  if (env.tape !== undefined) hearRow(env, f, row, receiver, args);
  if (row.part !== undefined || row.source === "retrieved" || row.guard || row.sanitize)
    noteRow(env, row, args.site, () => noteValue(env, f, row, receiver, args));
  else if (isQuery(row) && beginsSearch(env, f, args)) noteSearch(env, row, args.site);
  recordDangers(env, f, row, receiver, args);
  recordCallOptions(env, f, row, receiver, args);
  if (row.classifier) recordClassification(env, f, row.classifier, row.id, receiver, args);
  for (const sink of row.sink ?? []) {
    if (sink.when && !sink.when.every((c) => holds(env, f, c, receiver, args))) continue;
    if (sink.kind === "file" || sink.kind === "training-data") {
      recordFile(env, f, sink, row, receiver, args);
      continue;
    }
    if (sink.form === "argv" && /^\d+\+$/.test(sink.arg)) {
      recordSink(
        env,
        f,
        sink.kind,
        argumentList(env, f, args.pos.slice(Number.parseInt(sink.arg, 10))),
        row.id,
        args.site,
        carrierOf(f, args, Number.parseInt(sink.arg, 10)),
        "argv",
      );
      continue;
    }
    for (const { value, label } of findArguments(env, f, sink.arg, receiver, args)) {
      recordSink(env, f, sink.kind, freeze(f, value), row.id, args.site, label, sink.form);
    }
  }
  if (row.sink?.some((x) => x.kind === "url")) {
    const answer = endpointCall(env, f, row, receiver, args);
    if (answer !== undefined) return answer;
  }
  for (const ref of row.credential ?? [])
    for (const { value, label, record } of findArguments(env, f, ref, receiver, args))
      recordSecret(env, f, "credential", value, row, writtenAt(record, args), label);
  for (const ref of row.endpoint ?? [])
    for (const { value, label, record } of findArguments(env, f, ref, receiver, args))
      recordSecret(env, f, "endpoint", value, row, writtenAt(record, args), label);
  if (row.entry) runEntries(env, f, row, receiver, args, () => true);
  if (
    (store.tag(receiver) === Tag.pipe || store.tag(receiver) === Tag.template) &&
    row.returns !== "this" &&
    row.returns !== "self" &&
    row.returns !== "self+" &&
    (row.op === undefined || row.op === "fillPartial")
  ) {
    const input =
      findArguments(env, f, "0|input|inputs", receiver, args)[0]?.value ??
      (args.keys.size > 0 ? argumentsOf(env, f, args) : store.unknown);
    const run = runPipe(
      env,
      f,
      receiver,
      input,
      name,
      args.pos.length === 0 && args.rest !== store.bot
        ? { ...args, pos: [input], posRegs: [-1], rest: store.bot }
        : args,
      row,
    );
    if (run !== undefined) return run;
  }
  let result = resultOf(env, f, row, receiver, args, name);
  if (row.sanitize) {
    const given = findArguments(env, f, row.sanitize.arg, receiver, args)[0]?.value ?? receiver;
    const base = row.op ? result : textOf(env, f, given);
    const holding = row.sanitize.when?.every((c) => holds(env, f, c, receiver, args)) ?? true;
    const keepsImages = row.sanitize.keepsImages?.some((all) =>
      all.every((c) => holds(env, f, c, receiver, args)),
    );
    const clears = mask(row.sanitize.clears) & (keepsImages ? ~sinkBit["remote-content"] : -1);
    result = holding ? store.grade(freeze(f, base), clears, mask(row.sanitize.lowers)) : base;
  }
  if (row.guard || row.approval) {
    const given = row.guard ? findArguments(env, f, row.guard.arg, receiver, args) : [];
    let labels = 0;
    for (const g of given) labels = store.labels.union(labels, labelsOf(f, g.value));
    env.verdicts.set(args.site, {
      clears: mask(row.guard?.clears),
      lowers: mask(row.guard?.lowers),
      approve: row.approval === true,
      throws: row.guard?.when === "returns",
    });
    const verdict = store.labels.one(newLabel("verdict", args.site, { cleared: ALL_SINKS, fed: labels }));
    if (row.guard?.when === "returns")
      regradeState(env, f, labels, mask(row.guard.clears), mask(row.guard.lowers));
    if (row.guard?.when === "returns" && row.returns)
      result = store.grade(freeze(f, result), mask(row.guard.clears), mask(row.guard.lowers));
    else if (row.model || (!row.sanitize && !row.op)) result = store.mix(verdict);
  }
  return result;
}

/** It is handed a statement for a database. */
const isQuery = (row: IndexedRow): boolean =>
  row.op === "vectorQuery" || row.sink?.some((sink) => sink.kind === "sql") === true;

/** Of a gate, what goes through it; of a part, what it is made with. */
function noteValue(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): V {
  const through = row.guard?.arg ?? row.sanitize?.arg;
  if (through === undefined) return argumentsOf(env, f, args);
  const given = findArguments(env, f, through, receiver, args);
  return env.store.mix(given.reduce((all, { value }) => env.store.labels.union(all, labelsOf(f, value)), 0));
}

/** The constant texts of an argument, a list of names. */
function namesIn(env: Env, f: Frame, ref: string, receiver: V, args: Args): string[] {
  return findArguments(env, f, ref, receiver, args).flatMap(({ value }) =>
    env.store
      .node(freeze(f, value))
      .kids.map((k) => env.store.stringOf(k))
      .filter((x) => x !== undefined),
  );
}
/** The first positional argument from `start` on that carries data. */
function carrierOf(f: Frame, args: Args, start: number): string {
  const at = args.pos.findIndex((v, i) => i >= start && labelsOf(f, v) !== 0);
  return String(at < 0 ? start : at);
}
/** A program and its list of arguments as one list. */
export function argumentList(env: Env, f: Frame, given: readonly V[]): V {
  const { store } = env;
  const items: V[] = [];
  let rest = store.bot;
  given.forEach((v, i) => {
    const n = store.node(freeze(f, v));
    if (n.tag === Tag.list && i > 0) {
      items.push(...n.kids.slice(0, -1));
      rest = store.join(rest, n.kids[n.kids.length - 1] as V);
    } else if (n.tag !== Tag.rec && n.tag !== Tag.fun && v !== store.null) items.push(freeze(f, v));
  });
  return store.list(items, rest);
}
function isDecoration(env: Env, args: Args): boolean {
  const first = args.pos[0];
  if (first === undefined || args.pos.length !== 1 || args.keys.size > 0) return false;
  const tag = env.store.tag(first);
  return tag === Tag.fun || tag === Tag.cls;
}

export function mask(kinds: readonly (SinkKind | "*")[] | undefined): number {
  let bits = 0;
  for (const kind of kinds ?? []) bits |= kind === "*" ? ALL_SINKS : (sinkBit[kind] ?? 0);
  // Nothing that is no markup shows a picture.
  if (bits & sinkBit.html) bits |= sinkBit["remote-content"];
  return bits;
}

function textOf(env: Env, f: Frame, v: V): V {
  const frozen = freeze(f, v);
  const tag = env.store.tag(frozen);
  return tag === Tag.rec || tag === Tag.list ? env.store.mix(env.store.node(frozen).labels) : frozen;
}

function resultOf(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args, name: string): V {
  const { store } = env;
  if (row.model) {
    const request = recordRequest(env, f, row, row.model, receiver, args);
    if (row.source) return source(env, row, args.site, undefined);
    if (row.returns) return returned(env, f, row, receiver, args);
    return row.pure ? store.unknown : request;
  }
  if (row.message) return message(env, f, row.message.role, row.message.content, receiver, args);
  if (row.template) {
    const texts = row.template.text
      ? findArguments(env, f, row.template.text, receiver, args)[0]?.value
      : undefined;
    const messages = row.template.messages
      ? findArguments(env, f, row.template.messages, receiver, args)[0]?.value
      : undefined;
    const partial = row.template.partial
      ? findArguments(env, f, row.template.partial, receiver, args)[0]?.value
      : undefined;
    const body = texts ?? messages ?? store.bot;
    // A template of pages or mails is no prompt; its pack says so by a sink of its own.
    if (texts !== undefined && !row.sink?.some((x) => x.kind === "template"))
      recordSink(
        env,
        f,
        "prompt.template",
        freeze(f, texts),
        row.id,
        args.site,
        argName(row.template.text ?? ""),
        "text",
      );
    if (messages !== undefined)
      for (const item of store.node(freeze(f, messages)).kids) {
        const n = store.node(item);
        if (n.tag === Tag.list && n.kids.length === 3 && store.stringOf(n.kids[0] as V) !== undefined)
          recordSink(
            env,
            f,
            "prompt.template",
            n.kids[1] as V,
            row.id,
            args.site,
            argName(row.template.messages ?? ""),
            "text",
          );
      }
    const type = row.returns
      ? env.models.typeRef(row.returns, row.packId)?.type
      : env.models.types.get(`${row.packId}#${row.name}`);
    const data = { format: row.template.format, role: row.template.role ?? "", type };
    return store.make(Tag.template, `${data.format}|${data.role}|${type?.id ?? ""}`, data, [
      freeze(f, body),
      partial === undefined ? store.rec([], store.bot) : freeze(f, partial),
    ]);
  }
  if (row.op) {
    const out = transform(env, f, row.op, receiver, args, { row, name });
    if (row.source) return store.join(out, bounded(env, f, { row, receiver, args }));
    return row.returns ? typedSchema(env, out, row) : out;
  }
  if (row.returns) return returned(env, f, row, receiver, args);
  if (row.source) return bounded(env, f, { row, receiver, args });
  if (row.pure) return store.unknown;
  if (row.sink || row.credential || row.endpoint) {
    // What comes back from a sink is not what went in; errors and rows aside.
    return store.unknown;
  }
  let labels = labelsOf(f, receiver);
  for (const v of [...args.pos, ...args.keys.values(), args.rest, args.keyRest])
    labels = store.labels.union(labels, labelsOf(f, v));
  return store.mix(store.labels.withoutSecrets(labels));
}
function firstText(env: Env, args: Args): string | undefined {
  return args.pos[0] === undefined ? undefined : env.store.stringOf(args.pos[0]);
}
/** A schema keeps the type that its builder names, for its methods. */
function typedSchema(env: Env, v: V, row: IndexedRow): V {
  const { store } = env;
  const n = store.node(v);
  const type = n.tag === Tag.schema ? env.models.typeRef(row.returns ?? "", row.packId)?.type : undefined;
  return type ? schema(env, { ...(n.data as SchemaData), type }, n.kids) : v;
}
/** A source, short where the call gives it a greatest length. */
function bounded(env: Env, f: Frame, call: { row: IndexedRow; receiver: V; args: Args }): V {
  const { row, receiver, args } = call;
  const isShort = row.options?.length?.args.some(
    (ref) => findArguments(env, f, ref, receiver, args).length > 0,
  );
  return source(env, isShort ? { ...row, short: true } : row, args.site, firstText(env, args));
}

export function source(env: Env, row: IndexedRow, at: number, name: string | undefined): V {
  const { store } = env;
  const kind =
    row.source === "environment" ? (isCredentialName(name ?? "") ? "secret" : "config") : row.source;
  if (kind === "config") return store.unknown;
  return store.res(
    at,
    row.id,
    [],
    store.labels.one({
      kind: kind ?? "external",
      origin: at,
      input: kind === "secret" ? (name ?? "") : "",
      cleared: (row.upload ? UPLOAD : 0) | (row.short ? sinkBit.length : 0),
      lowered: 0,
      fed: 0,
    }),
  );
}

function returned(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): V {
  const { store } = env;
  const spec = row.returns ?? "";
  if (spec === "self" || spec === "this") return receiver;
  if (spec === "self+") return reconfigured(env, f, receiver, args);
  if (spec.startsWith("arg:"))
    return findArguments(env, f, spec.slice(4), receiver, args)[0]?.value ?? store.unknown;
  if (spec.startsWith("apply:")) {
    const fn = findArguments(env, f, spec.slice(6), receiver, args)[0]?.value;
    return fn === undefined ? store.unknown : env.apply(f, fn, store.bot, noArgs(args.site, store.bot));
  }
  const ref = env.models.typeRef(spec, row.packId);
  if (!ref) return store.unknown;
  const given = givenArguments(f, args);
  // What was opened by its own method is known by its path.
  if (row.sink?.some((s) => s.kind === "path" && s.arg === "this")) given.set("this", freeze(f, receiver));
  const made = store.rec(given, store.bot);
  notePart(env, ref.type, args.site, row.id, made);
  const inner = stub(env, ref.type, "", made);
  return ref.list ? store.list([], inner) : inner;
}
/** The same again (`with_options`): what is given now joins what it was made with. */
function reconfigured(env: Env, f: Frame, receiver: V, args: Args): V {
  const { store } = env;
  const n = store.node(receiver);
  if (n.tag !== Tag.stub || (args.pos.length === 0 && args.keys.size === 0)) return receiver;
  const { type, path } = n.data as { type: IndexedType; path: string };
  return stub(env, type, path, merged(env, n.kids[0] as V, argumentsOf(env, f, args), 0));
}
/** Fields of both records, those of the second first; records inside (a JavaScript options object) likewise. */
function merged(env: Env, before: V, after: V, depth: number): V {
  const { store } = env;
  const [a, b] = [store.node(before), store.node(after)];
  if (a.tag !== Tag.rec || b.tag !== Tag.rec) return after;
  const entries = new Map((a.data as RecData).keys.map((key, i) => [key, a.kids[i] as V] as const));
  (b.data as RecData).keys.forEach((key, i) => {
    const old = entries.get(key);
    const own = b.kids[i] as V;
    entries.set(key, old === undefined || depth > 0 ? own : merged(env, old, own, depth + 1));
  });
  return store.rec(entries, store.bot);
}
function argumentsOf(env: Env, f: Frame, args: Args): V {
  return env.store.rec(givenArguments(f, args), env.store.bot);
}
/** Positional arguments by number and keyword arguments by name, without what is spread. */
export function givenArguments(f: Frame, args: Args): Map<string, V> {
  const entries = new Map<string, V>();
  args.pos.forEach((v, i) => entries.set(String(i), freeze(f, v)));
  for (const [k, v] of args.keys) entries.set(k, freeze(f, v));
  return entries;
}

export function message(env: Env, f: Frame, role: string, contentRef: string, receiver: V, args: Args): V {
  const { store } = env;
  const roleValue =
    /^(\d+|.*[|.].*)$/.test(role) || args.keys.has(role)
      ? (findArguments(env, f, role, receiver, args)[0]?.value ?? store.unknown)
      : store.const(role);
  const found = findArguments(env, f, contentRef, receiver, args)[0];
  const content = found?.value ?? store.const("");
  return store.rec(
    [
      ["content", freeze(f, content)],
      ["role", freeze(f, roleValue)],
    ],
    store.bot,
    args.site,
  );
}

/** The object that holds an argument, where it is written out. */
export const writtenAt = (record: number | undefined, args: Args): number =>
  record !== undefined && record >= 0 ? record : args.site;

export function recordSecret(
  env: Env,
  f: Frame,
  kind: "credential" | "endpoint",
  value: V,
  row: IndexedRow,
  at: number,
  label: string,
): void {
  const frozen = freeze(f, value);
  const n = env.store.node(frozen);
  if (n.labels === 0 && n.tag !== Tag.const && n.tag !== Tag.or && n.tag !== Tag.text) return;
  addUse(f, { kind, sink: "log", value: frozen, row: row.id, site: at, arg: label, chain: [], tier: 0 });
}

export function recordSink(
  env: Env,
  f: Frame,
  kind: SinkKind,
  value: V,
  row: number,
  at: number,
  label: string,
  form: string | undefined,
): void {
  if (kind === "log" || kind === "response" || kind === "vector-store") {
    recordOutlet(env, f, kind, value, row, at, label, form);
    return;
  }
  if (kind === "url") recordKeyInUrl(env, f, value, row, at, label);
  const danger = dangerous(
    env,
    kind,
    kind === "shell" && form === "command" ? shellWords(env, value) : value,
    form ?? "text",
  );
  if (env.store.node(danger).labels === 0) return;
  addUse(f, { kind: "sink", sink: kind, value: danger, row, site: at, arg: label, chain: [], tier: 0 });
}

/** A text that begins like a query, given to a method of an unknown object that is called like one that runs queries. */
export function recordStatements(env: Env, f: Frame, method: string, given: V, at: number): void {
  const { store } = env;
  for (const { sink, begins, row } of env.models.statements.get(method) ?? [])
    for (const m of store.members(freeze(f, given))) {
      const n = store.node(m);
      if (n.tag !== Tag.text || n.labels === 0) continue;
      const head = store.stringOf(n.kids[0] as V)?.trimStart();
      if (head === undefined || !begins.some((b) => head.startsWith(b))) continue;
      const before = f.uses.length;
      recordSink(env, f, sink, m, row.id, at, "0", "text");
      for (const use of f.uses.slice(before)) use.tier = 1;
    }
}

/** Most outlets that a function tells of: there is a log line in every branch, and few of them matter. */
const MAX_OUTLETS = 40;

/** Where text leaves: what is in it counts, not what objects carry beside. */
function recordOutlet(
  env: Env,
  f: Frame,
  kind: SinkKind,
  value: V,
  row: number,
  at: number,
  label: string,
  form: string | undefined,
): void {
  const { store } = env;
  const text = store.joinAll(
    store.members(value).filter((m) => {
      const { tag, labels } = store.node(m);
      if (kind === "response" && holdsLongText(store, m, 0)) return true;
      return labels !== 0 && tag !== Tag.inst && tag !== Tag.stub && tag !== Tag.fun && tag !== Tag.cls;
    }),
  );
  if (text === store.bot || f.uses.filter((u) => isOutlet(u.sink)).length >= MAX_OUTLETS) return;
  addUse(f, {
    kind: "sink",
    sink: kind,
    value: text,
    row,
    site: at,
    arg: label,
    chain: [],
    tier: 0,
    ...(form === "console" || form === "stream" || form === "address" || form === "publication"
      ? { form }
      : {}),
  });
}
/** `…?key=${key}`: addresses are logged by everyone on the way. */
function recordKeyInUrl(env: Env, f: Frame, value: V, row: number, at: number, label: string): void {
  const { store } = env;
  for (const m of store.members(value)) {
    const n = store.node(m);
    if (n.tag !== Tag.text) continue;
    n.kids.forEach((kid, i) => {
      const before = i === 0 ? undefined : store.stringOf(n.kids[i - 1] as V);
      if (before !== undefined && /[?&][\w-]{0,40}(?:key|token|secret|password)=$/i.test(before))
        recordOutlet(env, f, "log", kid, row, at, label, "address");
    });
  }
}
/** Long enough to be somebody's instructions. */
const LONG_TEXT = 40;
function holdsLongText(store: ValueStore, v: V, depth: number): boolean {
  const n = store.node(v);
  if (n.tag === Tag.const) return typeof n.data === "string" && n.data.length >= LONG_TEXT;
  if (depth > 4 || (n.tag !== Tag.text && n.tag !== Tag.rec && n.tag !== Tag.list && n.tag !== Tag.or))
    return false;
  return n.kids.some((kid) => holdsLongText(store, kid, depth + 1));
}
export const isOutlet = (kind: SinkKind): boolean =>
  kind === "log" || kind === "response" || kind === "vector-store";

/** The part of a value that can do harm at a sink of this kind. Pieces that are fixed in place by constants around them are harmless. */
export function dangerous(env: Env, kind: SinkKind, value: V, form: string): V {
  const { store } = env;
  if (form === "argv") return argvDanger(env, value);
  if (kind === "code")
    return store.joinAll(
      store
        .members(value)
        .filter((m) => store.tag(m) !== Tag.fun && store.tag(m) !== Tag.row && store.tag(m) !== Tag.cls),
    );
  if (kind === "url") return store.joinAll(store.members(value).map((m) => urlDanger(env, m)));
  return value;
}
/** Quoting makes a word harmless, unless a shell runs that word: `sh -c 'word'`. */
function shellWords(env: Env, value: V): V {
  const { store } = env;
  return store.joinAll(
    store.members(value).map((m) => {
      const n = store.node(m);
      if (n.tag !== Tag.text) return m;
      return store.text(
        n.kids.map((k, i) => {
          const before = i === 0 ? undefined : store.stringOf(n.kids[i - 1] as V);
          const runs =
            before !== undefined &&
            /(?:\b(?:ba|z|da|k)?sh\s+-[a-z]*c|\beval|\bxargs)\s*$/.test(before.slice(-60));
          return {
            value: runs ? store.relabel(k, (l) => ({ ...l, cleared: l.cleared & ~sinkBit.shell })) : k,
            conv: Number(n.atom[i]),
          };
        }),
      );
    }),
  );
}
function argvDanger(env: Env, value: V): V {
  const { store } = env;
  let out = store.bot;
  for (const m of store.members(value)) {
    const n = store.node(m);
    if (n.tag !== Tag.list) {
      out = store.join(out, m);
      continue;
    }
    const items = n.kids.slice(0, -1);
    const rest = n.kids[n.kids.length - 1] as V;
    const program = items[0] === undefined ? undefined : store.stringOf(items[0]);
    if (items[0] !== undefined && program === undefined) out = store.join(out, items[0]);
    if (items.length === 0) out = store.join(out, rest);
    const model = program === undefined ? undefined : env.models.program(program);
    if (!model) continue;
    let closed = false;
    items.forEach((item, i) => {
      if (i === 0) return;
      const text = store.stringOf(item);
      const before = store.stringOf(items[i - 1] as V) ?? "";
      if (model.command?.includes(before)) out = store.join(out, item);
      else if (!closed && canBeOption(store, item) && model.options && !model.values?.includes(before))
        out = store.join(out, item);
      if (text === "--" || (model.options === "leading" && !text?.startsWith("-"))) closed = true;
    });
    if (model.command) out = store.join(out, rest);
  }
  return out === store.bot ? store.unknown : out;
}
/** Nothing constant stands at the beginning of the argument. */
function canBeOption(store: ValueStore, item: V): boolean {
  const n = store.node(item);
  return n.tag !== Tag.const && !(n.tag === Tag.text && store.tag(n.kids[0] as V) === Tag.const);
}

/** A text that begins with a host of its own, or with a path on whatever host it is put behind. */
function fixesHost(store: ValueStore, v: V): boolean {
  const n = store.node(v);
  const head = store.stringOf(n.tag === Tag.text ? (n.kids[0] as V) : v);
  return head !== undefined && /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]|\/(?!\/))/i.test(head);
}
function urlDanger(env: Env, v: V): V {
  const { store } = env;
  const n = store.node(v);
  if (n.tag !== Tag.text) return v;
  const head = store.stringOf(n.kids[0] as V);
  if (head !== undefined && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]/i.test(head)) return store.unknown;
  // A relative URL stays on its own host.
  if (head !== undefined && /^\/(?!\/)/.test(head)) return store.unknown;
  const first = n.kids[0] as V;
  if (store.tag(first) === Tag.or && store.members(first).every((m) => fixesHost(store, m)))
    return store.unknown;
  // A base that is configuration (a constant name, the environment) fixes the host as well.
  const second = n.kids[1] === undefined ? undefined : store.stringOf(n.kids[1]);
  if (
    store.node(first).labels === 0 &&
    store.tag(first) !== Tag.const &&
    (second === undefined || second.startsWith("/") || second.startsWith("?"))
  )
    return store.unknown;
  if (head === undefined && store.node(first).labels !== 0 && second !== undefined && /^[/?#]/.test(second))
    return first;
  if (head !== undefined && /^[a-z][a-z0-9+.-]*:\/\/$/i.test(head) && n.kids[1] !== undefined) {
    const host = n.kids[1];
    if (second === undefined && store.node(host).labels === 0) return store.unknown;
  }
  return v;
}

/** Arguments that a reference names, with the name the finding's place is found by. */
export interface Found {
  value: V;
  label: string;
  /** The record that holds it, when the argument itself is put together elsewhere. */
  record?: number;
  /** Nobody knows whether it is there at all. */
  open?: boolean;
}
export function findArguments(env: Env, f: Frame, ref: string, receiver: V, args: Args): Found[] {
  const out: Found[] = [];
  for (const alternative of ref.split("|")) {
    const found = findOne(env, f, alternative, receiver, args);
    out.push(...found);
    // What a spread of unknown length may hold, may be given by name as well.
    if (found.some((x) => !x.open)) break;
  }
  return out;
}
const argName = (ref: string): string => ref.split("|")[0]?.split(".")[0] ?? "";

function findOne(env: Env, f: Frame, ref: string, receiver: V, args: Args): Found[] {
  const { store } = env;
  const [head = "", ...path] = ref
    .replace(/\[\]/g, ".[]")
    .split(".")
    .filter((s) => s !== "");
  let found: Found[] = [];
  if (head === "this") found = [{ value: receiver, label: "this" }];
  else if (head === "*")
    found = [
      ...args.pos.map((value, i) => ({ value, label: String(i) })),
      ...[...args.keys].map(([label, value]) => ({ value, label })),
      ...(args.rest === store.bot ? [] : [{ value: args.rest, label: "" }]),
      ...(args.keyRest === store.bot ? [] : [{ value: args.keyRest, label: "" }]),
    ];
  else if (head === "last")
    found =
      args.pos.length > 0
        ? [{ value: args.pos[args.pos.length - 1] as V, label: String(args.pos.length - 1) }]
        : [];
  else if (/^\d+\+$/.test(head))
    found = args.pos
      .slice(Number.parseInt(head, 10))
      .map((value, i) => ({ value, label: String(Number.parseInt(head, 10) + i) }));
  else if (/^\d+$/.test(head)) {
    const index = Number(head);
    const value = args.pos[index];
    if (value !== undefined) found = [{ value, label: head }];
    else if (args.rest !== store.bot && index >= args.pos.length)
      found = [
        {
          value: readMember(env, f, args.rest, String(index - args.pos.length)),
          label: "",
          open: store.tag(args.rest) === Tag.in,
        },
      ];
  } else if (args.keys.has(head)) found = [{ value: args.keys.get(head) as V, label: head }];
  else if (args.keyRest !== store.bot) {
    for (const m of store.members(contents(f, args.keyRest))) {
      const n = store.node(m);
      if (n.tag === Tag.rec) {
        const value = store.field(n, head);
        if (value !== undefined) found.push({ value, label: head, record: (n.data as RecData).site });
      } else if (n.tag === Tag.in || n.tag === Tag.res || n.tag === Tag.mix)
        found.push({ value: readMember(env, f, m, head), label: "", open: n.tag === Tag.in });
    }
  }
  for (const segment of path) {
    found = found.flatMap(({ value, label }) => {
      const inner: Found[] = [];
      for (const m of store.members(contents(f, value))) {
        const n = store.node(m);
        if (n.tag === Tag.json && segment !== "[]") {
          const parsed = store.node(n.kids[0] as V);
          const field = parsed.tag === Tag.rec ? store.field(parsed, segment) : undefined;
          if (field !== undefined)
            inner.push({ value: field, label: segment, record: (parsed.data as RecData).site });
        } else if (segment === "[]" && n.tag === Tag.rec)
          for (const kid of n.kids) inner.push({ value: kid, label });
        else if (segment === "[]") inner.push({ value: elementOf(env, f, m, false), label });
        else if (n.tag === Tag.rec) {
          const field = store.field(n, segment);
          if (field !== undefined)
            inner.push({
              value: field,
              label: (n.data as RecData).site >= 0 ? segment : `${label}.${segment}`,
              record: (n.data as RecData).site,
            });
        } else if (n.tag === Tag.stub) {
          const given = store.node(n.kids[0] as V);
          const { type, path } = n.data as { type: IndexedType; path: string };
          const own = given.tag === Tag.rec ? store.field(given, segment) : undefined;
          // What it was made with is known by name: another argument's data is not this one.
          const known = env.models.member(type, path === "" ? segment : `${path}.${segment}`);
          const read =
            own ?? (known || given.tag !== Tag.rec ? readMember(env, f, m, segment) : store.unknown);
          if (own !== undefined || read !== store.unknown)
            inner.push({ value: read, label: `${label}.${segment}` });
        } else if (n.tag === Tag.in || n.tag === Tag.res || n.tag === Tag.inst)
          inner.push({ value: readMember(env, f, m, segment), label: `${label}.${segment}` });
      }
      return inner;
    });
  }
  return found.filter((x) => x.value !== store.bot);
}

/** A condition of a sink or a sanitizer: an option that nobody knows counts as set, a list as one without the name. */
export function holds(env: Env, f: Frame, c: Condition, receiver: V, args: Args): boolean {
  const found = findArguments(env, f, c.arg, receiver, args);
  const value = env.store.joinAll(found.map((x) => freeze(f, x.value)));
  // A switch that nobody knows counts as set; a kind (of content, of mode) must be named.
  return (
    truthOf(env.store, env.models, c, value) ??
    (c.not === true || (c.contains === undefined && typeof c.is !== "string"))
  );
}

/** The call has an answer; a conversation that is only begun has none. */
const answersTo = (model: ModelRow): boolean =>
  (model.user ?? model.prompt ?? model.data) !== undefined ||
  (model.messages !== undefined && (model.stream === true || model.tool !== undefined));

/** A request to a model: its slots are kept as values for the prompt rules and the prompt map. */
export function recordRequest(
  env: Env,
  f: Frame,
  row: IndexedRow,
  model: ModelRow,
  receiver: V,
  args: Args,
): V {
  const { store } = env;
  const slots = new Map<string, V>();
  let labels = 0;
  const put = (slot: string, refs: readonly string[] | undefined): void => {
    for (const ref of refs ?? []) {
      for (const { value, label, record } of findArguments(env, f, ref, receiver, args)) {
        const frozen = slot === "system" ? instructions(env, f, value, args.site) : freeze(f, value);
        const key = `${slot}:${label}${record !== undefined && record >= 0 && record !== args.site ? `@${record}` : ""}`;
        slots.set(key, store.join(slots.get(key) ?? store.bot, frozen));
        labels = store.labels.union(labels, store.node(frozen).labels);
      }
    }
  };
  put("system", model.system);
  put("messages", model.messages);
  put("user", model.user);
  put("prompt", model.prompt);
  put("tools", model.tools);
  put("data", model.data);
  // An argument that is no record may be plain text: its history, read from the same value, is a guess.
  for (const key of [...slots.keys()]) {
    const head = /^messages:(\d+)\./.exec(key)?.[1];
    if (
      head !== undefined &&
      [...slots.keys()].some((k) => k === `user:${head}` || k.startsWith(`user:${head}.`))
    )
      slots.delete(key);
  }
  for (const { arg, when } of model.observed ?? []) {
    if (!(when ?? []).every((c) => holds(env, f, c, receiver, args))) continue;
    const results = findArguments(env, f, arg, receiver, args).map(({ value }) =>
      toolResults(env, freeze(f, value), args.site, 0),
    );
    const all = results.reduce((a, b) => store.labels.union(a, b), 0);
    if (all === 0) continue;
    slots.set(
      "observed:",
      store.text([store.const("Observation: "), store.mix(all)].map((value) => ({ value, conv: 0 }))),
    );
    labels = store.labels.union(labels, all);
  }
  if (slots.size > 0 && model.systemTurns) put("system turns", [model.systemTurns]);
  if (slots.size === 0 && answersTo(model)) noteCall(env, row, args.site);
  if (slots.size > 0)
    addUse(f, {
      kind: "request",
      sink: "prompt",
      value: store.rec(slots, store.bot, args.site),
      row: row.id,
      site: args.site,
      arg: "",
      chain: [],
      tier: 0,
    });
  const schemaRef = model.schema?.flatMap((ref) => findArguments(env, f, ref, receiver, args))[0]?.value;
  if (schemaRef !== undefined) env.schemas.set(args.site, freeze(f, schemaRef));
  const bornLabels = store.labels.one(
    newLabel("model", args.site, {
      cleared: model.envelope?.includes("") ? sinkBit.use : 0,
      fed: store.labels.feed(labels),
    }),
  );
  return store.res(args.site, row.id, [], bornLabels);
}
/** A function given as instructions stands for what it returns. */
function instructions(env: Env, f: Frame, value: V, at: number): V {
  const { store } = env;
  let out = store.bot;
  for (const m of store.members(value))
    out = store.join(
      out,
      store.tag(m) === Tag.fun ? freeze(f, env.apply(f, m, store.bot, noArgs(at, store.bot))) : freeze(f, m),
    );
  return out;
}

/** The functions that a framework will call, called with what it gives them. */
function runEntries(
  env: Env,
  f: Frame,
  row: IndexedRow,
  receiver: V,
  args: Args,
  wanted: (e: EntryRow) => boolean,
): void {
  for (const entry of row.entry ?? []) {
    if (!wanted(entry)) continue;
    const schema = entry.schema ? findArguments(env, f, entry.schema, receiver, args)[0]?.value : undefined;
    const targets =
      entry.of === "decorated"
        ? args.pos[0] === undefined
          ? []
          : [args.pos[0]]
        : findArguments(env, f, entry.of, receiver, args).map((x) => x.value);
    const except = new Set(args.except ?? []);
    const approved = args.approved ?? approvalGiven(env, f, row, receiver, args);
    for (const target of targets) {
      if (entry.role === "tool") noteTool(env, f, entry, row, target, args, approved);
      applyEntry(env, f, entry, row.packId, row.id, target, args.site, schema, except);
    }
  }
}
export function applyEntry(
  env: Env,
  f: Frame,
  entry: EntryRow,
  packId: string,
  rowId: number,
  target: V,
  at: number,
  schema: V | undefined,
  except: ReadonlySet<string> = new Set(),
): void {
  const { store } = env;
  for (const m of store.members(contents(f, target))) {
    const n = store.node(m);
    if (n.tag === Tag.list) {
      for (const kid of n.kids) applyEntry(env, f, entry, packId, rowId, kid, at, schema, except);
      continue;
    }
    if (n.tag === Tag.cls && entry.methods) {
      const { methods, ...one } = entry;
      for (const name of methods) {
        const method = env.classMember(n.data as number, name);
        if (method && store.tag(method.value) === Tag.fun)
          applyEntry(
            env,
            f,
            one,
            packId,
            rowId,
            bindThis(env, method.value, blankInstance(store, n.data as number)),
            at,
            schema,
          );
      }
      continue;
    }
    if (n.tag !== Tag.fun || f.nesting > 6) continue;
    const { gid } = n.data as FunData;
    env.entered.add(gid);
    const written = writtenUnder(env, m, at);
    if (entry.role !== undefined)
      env.entries.set(`${gid}|${at}`, {
        gid,
        role: entry.role,
        site: at,
        ...(written === undefined ? {} : { written }),
        ...(entry.each === undefined && entry.of === "decorated" ? { isDispatcher: true } : {}),
      });
    // What is handed on as it came is known by the parameters of the function that was written.
    const seeds = seedParameters(env, f, written ?? gid, entry, packId, rowId, schema, except);
    f.nesting++;
    const result = env.apply(f, onInstance(env, m), store.bot, {
      ...argsOf(seeds.pos, at, store.bot),
      keys: seeds.keys,
    });
    f.nesting--;
    if (entry.result) recordResult(env, f, entry.result, freeze(f, result), rowId, gid);
  }
}
/** A method that was decorated in its class is called on an instance, which nobody outside fills. */
function onInstance(env: Env, fn: V): V {
  const n = env.store.node(fn);
  const { ir, file } = env.program.func((n.data as FunData).gid);
  const isOpen = n.kids[0] === env.store.bot && ir.kind === "method" && ir.params[0]?.kind === "this";
  return isOpen ? bindThis(env, fn, blankInstance(env.store, env.program.cid(file, ir.cls))) : fn;
}
/** What a handler returns leaves with its answer: entry by entry where a record is written out, else at the return. */
function recordResult(env: Env, f: Frame, kind: SinkKind, result: V, rowId: number, gid: number): void {
  const { store, program } = env;
  const { ops } = program.func(gid).ir;
  let last = -1;
  for (let row = 0; row * STRIDE < ops.length; row++) if (ops[row * STRIDE] === Op.return) last = row;
  for (const m of store.members(result)) {
    const n = store.node(m);
    const site = n.tag === Tag.rec ? (n.data as RecData).site : -1;
    if (site >= 0)
      (n.data as RecData).keys.forEach((key, i) => {
        recordSink(env, f, kind, n.kids[i] as V, rowId, site, key, undefined);
      });
    else if (last >= 0) recordSink(env, f, kind, m, rowId, siteOf(gid, last), "", undefined);
  }
}

/** Runs a template or a pipe of runnables on an input. undefined: the receiver has no say here. */
export function runPipe(
  env: Env,
  f: Frame,
  receiver: V,
  input: V,
  name: string,
  args: Args,
  row?: IndexedRow,
): V {
  const { store } = env;
  const n = store.node(receiver);
  if (n.tag === Tag.template) return fillTemplate(env, f, receiver, args, name, row);
  let v = input;
  for (const step of n.kids) v = runStep(env, f, step, v, name, args);
  return v;
}
/** Settings of a run beside its input (`signal`, `config`) hold for every step. */
function withSettings(env: Env, input: V, args: Args): Args {
  const pos = [input, ...args.pos.slice(1)];
  const isInputNamed = args.keys.has("input");
  // Without one that is called so, the named ones are the input.
  const keys = args.pos.length > 0 || isInputNamed ? new Map(args.keys) : new Map<string, V>();
  keys.delete("input");
  return { ...argsOf(pos, args.site, env.store.bot), keys };
}
export function runStep(env: Env, f: Frame, step: V, input: V, name: string, args: Args): V {
  const { store } = env;
  let out = store.bot;
  const alternatives = store.members(contents(f, step));
  const known = alternatives.filter((m) => {
    const { tag } = store.node(m);
    return tag !== Tag.in && tag !== Tag.mix;
  });
  for (const s of known.length > 0 ? known : alternatives) {
    const n = store.node(s);
    const one: Args = { ...argsOf([input], args.site, store.bot) };
    const whole = withSettings(env, input, args);
    if (n.tag === Tag.template) out = store.join(out, fillTemplate(env, f, s, one, name, undefined));
    else if (n.tag === Tag.pipe) out = store.join(out, runPipe(env, f, s, input, name, whole));
    else if (n.tag === Tag.fun || n.tag === Tag.row || n.tag === Tag.partial)
      out = store.join(out, env.apply(f, s, store.bot, one));
    else if (n.tag === Tag.rec) {
      const { keys } = n.data as RecData;
      const made = store.rec(
        keys
          .filter((k) => k !== ASSIGN)
          .map((k) => [k, freeze(f, runStep(env, f, store.field(n, k) as V, input, name, whole))] as const),
        store.bot,
        (n.data as RecData).site,
      );
      out = store.join(
        out,
        keys.includes(ASSIGN)
          ? spreadInto(env, f, spreadInto(env, f, store.rec([], store.bot), input), made)
          : made,
      );
    } else if (n.tag === Tag.stub) {
      const { type, path } = n.data as { type: IndexedType; path: string };
      const row =
        env.models.member(type, path === "" ? name : `${path}.${name}`)?.row ?? env.models.runRow(type);
      out = store.join(out, row ? applyRow(env, f, row, s, whole, name) : input);
    } else if (n.tag === Tag.inst) {
      const own = readMember(env, f, s, name);
      const base = env.modelBases(n.data as number)[0];
      const row =
        store.tag(own) === Tag.fun || store.tag(own) === Tag.row || !base
          ? undefined
          : env.models.runRow(base);
      out = store.join(out, row ? applyRow(env, f, row, s, whole, name) : env.apply(f, own, s, one));
    } else if (n.tag === Tag.const) out = store.join(out, s);
    else out = store.join(out, input);
  }
  return out === store.bot ? input : out;
}

export function regradeState(env: Env, f: Frame, labels: number, clears: number, lowers: number): void {
  const { store } = env;
  if (!f.state || labels === 0 || (clears === 0 && lowers === 0)) return;
  if (env.tape?.seen !== undefined) observeGrade(env, f, labels, store.labels.grade(labels, clears, lowers));
  const hit = new Set(
    store.labels.list(labels).map((id) => {
      const l = store.labels.get(id);
      return `${l.kind}|${l.origin}|${l.input}`;
    }),
  );
  const change = (v: V): V =>
    store.relabel(v, (l) => (hit.has(`${l.kind}|${l.origin}|${l.input}`) ? withGrade(l, clears, lowers) : l));
  for (let i = 0; i < f.state.vals.length; i++) f.state.vals[i] = change(f.state.vals[i] as V);
  for (let i = f.ir.nVar; i < f.temps.length; i++) f.temps[i] = change(f.temps[i] as V);
  // What other guards said is known of the values as they are now.
  for (const [key, better] of [...(f.state.refine ?? [])]) {
    const now = change(key);
    refine(f, now, change(better));
  }
  regradeReads(env, f, labels, clears, lowers);
}
