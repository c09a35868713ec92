import { compareText } from "../base/order.ts";
import { siteFunc } from "../flow/program.ts";
import type { SinkKind } from "../models/pack.ts";
import type { Candidate, JudgeInput } from "./judge.ts";
import { constantText } from "./prompts.ts";

/**
 * Places that a reviewer would write up once become one finding, at the first of them; the others are paths of it. One group of candidates
 * is what stands at one place.
 */
export function joinGroups(input: JudgeInput, groups: readonly Candidate[][]): Candidate[][] {
  return joinRequests(input, joinSinks(groups));
}

/** Calls on the way from which on sinks count as one harm: they are far from where the value should have been checked. */
const FAR = 2;
/**
 * One file's journey through one function (created, renamed, removed) is one finding, at its first place; so is what the
 * same first calls hand to many functions deep below.
 */
function joinSinks(groups: readonly Candidate[][]): Candidate[][] {
  const out: Candidate[][] = [];
  const owners = new Map<string, Candidate[][]>();
  for (const group of [...groups].sort(byDistance)) {
    const [first] = group;
    if (first === undefined) continue;
    const { use } = first.hit;
    if (use.kind !== "sink" || !MERGED.has(use.sink)) {
      out.push(group);
      continue;
    }
    const keys = [
      `${first.ruleId}|in ${siteFunc(use.site)}`,
      ...(use.chain.length > FAR ? [`${first.ruleId}|by ${use.chain.slice(0, FAR).join(",")}`] : []),
    ];
    const same = keys
      .flatMap((key) => owners.get(key) ?? [])
      .find((g) => strength(g) >= strength(group) && g.some((c) => group.some((d) => isSameSource(c, d))));
    if (same) same.push(...group);
    else out.push(group);
    for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), same ?? group]);
  }
  return out;
}
/** A file's journey; a page that shows parts of an answer; tries to read one answer. */
const MERGED = new Set<SinkKind>(["path", "remote-content", "use"]);
/** Born at the same place; of text that was parsed: read from the same answers. */
function isSameSource(a: Candidate, b: Candidate): boolean {
  if (a.label.kind !== b.label.kind) return false;
  return a.label.kind === "parsed" ? a.label.fed === b.label.fed : a.label.origin === b.label.origin;
}
function byDistance(a: readonly Candidate[], b: readonly Candidate[]): number {
  const distance = (g: readonly Candidate[]): number => Math.min(...g.map((c) => c.hit.use.chain.length));
  const [x, y] = [a[0]?.at, b[0]?.at];
  return (
    distance(a) - distance(b) ||
    compareText(x?.path ?? "", y?.path ?? "") ||
    (x?.start ?? 0) - (y?.start ?? 0)
  );
}
const strength = (group: readonly Candidate[]): number =>
  Math.max(...group.map((c) => c.lowered * 4 - c.tier));

/** Two places are read side by side; from so many on they are a list with one thing to say. */
const MANY = 3;

/** The same data in the same words, handed to many clients or in many branches of a wrapper. */
function joinRequests(input: JudgeInput, groups: readonly Candidate[][]): Candidate[][] {
  const clusters: Candidate[][][] = [];
  const owners = new Map<string, Candidate[][]>();
  const order = [...groups].sort((a, b) => strength(b) - strength(a) || byDistance(a, b));
  for (const group of order) {
    const keys = new Set(group.flatMap((c) => keyOfRequest(input, c) ?? []));
    let owner = [...keys].map((key) => owners.get(key)).find((each) => each !== undefined);
    if (owner) owner.push(group);
    else {
      owner = [group];
      clusters.push(owner);
    }
    for (const key of keys) if (!owners.has(key)) owners.set(key, owner);
  }
  return clusters.flatMap((cluster) => (cluster.length < MANY ? cluster : [cluster.flat()]));
}

/** What two places have in common that are one for a reader; undefined where each stands for itself. */
function keyOfRequest(input: JudgeInput, c: Candidate): string | undefined {
  const { use } = c.hit;
  const born = `${c.ruleId}|${c.label.kind}|${c.label.origin}`;
  if (use.kind === "request" && c.text !== undefined) {
    const words = constantText(input, c.text);
    if (/\p{L}{2,}\P{L}+\p{L}{2,}/u.test(words)) return `${born}|${c.values.slot}|${words}`;
  }
  const [first] = use.chain;
  return first !== undefined && (use.kind === "request" || use.kind === "endpoint")
    ? `${born}|${c.values.slot}|by ${first}`
    : undefined;
}
