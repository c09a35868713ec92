import type { IndexedRow, IndexedType } from "../models/modelIndex.ts";
import type { AskRow, EntryRow, Power, PowerRow, SinkKind } from "../models/pack.ts";
import { truthOf } from "./conditions.ts";
import type { Args, Env, FunData } from "./env.ts";
import { contents, type Frame, freeze, labelsOf } from "./frame.ts";
import { type LabelSet, sinkBit } from "./labels.ts";
import { type Site, siteFunc } from "./program.ts";
import { argumentList, dangerous, findArguments, holds } from "./rows.ts";
import { type RecData, Tag, type V, type ValueStore } from "./values.ts";

/** What a run of one function tells of the calls in it, while it is listened to. */
export type Heard =
  | {
      kind: "deed";
      power: Power;
      site: Site;
      row: number;
      /** What decides or fills it: labels of inputs among them say which. */
      from: LabelSet;
      /** Grades that make it harmless: the kind of sink it is. */
      bit: number;
    }
  | {
      kind: "call";
      gid: number;
      spec: ReadonlyMap<string, V> | undefined;
      site: Site;
      /** Labels of what is handed over, by input root of the callee. */
      roots: ReadonlyMap<string, LabelSet>;
    }
  /** A person is asked, and nothing behind happens before the answer. */
  | { kind: "approval"; site: Site };

/** A function that a framework calls as a tool. */
export interface ToolEntry {
  /** Somebody is asked before it runs. */
  approved: boolean;
  /** Where it was handed to an agent by a call of its own (`@agent.tool`). */
  handed: Site[];
  /** The name that the model knows it by, when it is written out. */
  name: string | undefined;
  /** What it is called where it is made, which a table of tools may say otherwise. */
  id: string | undefined;
  /** What another decorator made of it, which is what runs. */
  wrapper?: number;
  /** How the call that makes a tool of it has a person asked. */
  ask?: AskRow & { site: Site };
}

/**
 * The function that was written where another was made of it that holds it, by a decorator or a function around it: all that one
 * decorator makes have the same code.
 */
export function writtenUnder(env: Env, m: V, site: Site): number | undefined {
  const n = env.store.node(m);
  const at = siteFunc(site);
  if (n.tag !== Tag.fun || n.kids.length < 2) return undefined;
  const parentOf = (gid: number): number | undefined => {
    const { ir, file } = env.program.func(gid);
    return ir.parent < 0 ? undefined : env.program.gid(file, ir.parent);
  };
  if (parentOf((n.data as FunData).gid) === at) return undefined;
  for (const kid of n.kids.slice(1))
    for (const inner of functionsIn(env.store, kid)) if (parentOf(inner.gid) === at) return inner.gid;
  return undefined;
}

/** The tool that a function holds, where a decorator made the function of it. */
export function wrappedTool(env: Env, m: V): number | undefined {
  const n = env.store.node(m);
  if (n.tag !== Tag.fun || n.kids.length < 2) return undefined;
  const { gid } = n.data as FunData;
  for (const kid of n.kids.slice(1))
    for (const inner of functionsIn(env.store, kid))
      if (env.tools.get(inner.gid)?.wrapper === gid) return inner.gid;
  return undefined;
}

const APPROVED = sinkBit.shell | sinkBit.code | sinkBit.sql | sinkBit.path;
/** Sinks that are deeds by themselves. */
const POWER_OF: Partial<Record<SinkKind, Power>> = { shell: "run", code: "run", url: "request" };

/** Tells the tape what a modelled call does in the world. */
export function hearRow(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): void {
  const { tape, store } = env;
  if (!tape || tape.gid !== f.info.gid) return;
  if (row.approval) tape.heard.push({ kind: "approval", site: args.site });
  const all = (): LabelSet => {
    let labels = 0;
    for (const v of [receiver, ...args.pos, ...args.keys.values(), args.rest, args.keyRest])
      if (v !== store.bot) labels = store.labels.union(labels, labelsOf(f, v));
    return labels;
  };
  const tell = (power: Power, from: LabelSet, bit: number): void => {
    tape.heard.push({ kind: "deed", power, site: args.site, row: row.id, from, bit });
  };
  const pathLabels = (): LabelSet =>
    (row.sink ?? [])
      .filter((s) => s.kind === "path")
      .flatMap((s) => findArguments(env, f, s.arg, receiver, args))
      .reduce((labels, x) => store.labels.union(labels, labelsOf(f, x.value)), 0);
  for (const p of row.power ?? []) {
    const power: PowerRow = typeof p === "string" ? { is: p } : p;
    if (!(power.when ?? []).every((c) => isSo(env, f, c, receiver, args))) continue;
    const isFile =
      (power.is === "write" || power.is === "delete") && row.sink?.some((s) => s.kind === "path");
    if (isFile) tell(power.is, pathLabels(), power.is === "write" ? sinkBit.path : APPROVED);
    else tell(power.is, all(), APPROVED);
  }
  for (const sink of row.sink ?? []) {
    if (sink.kind === "log") tell("record", 0, 0);
    const power = POWER_OF[sink.kind];
    if (power === undefined && sink.kind !== "sql") continue;
    if (sink.when && !sink.when.every((c) => holds(env, f, c, receiver, args))) continue;
    const value =
      sink.form === "argv" && /^\d+\+$/.test(sink.arg)
        ? argumentList(env, f, args.pos.slice(Number.parseInt(sink.arg, 10)))
        : store.joinAll(findArguments(env, f, sink.arg, receiver, args).map((x) => freeze(f, x.value)));
    if (value === store.bot) continue;
    const { labels } = store.node(value);
    if (sink.kind === "sql") {
      const statement = statementKind(store, value);
      if (statement === "query") tell("private", all(), sinkBit.sql);
      else
        tell(
          "change",
          statement === "change" ? all() : labels,
          statement === "change" ? APPROVED : sinkBit.sql,
        );
    } else if (sink.kind === "shell") {
      if (!onlyLooks(env, value)) tell("run", labels, sinkBit.shell);
    } else if (sink.kind === "code") {
      // A function that is run later is no text.
      const text = dangerous(env, "code", value, "text");
      if (text !== store.bot) tell("run", store.node(text).labels, sinkBit.code);
    } else {
      // Who chooses the host reads there what he likes, and gets there what he likes.
      const host = dangerous(env, "url", value, "text");
      tell("fetch", 0, 0);
      if (host !== store.bot) tell("request", store.node(host).labels, sinkBit.url);
    }
  }
  const paths = (row.sink ?? []).some((s) => s.kind === "path");
  if (paths && (row.op === "readFile" || row.returns?.endsWith("#File") || row.returns === "File"))
    tell("private", pathLabels(), 0);
  if (row.source === "external") tell("untrusted", 0, 0);
  if (row.source === "retrieved" || row.source === "personal") tell("private", 0, 0);
}

/** Tells the tape of a call of a project function. */
export function hearCall(
  env: Env,
  f: Frame,
  gid: number,
  spec: ReadonlyMap<string, V> | undefined,
  roots: ReadonlyMap<string, V>,
  site: Site,
): void {
  const { tape } = env;
  if (!tape || tape.gid !== f.info.gid) return;
  const labels = new Map<string, LabelSet>();
  for (const [root, v] of roots) labels.set(root, v === env.store.bot ? 0 : labelsOf(f, v));
  tape.heard.push({ kind: "call", gid, spec: spec && spec.size > 0 ? spec : undefined, site, roots: labels });
}

/** Unlike a condition of a sink, one that nobody knows does not hold: it would be said of every file that is opened. */
function isSo(
  env: Env,
  f: Frame,
  c: NonNullable<PowerRow["when"]>[number],
  receiver: V,
  args: Args,
): boolean {
  const value = env.store.joinAll(
    findArguments(env, f, c.arg, receiver, args).map((x) => freeze(f, x.value)),
  );
  return truthOf(env.store, env.models, c, value) === true;
}

const QUERY = /^[\s(]*(?:select|show|explain|describe|desc|pragma|values|match|with)\b/i;
const CHANGE =
  /^\s*(?:insert|update|delete|drop|alter|create|truncate|merge|replace|grant|upsert|copy|set|call|exec)\b/i;
function statementKind(store: ValueStore, value: V): "query" | "change" | "unknown" {
  const kinds = new Set(
    store.members(value).map((m) => {
      const n = store.node(m);
      const head = store.stringOf(n.tag === Tag.text ? (n.kids[0] as V) : m);
      if (head === undefined) return "unknown";
      return QUERY.test(head) ? "query" : CHANGE.test(head) ? "change" : "unknown";
    }),
  );
  return kinds.has("change") ? "change" : kinds.has("unknown") ? "unknown" : "query";
}

/** A list of arguments whose program looks and changes nothing. */
function onlyLooks(env: Env, value: V): boolean {
  const { store, models } = env;
  return store.members(value).every((m) => {
    const n = store.node(m);
    if (n.tag !== Tag.list) return false;
    const words = n.kids.slice(0, -1).map((k) => store.stringOf(k));
    const [program, ...rest] = words;
    const reads = program === undefined ? undefined : models.program(program)?.reads;
    if (reads === undefined || reads === true) return reads === true;
    const first = rest.find((w) => w === undefined || !w.startsWith("-"));
    return first !== undefined && reads.includes(first);
  });
}

/** An argument of the call puts a person in front of what it makes. What nobody knows counts as such. */
export function approvalGiven(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): boolean {
  const option = row.options?.approval;
  if (!option) return false;
  return option.args
    .flatMap((ref) => findArguments(env, f, ref, receiver, args))
    .some((x) => isOn(env, freeze(f, x.value), option.off));
}

/** Not false, null, empty, or one of the words that mean so. */
export function isOn(env: Env, value: V, off: readonly (string | number | boolean)[] = []): boolean {
  const { store } = env;
  return store.members(value).some((m) => {
    const n = store.node(m);
    if (n.tag === Tag.const) {
      const literal = store.constOf(m);
      return Boolean(literal) && !off.some((o) => o === literal);
    }
    if (n.tag === Tag.list) {
      // Layers around an agent: one of them asks.
      const open = n.kids[n.kids.length - 1] as V;
      return n.kids.slice(0, -1).some((k) => isOn(env, k, off)) || store.node(open).hasIn;
    }
    if (n.tag === Tag.rec) return n.kids.some((k) => k !== store.bot && isOn(env, k, off));
    if (n.tag === Tag.stub) {
      const { type } = n.data as { type: IndexedType };
      const option = type.construct?.options?.approval;
      return (option?.args ?? []).some((ref) =>
        argumentsIn(store, n.kids[0] as V, ref).some((v) => isOn(env, v, option?.off)),
      );
    }
    return n.tag !== Tag.bot && n.tag !== Tag.inst && m !== store.unknown;
  });
}
/** The arguments that something was made with, by reference. */
export function argumentsIn(store: ValueStore, made: V, ref: string): V[] {
  return ref.split("|").flatMap((alternative) => {
    let found: V[] = [made];
    for (const key of alternative.split("."))
      found = found.flatMap((v) =>
        store.members(v).flatMap((m) => {
          const n = store.node(m);
          const record = n.tag === Tag.stub ? store.node(n.kids[0] as V) : n;
          const field = record.tag === Tag.rec ? store.field(record, key) : undefined;
          return field === undefined ? [] : [field];
        }),
      );
    return found;
  });
}

/** Remembers the functions that a row makes tools of. */
export function noteTool(
  env: Env,
  f: Frame,
  entry: EntryRow,
  row: IndexedRow,
  target: V,
  args: Args,
  approved: boolean,
  isListed = false,
): void {
  const { store } = env;
  const site = args.site;
  const given = args.keys.get("name") ?? args.pos.find((v) => store.stringOf(v) !== undefined);
  const written = args.pos.map((v) => fieldText(store, contents(f, v), "name")).find((t) => t !== undefined);
  // Of several in a list the call names none.
  const name =
    row.model || isListed
      ? undefined
      : ((given === undefined ? undefined : store.stringOf(given)) ?? written);
  const id = args.pos.map((v) => fieldText(store, contents(f, v), "id")).find((t) => t !== undefined);
  for (const m of store.members(contents(f, target))) {
    const n = store.node(m);
    if (n.tag === Tag.list) for (const kid of n.kids) noteTool(env, f, entry, row, kid, args, approved, true);
    if (n.tag !== Tag.fun) continue;
    const inner = writtenUnder(env, m, site) ?? wrappedTool(env, m);
    const gid = inner ?? (n.data as FunData).gid;
    const known = env.tools.get(gid);
    const handed =
      entry.handed === true
        ? [...(known?.handed ?? []).filter((s) => s !== site), site]
        : (known?.handed ?? []);
    const ask = row.model || isListed ? undefined : row.options?.approval?.ask;
    const asked = ask && row.options?.approval?.args.includes(ask.arg) ? { ...ask, site } : known?.ask;
    env.tools.set(gid, {
      ...(asked && { ask: asked }),
      approved: approved || known?.approved === true,
      handed,
      name: known?.name ?? name,
      id: known?.id ?? id,
      ...(inner === undefined ? {} : { wrapper: (n.data as FunData).gid }),
    });
  }
}

/** A record that holds functions stands for a tool: its parts are the tool's. */
export function functionsIn(store: ValueStore, v: V): { gid: number; value: V }[] {
  return store.members(v).flatMap((m) => {
    const n = store.node(m);
    return n.tag === Tag.fun ? [{ gid: (n.data as FunData).gid, value: m }] : [];
  });
}
export function fieldText(store: ValueStore, rec: V, key: string): string | undefined {
  const n = store.node(rec);
  if (n.tag !== Tag.rec) return undefined;
  const at = (n.data as RecData).keys.indexOf(key);
  return at < 0 ? undefined : store.stringOf(n.kids[at] as V);
}
