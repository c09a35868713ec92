import { hashText } from "../base/hashText.ts";

/** One part of a report: the `index`-th of `of`, counted from 1. */
export interface Shard {
  index: number;
  of: number;
}

/** The part that speaks of a file, by the hash of its path: every file belongs to exactly one of them, on every machine. */
export function isInShard(path: string, { index, of }: Shard): boolean {
  return Number.parseInt(hashText(path).slice(0, 8), 16) % of === index - 1;
}
