import type { Demand } from "./demand.ts";
import type { Env } from "./env.ts";
import { type Site, siteFunc } from "./program.ts";
import { type Effect, type Summary, sameForCallers, sameForReaders } from "./summary.ts";
import { Tag, type V } from "./values.ts";

export type Spec = ReadonlyMap<string, V>;

/** A run of a function, in general or with some inputs given. */
export interface Finished {
  gid: number;
  summary: Summary;
  spec: Spec | undefined;
  isGeneral: boolean;
}

/** What a whole run keeps of its runs of functions. */
export interface Runs {
  summaries: Demand<Summary>;
  /** By key in `summaries`. */
  finished: ReadonlyMap<string, Finished>;
  /** By function: what is behind its number in the keys of runs with inputs given. */
  specs: ReadonlyMap<number, ReadonlySet<string>>;
  /** By function: those that asked for what it does. */
  users: readonly (readonly number[] | undefined)[];
}

/** Functions followed anew after a change of bodies beyond which the whole file is. */
const MOST_RESTING = 200;

/** Follows functions with another body in the place of the old one, and whoever rests on what they do. */
export class Anew {
  private readonly env: Env;
  private readonly runs: Runs;
  /** By function: those it asked for. */
  private callees: ReadonlyMap<number, ReadonlySet<number>> | undefined;

  constructor(env: Env, runs: Runs) {
    this.env = env;
    this.runs = runs;
  }

  /**
   * Runs functions again, and whoever rests on what they do, until it comes out the same; those that ran. Undefined where too
   * much rests on it. `forget`: what the run remembers of a function, beside `runs`; `module`: what is done after a module.
   */
  follow(
    changed: readonly number[],
    {
      forget,
      module,
      cancelled,
    }: { forget: (gid: number) => void; module: () => void; cancelled: () => boolean },
  ): Set<number> | undefined {
    const { env } = this;
    const { summaries, finished, users } = this.runs;
    const anew = new Set<number>();
    const queue = new Set(changed);
    let runs = 0;
    for (const gid of queue) {
      queue.delete(gid);
      anew.add(gid);
      if (++runs > MOST_RESTING || cancelled()) return undefined;
      const isModule = env.program.func(gid).ir.kind === "module";
      const old = this.runsOf(gid);
      const isCyclic = [...old.keys()].some((key) => summaries.isCyclic(key));
      for (const key of old.keys()) summaries.take(key);
      this.forgetRecords(gid);
      this.forgetCalls(gid, anew);
      forget(gid);
      for (const { spec } of old.values()) env.summary(gid, spec);
      if (isModule) module();
      for (const [key, { summary }] of old) {
        const now = finished.get(key)?.summary;
        if (!now || !sameForReaders(summary, now, (effect) => this.isFact(effect))) return undefined;
        if (isModule || sameForCallers(summary, now)) continue;
        if (isCyclic && this.restsOnItself(gid)) return undefined;
        for (const user of users[gid] ?? []) queue.add(user);
      }
    }
    return anew;
  }

  /** Its runs by their keys, in general and with inputs given. */
  runsOf(gid: number): Map<string, Finished> {
    const out = new Map<string, Finished>();
    for (const key of [
      `f${gid}`,
      ...[...(this.runs.specs.get(gid) ?? [])].map((suffix) => `f${gid}|${suffix}`),
    ]) {
      const run = this.runs.finished.get(key);
      if (run) out.set(key, run);
    }
    return out;
  }

  /** Fields that a method writes are known to other methods; what becomes of arguments, to callers only. */
  private isFact({ target }: Effect): boolean {
    const n = this.env.store.node(target);
    return n.tag !== Tag.in || (n.data as { root: string }).root === "this";
  }

  /** Whether a function calls itself by way of others. */
  private restsOnItself(gid: number): boolean {
    const { users } = this.runs;
    const seen = new Set(users[gid] ?? []);
    for (const each of seen) {
      if (each === gid || seen.size > MOST_RESTING) return true;
      const { kind } = this.env.program.func(each).ir;
      if (kind !== "module" && kind !== "classBody") for (const user of users[each] ?? []) seen.add(user);
    }
    return false;
  }

  /** What only these functions were seen to call is not called until one of them does so again. */
  private forgetCalls(gid: number, anew: ReadonlySet<number>): void {
    const { env } = this;
    const { users } = this.runs;
    this.callees ??= turned(users);
    for (const callee of this.callees.get(gid) ?? []) {
      if (!users[callee]?.every((user) => anew.has(user))) continue;
      env.called.delete(callee);
      env.entered.delete(callee);
    }
  }

  /** What the runs of a function left by its places. */
  private forgetRecords(gid: number): void {
    const { env } = this;
    const isHere = (site: Site): boolean => siteFunc(site) === gid;
    for (const records of [env.schemas, env.classifications, env.verdicts])
      for (const site of records.keys()) if (isHere(site)) records.delete(site);
    for (const records of [env.noted, env.entries])
      for (const [key, { site }] of records) if (isHere(site)) records.delete(key);
  }
}

function turned(users: Runs["users"]): Map<number, Set<number>> {
  const out = new Map<number, Set<number>>();
  for (const [callee, callers] of users.entries())
    for (const caller of callers ?? []) {
      const known = out.get(caller);
      if (known) known.add(callee);
      else out.set(caller, new Set([callee]));
    }
  return out;
}
