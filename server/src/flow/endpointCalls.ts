import type { IndexedRow } from "../models/modelIndex.ts";
import type { ModelRow } from "../models/pack.ts";
import { type Args, type Env, noArgs } from "./env.ts";
import { type Frame, freeze } from "./frame.ts";
import { handedBody } from "./requestBody.ts";
import { type Found, findArguments, recordRequest, recordSecret, writtenAt } from "./rows.ts";
import { type InData, type RecData, Tag, type V, type ValueStore } from "./values.ts";

/** Marks an input that may be the address of a model: a caller who knows one gets a run of its own. */
export const ADDRESS = "@";

/** A request to a known model endpoint is a model call whose arguments are the fields of the JSON body. */
export function endpointCall(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): V | undefined {
  const { store, models } = env;
  const sink = row.sink?.find((x) => x.kind === "url");
  const ref = sink?.arg ?? "0";
  const asked = findArguments(env, f, ref, receiver, args)[0]?.value;
  if (asked === undefined) return undefined;
  const base = sink?.base === undefined ? undefined : baseOf(env, f, sink.base, receiver, args);
  const url = base === undefined ? asked : behind(env, f, base, asked);
  const tails = store.members(freeze(f, url)).map((m) => tailOf(store, m));
  const end = models.endpointOf(f.lang, tails);
  if (!end?.model) {
    needAddress(env, f, url);
    return undefined;
  }
  recordSecret(env, f, "endpoint", url, end, args.site, ref.split("|")[0] ?? "");
  recordSentKeys(env, f, end, freeze(f, url), receiver, args, ref);
  const given = [...args.pos, ...args.keys.values()];
  const body =
    bodyRecord(env, f, given, fieldsOf(end.model), 0) ?? handedBody(env, f, given, args.keys.get("json"));
  if (body === undefined) return undefined;
  const inner: Args = { ...noArgs(args.site, store.bot), keyRest: body };
  const { model } = end;
  const answer = recordRequest(env, f, end, { ...model, envelope: [""] }, store.bot, inner);
  // Vectors are numbers.
  return model.system || model.messages || model.user || model.prompt ? answer : store.unknown;
}
/** Where a client was told that its addresses begin; unknown where nobody is seen to tell it. */
function baseOf(env: Env, f: Frame, ref: string, receiver: V, args: Args): V | undefined {
  const { store } = env;
  const found = findArguments(env, f, ref, receiver, args);
  if (found.length > 0) return freeze(f, store.joinAll(found.map((each) => each.value)));
  const isGiven = store.members(receiver).some((m) => {
    const n = store.node(m);
    const made = n.tag === Tag.stub ? store.node(n.kids[0] as V) : n;
    const given = ref.split("|").flatMap((each) => (each.startsWith("this.") ? [each.slice(5)] : []));
    return made.tag === Tag.rec && given.some((key) => store.field(made, key) !== undefined);
  });
  return isGiven ? store.unknown : undefined;
}
/** What is asked of a client that was told where its addresses begin. */
function behind(env: Env, f: Frame, base: V, asked: V): V {
  const { store } = env;
  return store.joinAll(
    store.members(freeze(f, asked)).map((m) => {
      const n = store.node(m);
      const start = store.stringOf(n.tag === Tag.text ? (n.kids[0] as V) : m) ?? "";
      if (/^[a-z]+:\/\//i.test(start)) return m;
      const between = start === "" || start.startsWith("/") || start.startsWith(":") ? "" : "/";
      return store.text([base, store.const(between), m].map((value) => ({ value, conv: 0 })));
    }),
  );
}
/** Where an address ends, as far as it is known. */
function tailOf(store: ValueStore, m: V): string {
  const n = store.node(m);
  const parts = n.tag === Tag.text ? n.kids : [m];
  // A path alone is the program's own server, whatever stands behind it.
  if (/^\/(?!\/)/.test(store.stringOf(parts[0] as V) ?? "")) return "";
  // What is asked for stands before the query, whatever is filled in there.
  for (const part of parts) {
    const text = store.stringOf(part) ?? "";
    const query = text.search(/[?#]/);
    if (query >= 0) return text.slice(0, query);
  }
  return store.stringOf(parts[parts.length - 1] as V) ?? "";
}
/** What a caller's value of such an input says to the called function; undefined where it is no model's address. */
export function addressFor(env: Env, f: Frame, v: V, input: V): V | undefined {
  const { store, models } = env;
  const known = store.members(v).flatMap((m): V[] => {
    const tail = tailOf(store, m);
    if (models.endpointOf(f.lang, [tail]) === undefined) return [];
    // The rest of the address is the caller's to tell.
    const end = store.const(tail);
    return store.tag(m) === Tag.text
      ? [store.text([input, end].map((value) => ({ value, conv: 0 })))]
      : [end];
  });
  return known.length === 0 ? undefined : store.joinAll(known);
}
/** An address that callers hand over: with one of theirs the call may be one of a model. */
function needAddress(env: Env, f: Frame, url: V): void {
  for (const m of env.store.members(url)) {
    const n = env.store.node(m);
    if (n.tag === Tag.in && (n.data as InData).path.length === 0)
      f.needs.add(`${ADDRESS}${(n.data as InData).root}`);
  }
}
/** Keys in the address or the headers of such a request. */
function recordSentKeys(
  env: Env,
  f: Frame,
  row: IndexedRow,
  url: V,
  receiver: V,
  args: Args,
  ref: string,
): void {
  const { store } = env;
  const headers = findArguments(env, f, "1.headers|0.headers|2.headers|headers", receiver, args);
  const sent: Found[] = [{ value: url, label: ref.split("|")[0] ?? "" }, ...headers];
  for (const { value, label, record } of sent) {
    const { labels } = store.node(freeze(f, value));
    if (store.labels.list(labels).some((id) => store.labels.get(id).kind === "secret"))
      recordSecret(env, f, "credential", value, row, writtenAt(record, args), label);
  }
}
/** The keys of a body by which it is known. */
function fieldsOf(model: ModelRow): Set<string> {
  const slots = [model.messages, model.user, model.prompt, model.data];
  return new Set(slots.flatMap((refs) => (refs ?? []).map((ref) => ref.split(/[.[]/)[0] as string)));
}
function bodyRecord(
  env: Env,
  f: Frame,
  values: readonly V[],
  fields: ReadonlySet<string>,
  depth: number,
): V | undefined {
  const { store } = env;
  for (const v of values) {
    for (const m of store.members(freeze(f, v))) {
      const n = store.node(m);
      if (n.tag === Tag.json)
        return (
          bodyRecord(env, f, [n.kids[0] as V], fields, depth + 1) ??
          (isOpenRecord(store, n.kids[0] as V) ? n.kids[0] : undefined)
        );
      if (n.tag !== Tag.rec) continue;
      const { keys } = n.data as RecData;
      if (keys.some((k) => fields.has(k))) return m;
      if (depth < 2) {
        const found = bodyRecord(
          env,
          f,
          n.kids.filter((_, i) => keys[i] !== "headers"),
          fields,
          depth + 1,
        );
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}
/** A record with more in it than its keys tell. */
function isOpenRecord(store: ValueStore, v: V): boolean {
  const { tag, kids } = store.node(v);
  return tag === Tag.rec && kids[kids.length - 1] !== store.bot;
}
