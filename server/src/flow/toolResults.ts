import type { IndexedType } from "../models/modelIndex.ts";
import type { RowData } from "./access.ts";
import type { Env, FunData } from "./env.ts";
import { type LabelSet, newLabel } from "./labels.ts";
import { Tag, type V } from "./values.ts";

const MAX_DEPTH = 6;

/** Foreign text among what the tools of an agent give: by the row of a modelled tool, by the result of a project function. */
export function toolResults(env: Env, tools: V, at: number, depth: number): LabelSet {
  const { store, models } = env;
  if (depth > MAX_DEPTH) return 0;
  const inside = (v: V): LabelSet => toolResults(env, v, at, depth + 1);
  const born = (kind: string | undefined): LabelSet =>
    kind === "external" || kind === "retrieved" ? store.labels.one(newLabel(kind, at)) : 0;
  const given = (gid: number): LabelSet =>
    store.labels.map(store.node(env.summary(gid).ret).labels, (l) =>
      l.kind === "external" || l.kind === "retrieved" ? l : undefined,
    );
  let out: LabelSet = 0;
  const add = (labels: LabelSet): void => {
    out = store.labels.union(out, labels);
  };
  for (const m of store.members(tools)) {
    const n = store.node(m);
    if (n.tag === Tag.list || n.tag === Tag.rec) for (const kid of n.kids) add(inside(kid));
    else if (n.tag === Tag.fun) add(given((n.data as FunData).gid));
    else if (n.tag === Tag.row) add(born(models.row((n.data as RowData).row).source));
    else if (n.tag === Tag.partial) for (const kid of n.kids) add(inside(kid));
    else if (n.tag === Tag.inst) {
      for (const name of workMethods(env, n.data as number)) {
        const member = env.classMember(n.data as number, name);
        if (member) add(inside(member.value));
      }
    } else if (n.tag === Tag.stub) {
      add(born(models.runRow((n.data as { type: IndexedType }).type)?.source));
      // A tool made around a function.
      const args = store.node(n.kids[0] as V);
      if (args.tag === Tag.rec) for (const kid of args.kids) if (isCallable(env, kid)) add(inside(kid));
    }
  }
  return out;
}
function isCallable(env: Env, v: V): boolean {
  return env.store.members(v).some((m) => {
    const tag = env.store.tag(m);
    return tag === Tag.fun || tag === Tag.row || tag === Tag.partial || tag === Tag.rec;
  });
}

/** Methods by which a tool that is a class does its work, as the packs of its bases say. */
export function workMethods(env: Env, cid: number): string[] {
  const names = new Set<string>();
  for (const type of env.modelBases(cid))
    for (const base of env.models.lineage(type))
      for (const [method, entry] of Object.entries(base.model.subclass ?? {}))
        if (entry.role === "tool") names.add(method);
  return [...names];
}
