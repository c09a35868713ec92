import type { IndexedRow } from "../models/modelIndex.ts";
import type { SinkRow } from "../models/pack.ts";
import type { Args, Env } from "./env.ts";
import { addUse, type Frame, freeze } from "./frame.ts";
import { findArguments } from "./rows.ts";
import type { V } from "./values.ts";

/** Most files that one function tells of. */
const MAX_FILES = 24;

/**
 * What is written to which file, and which file a model learns from. The use's value is a record of `content` and `name`:
 * names are compared with each other, so they count without a label as well.
 */
export function recordFile(
  env: Env,
  f: Frame,
  sink: SinkRow,
  row: IndexedRow,
  receiver: V,
  args: Args,
): void {
  const { store } = env;
  const name = sink.name
    ? store.joinAll(findArguments(env, f, sink.name, receiver, args).map((x) => freeze(f, x.value)))
    : store.bot;
  for (const { value, label } of findArguments(env, f, sink.arg, receiver, args)) {
    const content = freeze(f, value);
    const tells = sink.form === "download" || (sink.kind === "training-data" && name !== store.bot);
    if (!tells && store.node(content).labels === 0) continue;
    if (f.uses.filter((u) => u.sink === sink.kind).length >= MAX_FILES) return;
    addUse(f, {
      kind: "sink",
      sink: sink.kind,
      value: store.rec(
        [
          ["content", content],
          ["name", name === store.bot ? store.unknown : name],
        ],
        store.bot,
        args.site,
      ),
      row: row.id,
      site: args.site,
      arg: label,
      chain: [],
      tier: 0,
      ...(sink.form === "download" ? { form: sink.form } : {}),
    });
  }
}
