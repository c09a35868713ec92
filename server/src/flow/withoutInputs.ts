import { blankInstance, stub } from "./access.ts";
import type { Env } from "./env.ts";
import { Tag, type V } from "./values.ts";

/** A value as those know it who have not called the function that made it: without its inputs, but for what they are declared to be. */
export function withoutInputs(env: Env, v: V, gid: number): V {
  const { store } = env;
  const n = store.node(v);
  if (!n.hasIn) return v;
  if (n.tag === Tag.in) {
    const { root, path } = n.data as { root: string; path: readonly string[] };
    const type = path.length === 0 ? env.inputType(gid, root, path) : undefined;
    if (type?.kind === "model") return stub(env, type.type, "", store.bot);
    if (type?.kind === "class" && root !== "this") return blankInstance(store, type.cid);
    return store.bot;
  }
  if (n.tag === Tag.mix || n.tag === Tag.res || n.tag === Tag.chosen) {
    const labels = store.labels.map(n.labels, (l) =>
      l.kind === "in"
        ? undefined
        : { ...l, fed: store.labels.map(l.fed, (m) => (m.kind === "in" ? undefined : m)) },
    );
    return n.tag === Tag.mix
      ? labels === 0
        ? store.unknown
        : store.mix(labels)
      : store.remake(n, n.kids, labels);
  }
  if (n.tag === Tag.or) return store.joinAll(n.kids.map((k) => withoutInputs(env, k, gid)));
  const kids = n.kids.map((k) => {
    const inner = withoutInputs(env, k, gid);
    return inner === store.bot && (n.tag === Tag.text || n.tag === Tag.inst || n.tag === Tag.fun)
      ? n.tag === Tag.fun
        ? store.bot
        : store.unknown
      : inner;
  });
  return store.rebuild(n, kids);
}
