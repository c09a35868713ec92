import type { Row } from "../models/pack.ts";
import type { Args, Env } from "./env.ts";
import { type Frame, freeze } from "./frame.ts";
import { findArguments } from "./rows.ts";
import type { V } from "./values.ts";

/** Notes a call whose result is a label and how sure a classifier is of it. A task that nobody knows is none. */
export function recordClassification(
  env: Env,
  f: Frame,
  { tasks }: NonNullable<Row["classifier"]>,
  row: number,
  receiver: V,
  args: Args,
): void {
  if (tasks !== undefined) {
    const named = findArguments(env, f, tasks.arg, receiver, args).flatMap(({ value }) =>
      env.store.members(freeze(f, value)).map((m) => env.store.stringOf(m)),
    );
    if (!named.some((name) => name !== undefined && tasks.are.includes(name))) return;
  }
  env.classifications.set(args.site, row);
}
