import type { IndexedType } from "../models/modelIndex.ts";
import type { Env } from "./env.ts";
import { contents, type Frame, freeze } from "./frame.ts";
import { sinkBit } from "./labels.ts";
import { type RecData, Tag, type V } from "./values.ts";

/** Kinds of schema values that builders make (zod, valibot, …). */
export interface SchemaData {
  kind: "string" | "closed" | "enum" | "object" | "array" | "other";
  /** Sinks a string of this shape cannot harm (anchored pattern, uuid). */
  clears: number;
  /** Type of the pack whose members are its methods. */
  type?: IndexedType | undefined;
}

export function schema(env: Env, data: SchemaData, kids: readonly V[]): V {
  return env.store.make(Tag.schema, `${data.kind}|${data.clears}|${data.type?.id ?? ""}`, data, kids);
}

/** The value of data that passed `schemaValue`; `raw` makes the unchecked leaf at a path. */
export function schemaField(
  env: Env,
  f: Frame,
  schemaValue: V,
  raw: (path: readonly string[]) => V,
  path: readonly string[],
): V {
  const { store } = env;
  const n = store.node(contents(f, schemaValue));
  if (path.length > 4) return raw(path);
  if (n.tag === Tag.rec) {
    // A raw shape: { path: z.string() }.
    const { keys } = n.data as RecData;
    return store.rec(
      keys.map((k, i) => [k, schemaField(env, f, n.kids[i] as V, raw, [...path, k])] as const),
      store.bot,
    );
  }
  if (n.tag === Tag.or) return store.joinAll(n.kids.map((k) => schemaField(env, f, k, raw, path)));
  if (n.tag !== Tag.schema) return raw(path);
  const data = n.data as SchemaData;
  switch (data.kind) {
    case "closed":
      return store.unknown;
    case "enum":
      return n.kids[0] !== undefined ? store.joinAll(store.members(n.kids[0])) : store.unknown;
    case "object":
      return n.kids[0] === undefined ? raw(path) : schemaField(env, f, n.kids[0], raw, path);
    case "array":
      return store.list(
        [],
        n.kids[0] === undefined ? raw([...path, "[]"]) : schemaField(env, f, n.kids[0], raw, [...path, "[]"]),
      );
    case "string":
      return store.grade(raw(path), data.clears | sinkBit.use, 0);
    default:
      return store.grade(raw(path), sinkBit.use, 0);
  }
}

/** What a schema's parse makes of `value`: structure from the schema, leaves from the value. */
export function parseWith(
  env: Env,
  f: Frame,
  schemaValue: V,
  value: V,
  read: (path: readonly string[]) => V,
): V {
  const frozen = freeze(f, value);
  if (env.store.node(frozen).labels === 0) return frozen;
  return schemaField(env, f, schemaValue, (path) => freeze(f, read(path)), []);
}
