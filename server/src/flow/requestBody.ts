import type { Env } from "./env.ts";
import { type Frame, freeze } from "./frame.ts";
import { type RecData, Tag, type V } from "./values.ts";

/**
 * The body of a request that a caller hands over whole: what JSON is made of, or what stands as `whole`, is an input of
 * the function. Its fields are known where the caller is.
 */
export function handedBody(env: Env, f: Frame, given: readonly V[], whole: V | undefined): V | undefined {
  const { store } = env;
  const input = (value: V) => store.members(freeze(f, value)).find((m) => store.tag(m) === Tag.in);
  if (whole !== undefined && input(whole) !== undefined) return input(whole);
  for (const value of given) {
    for (const member of store.members(freeze(f, value))) {
      const node = store.node(member);
      const { keys } = node.tag === Tag.rec ? (node.data as RecData) : { keys: undefined };
      for (const part of keys ? node.kids.filter((_, i) => keys[i] !== "headers") : [member]) {
        for (const m of store.members(freeze(f, part))) {
          // JSON of an input is a text that the input alone makes.
          const inner = store.node(m);
          const isMade = inner.tag === Tag.json || (inner.tag === Tag.text && inner.kids.length === 1);
          const found = isMade ? input(inner.kids[0] as V) : undefined;
          if (found !== undefined) return found;
        }
      }
    }
  }
  return undefined;
}
