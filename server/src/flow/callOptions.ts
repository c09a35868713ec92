import type { IndexedRow } from "../models/modelIndex.ts";
import type { Args, Env } from "./env.ts";
import { addUse, type Frame, freeze } from "./frame.ts";
import { findArguments } from "./rows.ts";
import { Tag, type V } from "./values.ts";

/**
 * What a call is bounded by: a record of the row's options that are given, at the call or where its receiver was made.
 * What may hide in a spread that nobody knows counts as given.
 */
export function recordCallOptions(env: Env, f: Frame, row: IndexedRow, receiver: V, args: Args): void {
  if (!row.options) return;
  const { store } = env;
  const entries: [string, V][] = [];
  for (const [name, option] of Object.entries(row.options)) {
    const found = option.args.flatMap((ref) => findArguments(env, f, ref, receiver, args));
    if (found.length > 0) entries.push([name, store.joinAll(found.map((x) => freeze(f, x.value)))]);
    else if (option.args.some((ref) => isHidden(env, ref, receiver, args)))
      entries.push([name, store.unknown]);
  }
  addUse(f, {
    kind: "call",
    sink: "use",
    value: store.rec(entries, store.bot),
    row: row.id,
    site: args.site,
    arg: "",
    chain: [],
    tier: 0,
  });
}

/** Nobody knows with what the receiver was made, or what is spread into the call. */
function isHidden(env: Env, ref: string, receiver: V, args: Args): boolean {
  const { store } = env;
  if (args.keyRest !== store.bot && store.tag(args.keyRest) !== Tag.rec) return true;
  if (!ref.startsWith("this.")) return false;
  return store.members(receiver).some((m) => {
    const n = store.node(m);
    if (n.tag !== Tag.stub) return true;
    return store.tag(n.kids[0] as V) !== Tag.rec;
  });
}
