import { compareText } from "../base/order.ts";
import type { Level } from "../findings/finding.ts";
import type { Shard } from "../findings/shard.ts";
import type { JsonFinding, JsonReport } from "./json.ts";
import { printJson } from "./printJson.ts";
import { leftOut, MOST_RESULTS, MOST_SHOWN } from "./sarif.ts";

/** A report made of others, and what decides the exit code. */
export interface Merged {
  text: string;
  /** The worst level of what counts. */
  worst: Level | undefined;
  fatal: boolean;
}

/**
 * One report of several: of the parts of one scan (`--shard`) exactly what the scan would have written without it; of scans
 * of several projects, all they found. Rejects, with a message for people, what does not belong together.
 */
export function mergeReports(reports: readonly { name: string; text: string }[]): Merged | { error: string } {
  const parsed: { name: string; value: unknown }[] = [];
  for (const { name, text } of reports) {
    try {
      parsed.push({ name, value: JSON.parse(text) });
    } catch {
      return { error: `${name} is no JSON` };
    }
  }
  if (parsed.every(({ value }) => isJsonReport(value)))
    return mergeJson(parsed as { name: string; value: JsonReport }[]);
  if (parsed.every(({ value }) => isSarif(value)))
    return mergeSarif(parsed as { name: string; value: Sarif }[]);
  const other = parsed.find(({ value }) => !isJsonReport(value) && !isSarif(value));
  return {
    error: other
      ? `${other.name} is no report that llmlint wrote as json or sarif`
      : "reports of one format can be merged, not json with sarif",
  };
}

function mergeJson(reports: readonly { name: string; value: JsonReport }[]): Merged | { error: string } {
  const parts = reports.map(({ name, value }) => ({ name, shard: value.shard, head: headOf(value) }));
  const error = misfit(parts);
  if (error !== undefined) return { error };
  const values = reports.map(({ value }) => value);
  const [first] = values as [JsonReport];
  const findings = byFile(values.map((v) => v.findings));
  const problems = byFile(values.map((v) => v.problems));
  const { shard, ...rest } = first;
  const summary = { ...first.summary };
  for (const key of Object.keys(summary) as (keyof typeof summary)[])
    summary[key] = values.reduce((sum, v) => sum + v.summary[key], 0);
  const modelCalls = values.flatMap((v) => v.modelCalls ?? []);
  const merged = {
    ...rest,
    summary,
    stats: shard ? first.stats : sumOf(values.map((v) => v.stats)),
    findings,
    problems,
    ...(first.modelCalls && { modelCalls: shard ? first.modelCalls : modelCalls }),
  };
  const counts = (f: JsonFinding): boolean => f.suppressed === null && f.known === null;
  return {
    text: `${printJson(merged, 2)}\n`,
    worst: LEVELS.find((level) => findings.some((f) => counts(f) && f.level === level)),
    fatal: problems.some((p) => p.fatal),
  };
}

interface Sarif {
  runs: [
    {
      tool: { driver: { name: string; version: string } };
      invocations: [{ executionSuccessful: boolean; toolExecutionNotifications: Notification[] }];
      results: Result[];
      properties: { profile: string; shard?: Shard; stats: object };
    },
  ];
}
interface Located {
  locations?: { physicalLocation: { artifactLocation: { uri: string } } }[];
}
interface Notification extends Located {
  level: string;
  message: { text: string };
}
interface Result extends Located {
  level: "error" | "warning" | "note";
  suppressions?: unknown[];
  codeFlows?: unknown[];
}

function mergeSarif(reports: readonly { name: string; value: Sarif }[]): Merged | { error: string } {
  const runs = reports.map(({ value }) => value.runs[0]);
  const error = misfit(
    reports.map(({ name, value: { runs: of } }) => ({
      name,
      shard: of[0].properties.shard,
      head: [of[0].tool.driver.version, of[0].properties.profile],
    })),
  );
  if (error !== undefined) return { error };
  const [first] = runs as [Sarif["runs"][0]];
  const {
    properties: { shard, ...properties },
  } = first;
  const all = byFile(runs.map((run) => run.results));
  const results = withinLimits(all);
  const notifications = byFile(
    runs.map((run) => run.invocations[0].toolExecutionNotifications.filter((n) => numberLeftOut(n) === 0)),
  );
  const missing =
    all.length -
    results.length +
    runs
      .flatMap((run) => run.invocations[0].toolExecutionNotifications.map(numberLeftOut))
      .reduce((sum, n) => sum + n, 0);
  const fatal = runs.some((run) => !run.invocations[0].executionSuccessful);
  const merged = {
    ...reports[0]?.value,
    runs: [
      {
        ...first,
        invocations: [
          {
            ...first.invocations[0],
            executionSuccessful: !fatal,
            toolExecutionNotifications: [...notifications, ...(missing > 0 ? [leftOut(missing)] : [])],
          },
        ],
        results,
        properties: shard
          ? properties
          : { ...properties, stats: sumOf(runs.map((run) => run.properties.stats)) },
      },
    ],
  };
  const active = results.filter((r) => !r.suppressions?.length);
  return {
    text: `${printJson(merged, 2)}\n`,
    worst: LEVELS.find((level) => active.some((r) => r.level === SARIF_LEVELS[level])),
    fatal,
  };
}

const LEVELS = ["error", "warning", "info"] as const;
const SARIF_LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** What a run holds is bounded; the worst stay, and the worst of them keep their paths. */
function withinLimits(results: readonly Result[]): Result[] {
  if (results.length <= MOST_SHOWN) return [...results];
  const rank = (r: Result): number =>
    (r.suppressions?.length ? 0 : LEVELS.length) + ["note", "warning", "error"].indexOf(r.level);
  const order = results
    .map((_, i) => i)
    .sort((a, b) => rank(results[b] as Result) - rank(results[a] as Result));
  const kept = new Map(order.slice(0, MOST_RESULTS).map((i, place) => [i, place] as const));
  return results.flatMap((result, i) => {
    const place = kept.get(i);
    if (place === undefined) return [];
    if (place < MOST_SHOWN) return [result];
    const { codeFlows: _, ...rest } = result;
    return [rest];
  });
}

function numberLeftOut({ message, locations }: Notification): number {
  const found = locations
    ? undefined
    : /^(\d+) findings of the lowest levels are left out/.exec(message.text);
  return Number(found?.[1] ?? 0);
}

/** In the order of files; what a report says of one file stays in its order. */
function byFile<T>(lists: readonly (readonly T[])[]): T[] {
  const keyed = lists.flat().map((item) => ({ item, path: pathOf(item) }));
  return keyed.sort((a, b) => compareText(a.path, b.path)).map(({ item }) => item);
}

/** "" for what concerns the whole. */
function pathOf(item: unknown): string {
  const { path, locations } = item as { path?: string } & Located;
  if (path !== undefined) return path === "." ? "" : path;
  const uri = locations?.[0]?.physicalLocation.artifactLocation.uri;
  return uri === undefined ? "" : decodeURIComponent(uri);
}

const headOf = (value: JsonReport): string[] => [value.tool.version, value.profile, String(value.version)];

/** Why reports don't belong together; undefined where they do. */
function misfit(
  parts: readonly { name: string; shard: Shard | undefined; head: readonly string[] }[],
): string | undefined {
  const [first, ...others] = parts;
  if (first === undefined) return "no reports to merge";
  for (const other of others)
    if (other.head.join() !== first.head.join())
      return `${other.name} was written by another version, or with another profile, than ${first.name}`;
  const shards = parts.filter((p) => p.shard);
  if (shards.length === 0) return undefined;
  const whole = parts.find((p) => !p.shard);
  if (whole) return `${whole.name} is a whole report, ${shards[0]?.name} a part of one`;
  const of = first.shard?.of ?? 0;
  const strange = parts.find((p) => p.shard?.of !== of);
  if (strange) return `${strange.name} is a part of ${strange.shard?.of}, ${first.name} of ${of}`;
  for (let index = 1; index <= of; index++) {
    const holding = parts.filter((p) => p.shard?.index === index);
    if (holding.length === 0) return `part ${index} of ${of} is missing`;
    if (holding.length > 1)
      return `${holding[0]?.name} and ${holding[1]?.name} are both part ${index} of ${of}`;
  }
  return undefined;
}

/** Figures of several projects, added up key by key. */
function sumOf<T extends object>(stats: readonly T[]): T {
  const add = (a: unknown, b: unknown): unknown => {
    if (typeof a === "number" && typeof b === "number") return a + b;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a ?? b;
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return Object.fromEntries(
      [...keys].map((key) => [
        key,
        add((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
      ]),
    );
  };
  return stats.reduce((sum, next) => add(sum, next) as T);
}

function isJsonReport(value: unknown): value is JsonReport {
  return (
    typeof value === "object" &&
    value !== null &&
    "findings" in value &&
    Array.isArray(value.findings) &&
    "problems" in value &&
    Array.isArray(value.problems) &&
    "summary" in value &&
    "tool" in value
  );
}

function isSarif(value: unknown): value is Sarif {
  const runs = (value as Partial<Sarif> | null)?.runs;
  return (
    Array.isArray(runs) &&
    runs.length === 1 &&
    runs[0]?.tool?.driver?.name === "llmlint" &&
    Array.isArray(runs[0].results) &&
    Array.isArray(runs[0].invocations?.[0]?.toolExecutionNotifications) &&
    typeof runs[0].properties === "object"
  );
}
