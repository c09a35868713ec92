import type { Args, Env } from "./env.ts";
import { type Frame, freeze } from "./frame.ts";
import { type RecData, Tag, type V } from "./values.ts";

/** Operators and functions that rank rows by how near their vectors are, in the dialects of SQL, Cypher and MongoDB. */
const NEARNESS =
  /<=>|<->|<#>|<\+>|\$vectorSearch|\b(?:vec_distance|vector_distance|cosine_distance|l2_distance|euclidean_distance|cosineDistance|l2Distance|approx_near|db\.index\.vector\.query\w+|vector\.similarity\.\w+|array_cosine_similarity|array_distance|vector_top_k)\b/i;
/** Statements that make tables and functions search nothing themselves. */
const DEFINITION = /^\s*(?:create|alter|drop|insert)\b/i;

const STATEMENT = /\border\s+by\b|\bcall\s+db\.index\b/i;

/** A text is a whole statement that searches by vectors. */
export const isSearchText = (text: string): boolean =>
  NEARNESS.test(text) && STATEMENT.test(text) && !DEFINITION.test(text);

/** Some constant part of the value, or key in it, ranks by nearness. */
export function ranksByNearness(env: Env, v: V, depth = 0): boolean {
  const { store } = env;
  return store.members(v).some((m) => {
    const n = store.node(m);
    if (n.tag === Tag.const) return typeof n.data === "string" && NEARNESS.test(n.data);
    if (depth > 5) return false;
    if (n.tag === Tag.rec && (n.data as RecData).keys.some((key) => NEARNESS.test(key))) return true;
    const isOpen = n.tag === Tag.text || n.tag === Tag.list || n.tag === Tag.rec || n.tag === Tag.stub;
    return isOpen && n.kids.some((kid) => ranksByNearness(env, kid, depth + 1));
  });
}

/** The statement that is handed over is a search by vectors, and is told here for the first time. */
export function beginsSearch(env: Env, f: Frame, args: Args): boolean {
  const { store } = env;
  return args.pos.slice(0, 1).some((given) =>
    store.members(freeze(f, given)).some((m) => {
      const n = store.node(m);
      const isMade = store.labels
        .list(n.labels)
        .some((label) => store.labels.get(label).kind === "retrieved");
      if (isMade || DEFINITION.test(store.stringOf(n.tag === Tag.text ? (n.kids[0] as V) : m) ?? ""))
        return false;
      return ranksByNearness(env, m);
    }),
  );
}
