import { Tag, type V } from "../flow/values.ts";
import type { JudgeInput } from "./judge.ts";

/** A part of the record that a use of kind `file` or `training-data` has as its value. */
export function fieldOf(input: JudgeInput, v: V, name: "content" | "name"): V {
  const { store } = input.result;
  return store.joinAll(
    store.members(v).map((m) => {
      const n = store.node(m);
      return n.tag === Tag.rec ? (store.field(n, name) ?? store.bot) : store.bot;
    }),
  );
}

/** The ends of what a file may be called, as far as constants tell: "train.jsonl" of `${folder}/train.jsonl`. */
export function fileNames(input: JudgeInput, name: V, depth = 0): string[] {
  const { store } = input.result;
  return store.members(name).flatMap((m) => {
    const n = store.node(m);
    // A path or an open file as an object: what it was made with, the last part first.
    if (n.tag === Tag.stub) {
      const given = store.node(n.kids[0] as V);
      if (given.tag !== Tag.rec || depth >= 3) return [];
      const parts = ["this", "0", "1", "file"].map((key) => store.field(given, key) ?? store.bot);
      return parts.flatMap((part) => (part === store.bot ? [] : fileNames(input, part, depth + 1)));
    }
    const text = store.stringOf(n.tag === Tag.text ? (n.kids[n.kids.length - 1] as V) : m);
    const last = text?.split(/[\\/]/).pop();
    return last === undefined || !last.includes(".") ? [] : [last];
  });
}
