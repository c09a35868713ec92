import type { IndexedType, ModelIndex } from "../models/modelIndex.ts";
import type { Condition } from "../models/pack.ts";
import { Tag, type V, type ValueStore } from "./values.ts";

/**
 * Whether a condition of a pack holds for what was given: undefined when the values do not tell.
 * `value` is undefined (or bottom) when the argument was not given at all.
 */
export function truthOf(
  store: ValueStore,
  models: ModelIndex,
  condition: Test,
  value: V | undefined,
): boolean | undefined {
  const given = value === store.bot ? undefined : value;
  const truth = positive(store, models, condition, given);
  return condition.not && truth !== undefined ? !truth : truth;
}

function positive(
  store: ValueStore,
  models: ModelIndex,
  condition: Test,
  value: V | undefined,
): boolean | undefined {
  if (condition.contains !== undefined) {
    if (value === undefined) return false;
    if (containsName(store, models, value, condition.contains)) return true;
    return store.node(value).hasIn ? undefined : false;
  }
  if (condition.like !== undefined) {
    if (value === undefined) return false;
    if (someConstant(store, value, LIKE[condition.like])) return true;
    return store.node(value).hasIn ? undefined : false;
  }
  if (condition.is === undefined) {
    if (value === undefined) return false;
    return store.members(value).some((m) => m !== store.null);
  }
  if (value === undefined) return condition.is === false || condition.is === null;
  let open = false;
  for (const m of store.members(value)) {
    if (isNamed(store, models, m, condition.is)) return true;
    const tag = store.tag(m);
    if (tag !== Tag.const && tag !== Tag.ext && tag !== Tag.list && tag !== Tag.rec && tag !== Tag.bot)
      open = true;
  }
  return open ? undefined : false;
}

type Test = { [K in Exclude<keyof Condition, "arg">]?: Condition[K] | undefined };

const LIKE: Record<NonNullable<Condition["like"]>, RegExp> = {
  commit: /^[0-9a-f]{7,64}$/,
  "model file":
    /model|index|vector|embed|store|weights|checkpoint|classif|predictor|regress|tokeniz|vocab|faiss|lora|\.(?:pt|pth|ckpt|pkl\.gz|joblib)$/i,
  "root folder": /^(?:\/|~|~\/|[A-Za-z]:[\\/]?|\/home(?:\/\w+)?\/?|\/Users(?:\/\w+)?\/?|\/root\/?|\/etc\/?)$/,
  "write mode": /^[rbt]*[wax+]/,
  // The id of a model has one slash at most.
  "local path": /^(?:\.{1,2}[\\/]|\/|~\/|[A-Za-z]:[\\/]|[\w.-]+(?:\/[\w.-]+){2,}$)/,
};

/** Some text constant inside the value has the form. */
function someConstant(store: ValueStore, value: V, form: RegExp): boolean {
  const seen = new Set<V>();
  const visit = (v: V): boolean => {
    if (seen.has(v)) return false;
    seen.add(v);
    const n = store.node(v);
    if (n.tag === Tag.const) return typeof n.data === "string" && form.test(n.data);
    return n.kids.some(visit);
  };
  return visit(value);
}

/** A constant, or an imported member of that name (`Threshold.NONE`). */
function isNamed(store: ValueStore, models: ModelIndex, v: V, wanted: Condition["is"]): boolean {
  const n = store.node(v);
  if (n.tag === Tag.const) return n.data === wanted;
  return typeof wanted === "string" && nameMatches(models, n, wanted);
}

function nameMatches(models: ModelIndex, n: { tag: number; data: unknown }, name: string): boolean {
  if (n.tag === Tag.ext) {
    const data = n.data as { specifier: string; path: readonly string[] };
    return (
      data.specifier === name ||
      data.path[data.path.length - 1] === name ||
      data.specifier.endsWith(`/${name}`)
    );
  }
  if (n.tag === Tag.row) {
    const row = models.row((n.data as { row: number }).row);
    return row.name === name || row.packId.endsWith(`/${name}`);
  }
  if (n.tag === Tag.stub) return (n.data as { type: IndexedType }).type.name === name;
  return n.tag === Tag.type && (n.data as IndexedType).name === name;
}

/** Some part of the value is the constant, or the imported name. */
function containsName(store: ValueStore, models: ModelIndex, value: V, name: string): boolean {
  const seen = new Set<V>();
  const visit = (v: V): boolean => {
    if (seen.has(v)) return false;
    seen.add(v);
    const n = store.node(v);
    // A package may be named with its version.
    if (n.tag === Tag.const)
      return n.data === name || (typeof n.data === "string" && n.data.startsWith(`${name}@`));
    return nameMatches(models, n, name) || n.kids.some(visit);
  };
  return visit(value);
}
