import type { IndexedRow, ModelIndex } from "../models/modelIndex.ts";
import type { DangerRow } from "../models/pack.ts";
import { readMember } from "./access.ts";
import { truthOf } from "./conditions.ts";
import type { Args, Env } from "./env.ts";
import { addUse, contents, type Frame, freeze } from "./frame.ts";
import type { Site } from "./program.ts";
import { findArguments } from "./rows.ts";
import { type RecData, Tag, type V, type ValueStore } from "./values.ts";

/** Records inside of arguments that are searched for distinctive settings: `model_kwargs={"…": true}`. */
const MAX_DEPTH = 3;

/** Settings that remove a safety net: those that the row names, and the distinctive ones of any pack. */
export function recordDangers(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): void {
  const known = env.models.keywords[f.lang];
  for (const danger of row.danger ?? []) {
    // What counts on every call is told once, and by those who know it best.
    if (danger.arg?.split(/[^\w$]+/).some((part) => known.has(part))) continue;
    const found = danger.arg === undefined ? [] : findArguments(env, f, danger.arg, receiver, args);
    const first = found[0];
    const site = first?.record !== undefined && first.record >= 0 ? first.record : args.site;
    const own = env.store.joinAll(found.map((x) => freeze(f, x.value)));
    record(env, f, danger, row.id, own, receiver, args, { site, arg: first?.label ?? "" });
  }
  // A spread that only callers know may hold what this package calls so.
  if (args.keyRest !== env.store.bot && env.store.tag(args.keyRest) === Tag.in)
    for (const [name, keywords] of env.models.keywords[f.lang])
      for (const { row: keyword, path } of keywords) {
        if (keyword.packId !== row.packId || args.keys.has(name) || path.length > 0) continue;
        for (const danger of keyword.danger ?? []) {
          const own = readMember(env, f, args.keyRest, name);
          record(env, f, danger, keyword.id, own, receiver, args, { site: args.site, arg: "" });
        }
      }
  recordKeywords(env, f, args);
}

/** Settings that mean the same wherever they are given. */
export function recordKeywords(env: Env, f: Frame, args: Args): void {
  const known = env.models.keywords[f.lang];
  if (known.size === 0) return;
  const look = (name: string, value: V, place: { site: Site; arg: string }): void => {
    for (const { row, path } of known.get(name) ?? [])
      for (const danger of row.danger ?? [])
        record(env, f, danger, row.id, follow(env, freeze(f, value), path), env.store.bot, args, place);
  };
  const search = (v: V, arg: string, depth: number): void => {
    for (const m of env.store.members(contents(f, v))) {
      const n = env.store.node(m);
      if (n.tag !== Tag.rec) continue;
      const { keys, site } = n.data as RecData;
      // What another call made of its arguments was looked at there.
      if (site < 0 && depth > 0) continue;
      keys.forEach((key, i) => {
        const kid = n.kids[i] as V;
        look(key, kid, site >= 0 ? { site, arg: key } : { site: args.site, arg });
        if (depth < MAX_DEPTH) search(kid, arg, depth + 1);
      });
    }
  };
  for (const [name, value] of args.keys) {
    look(name, value, { site: args.site, arg: name });
    search(value, name, 1);
  }
  args.pos.forEach((value, i) => {
    search(value, String(i), 1);
  });
  search(args.keyRest, "", 0);
}

/** A field below a value, or an argument that an object was made with. */
function follow(env: Env, value: V, path: readonly string[]): V {
  const { store } = env;
  let out = value;
  for (const key of path)
    out = store.joinAll(
      store.members(out).map((m) => {
        const n = store.node(m);
        const inner = n.tag === Tag.stub ? store.node(n.kids[0] as V) : n;
        return inner.tag === Tag.rec ? (store.field(inner, key) ?? store.bot) : store.bot;
      }),
    );
  return out;
}

/** Keeps the values that decide: the option's own, and those of its further conditions by number. */
function record(
  env: Env,
  f: Frame,
  danger: DangerRow,
  row: number,
  own: V,
  receiver: V,
  args: Args,
  place: { site: Site; arg: string },
): void {
  const { store } = env;
  // What is spread into the call may hold it.
  const isHidden =
    own === store.bot && args.keyRest !== store.bot && store.tag(contents(f, args.keyRest)) !== Tag.rec;
  const entries: [string, V][] =
    own !== store.bot ? [["own", own]] : isHidden ? [["own", store.unknown]] : [];
  danger.when?.forEach((condition, i) => {
    const found = findArguments(env, f, condition.arg, receiver, args);
    if (found.length > 0) entries.push([String(i), store.joinAll(found.map((x) => freeze(f, x.value)))]);
  });
  const value = store.rec(entries, store.bot);
  const truth = dangerTruth(store, env.models, danger, value);
  // Only what our callers may still decide is worth telling them.
  if (truth === false || (truth === undefined && !store.node(value).hasIn)) return;
  addUse(f, { kind: "danger", sink: "use", value, row, danger, ...place, chain: [], tier: 0 });
}

/**
 * Whether it is set as its row says; undefined when that is not known (here). At the end what speaks against it
 * must be known as well: a condition that nobody could decide holds when it is negative.
 */
export function dangerTruth(
  store: ValueStore,
  models: ModelIndex,
  danger: DangerRow,
  value: V,
  atTheEnd = false,
): boolean | undefined {
  const n = store.node(value);
  if (n.tag !== Tag.rec) return undefined;
  const given = (key: string): V | undefined => {
    const i = (n.data as RecData).keys.indexOf(key);
    return i < 0 ? undefined : n.kids[i];
  };
  const truths = (danger.when ?? []).map(
    (c, i) => truthOf(store, models, c, given(String(i))) ?? (atTheEnd ? c.not === true : undefined),
  );
  truths.push(ownTruth(store, models, danger, given("own")));
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}
function ownTruth(
  store: ValueStore,
  models: ModelIndex,
  danger: DangerRow,
  value: V | undefined,
): boolean | undefined {
  if (danger.arg === undefined) return true;
  const isGiven = value !== undefined && value !== store.bot;
  if (danger.absent || !isGiven) return danger.absent === true && !isGiven;
  if (danger.is !== undefined || danger.contains !== undefined || danger.like !== undefined)
    return truthOf(store, models, danger, value);
  const literals = store.members(value).map((m) => {
    const tag = store.tag(m);
    return tag === Tag.in || tag === Tag.mix || tag === Tag.res
      ? undefined
      : (store.constOf(m) ?? tag !== Tag.const);
  });
  if (literals.some((l) => l !== undefined && Boolean(l))) return true;
  return literals.includes(undefined) ? undefined : false;
}
