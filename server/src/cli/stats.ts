import { compareText } from "../base/order.ts";
import type { ModelCall, RunStats } from "../findings/finding.ts";
import { escapeSentence } from "../report/escape.ts";

/** Measures how long the stages take, from the calls that tell of progress. */
export interface StageClock {
  update(stage: string): void;
  /** Seconds by stage, in their order; the last one ends now. */
  finish(): [string, number][];
}

/** `now` in milliseconds. */
export function openStageClock(now: () => number): StageClock {
  const stages = new Map<string, number>();
  let stage: string | undefined;
  let since = now();
  const change = (next: string | undefined): void => {
    const at = now();
    if (stage !== undefined) stages.set(stage, (stages.get(stage) ?? 0) + at - since);
    stage = next;
    since = at;
  };
  return {
    update: (next) => {
      if (next !== stage) change(next);
    },
    finish: () => {
      change(undefined);
      return [...stages].map(([name, ms]) => [name, ms / 1000]);
    },
  };
}

/** What a scan saw, for `--stats`; all but the times is the same in every run. */
export function renderStats(
  stats: RunStats,
  calls: readonly ModelCall[],
  times: readonly [string, number][],
): string {
  const count = (tier: ModelCall["tier"]) => calls.filter((call) => call.tier === tier).length;
  const blind = calls.filter((call) => !call.understood).length;
  const packages = new Map<string, number>();
  for (const call of calls) packages.set(call.package, (packages.get(call.package) ?? 0) + 1);
  const byNumber = [...packages].sort(([a, n], [b, m]) => m - n || compareText(a, b));
  const { a, b, c, unresolved } = stats.calls;
  const rows: [string, string][] = [
    [
      "files",
      `${stats.files}, analysed ${stats.analysed}; ${stats.lines} lines, ${stats.functions} functions`,
    ],
    [
      "model calls",
      `${calls.length}: ${count("certain")} certain, ${count("few")} among few, ${count("name")} by name; ${blind} without an understood slot`,
    ],
    ...byNumber.map(([name, n]): [string, string] => [`  ${escapeSentence(name)}`, String(n)]),
    ["all calls", `${a} certain, ${b} among few, ${c} by name, ${unresolved} unresolved`],
    ["budgets used up", String(stats.cuts)],
    ["seconds", times.map(([stage, seconds]) => `${stage} ${seconds.toFixed(2)}`).join(", ")],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join("");
}
