import type { Env } from "./env.ts";
import { type Frame, refine, refined, site } from "./frame.ts";
import { type LabelSet, newLabel, withGrade } from "./labels.ts";
import type { Site } from "./program.ts";
import { type ResData, Tag, type V } from "./values.ts";

/** `req.body` is read here: the same object wherever this run of the function reads it of the same receiver. */
export function noteRead(f: Frame, receiver: V, row: number): void {
  const key = `${receiver}|${row}`;
  const first = f.firstReads.get(key);
  if (first === undefined) f.firstReads.set(key, site(f));
  else if (first !== site(f)) f.sameReads.set(site(f), first);
}

/** What was read, as far as a guard on an earlier read of the same place, or of what holds it, knows it better. */
export function known(env: Env, f: Frame, v: V): V {
  const own = refined(f, v);
  if (own !== v || f.sameReads.size === 0 || !f.state?.refine) return own;
  const { store } = env;
  const n = store.node(v);
  if (n.tag !== Tag.res) return v;
  const data = n.data as ResData;
  const first = f.sameReads.get(data.site);
  if (first === undefined) return v;
  // Grades of the label are its only difference from what was read first.
  const labels = store.labels.map(n.labels, (l) => (l.origin === data.site ? { ...l, origin: first } : l));
  const twin = store.res(first, data.row, data.path, labels);
  const better = refined(f, twin);
  const found =
    better === twin
      ? v
      : store.relabel(better, (l) => (l.origin === first ? { ...l, origin: data.site } : l));
  const verdict = verdictOf(env, first);
  const judged = refined(f, verdict);
  const [grade] = judged === verdict ? [] : store.labels.list(store.node(judged).labels);
  if (grade === undefined) return found;
  const { cleared, lowered } = store.labels.get(grade);
  return store.relabel(found, (l) => (l.origin === data.site ? withGrade(l, cleared, lowered) : l));
}

/** Stands for what verdicts say of all that is read where `first` was read. */
function verdictOf(env: Env, first: Site): V {
  return env.store.res(first, -1, [], env.store.labels.one(newLabel("verdict", first)));
}

/** A verdict about data read at one place holds for what is read of the same receiver later. */
export function regradeReads(env: Env, f: Frame, labels: LabelSet, clears: number, lowers: number): void {
  if (f.firstReads.size === 0) return;
  const { store } = env;
  const firsts = new Set(f.firstReads.values());
  for (const id of store.labels.list(labels)) {
    const { origin } = store.labels.get(id);
    const first = f.sameReads.get(origin) ?? origin;
    if (!firsts.has(first)) continue;
    const verdict = verdictOf(env, first);
    refine(f, verdict, store.grade(refined(f, verdict), clears, lowers));
  }
}

/** A guard on a read holds for what is read of the same place later. */
export function refineReads(env: Env, f: Frame, value: V, better: V): void {
  const { store } = env;
  const n = store.node(value);
  if (n.tag !== Tag.res || f.sameReads.size === 0) return;
  const data = n.data as ResData;
  const first = f.sameReads.get(data.site);
  if (first === undefined) return;
  const at = (l: { origin: number }): boolean => l.origin === data.site;
  const labels = store.labels.map(n.labels, (l) => (at(l) ? { ...l, origin: first } : l));
  refine(
    f,
    store.res(first, data.row, data.path, labels),
    store.relabel(better, (l) => (at(l) ? { ...l, origin: first } : l)),
  );
}
