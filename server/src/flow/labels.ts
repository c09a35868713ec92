import type { SinkKind, SourceKind } from "../models/pack.ts";
import { IdTable, mixHash, mixSite, PairMap } from "./tables.ts";

/**
 * What a label says: a kind of data, or an input of the function under analysis ("in"), or that text was parsed and not yet validated ("parsed"),
 * or that it is the verdict of a guard ("verdict").
 */
export type LabelKind = SourceKind | "in" | "parsed" | "verdict";
export type LabelId = number;
/** An interned, sorted set of labels; 0 is the empty set. */
export type LabelSet = number;

/** One bit per sink kind; a grade is a pair of such masks (cleared, lowered). */
export const sinkBit: Readonly<Record<SinkKind, number>> = {
  prompt: 1,
  code: 2,
  shell: 4,
  sql: 8,
  html: 16,
  path: 32,
  url: 64,
  deserialize: 128,
  template: 256,
  dispatch: 512,
  "prompt.template": 1024,
  log: 2048,
  response: 4096,
  "vector-store": 8192,
  use: 16384,
  "remote-content": 0x200000,
  "training-data": 0x400000,
  file: 0x800000,
  length: 0x2000000,
};
export const ALL_SINKS = 0xe07fff;
/** Mark in `cleared`: the data went through a callee that nobody knows, as an argument of it. */
export const INDIRECT = 0x8000;
/**
 * Marks in `cleared` of which two together make a path harmless: dots were resolved, and then it was found to begin with a
 * folder of ours; it climbs nowhere, and it is not absolute.
 */
export const RESOLVED = 0x10000;
export const INSIDE = 0x20000;
export const NO_DOTS = 0x40000;
export const RELATIVE = 0x80000;
/** Mark in `cleared`: a pattern of personal data was replaced in it. */
export const REDACTED = 0x1000000;
/** Mark in `cleared`: the data is the folder of a file that the project names. */
export const NAMED = 0x100000;

/** Mark in `cleared`: the data is, or was made of, a file that somebody uploaded. */
export const UPLOAD = 0x4000000;

/** Mark in `cleared` of an input: a stranger made the data of it, so it is no key that the input holds. */
const STRANGE = 0x8000000;

/** Mark in `input` of content of a file: `fed` is what names the file, and nothing strange does when that turns out empty. */
const FILE = "file";
export function fileAt(path: LabelSet): Pick<Label, "input" | "fed"> {
  return { input: FILE, fed: path };
}

/** Nobody strange chose it, as far as is known. */
export function isUnchosen(label: Label): boolean {
  return label.kind === "in" || label.kind === "config" || label.kind === "local";
}

/** The label with further grades. Resolving voids what was known of the beginning of the text. */
export function withGrade(label: Label, clears: number, lowers: number): Label {
  let cleared = (clears & RESOLVED ? label.cleared & ~INSIDE : label.cleared) | clears;
  if ((cleared & RESOLVED && cleared & INSIDE) || (cleared & NO_DOTS && cleared & RELATIVE))
    cleared |= sinkBit.path;
  const lowered = label.lowered | lowers;
  return cleared === label.cleared && lowered === label.lowered ? label : { ...label, cleared, lowered };
}

export interface Label {
  kind: LabelKind;
  /** Where the data was born (a site), or for "in" an input (root and path as text). */
  origin: number;
  input: string;
  cleared: number;
  lowered: number;
  /** For model, parsed and verdict: the labels of what was fed in. */
  fed: LabelSet;
}

/** The label of data as it is born: nothing cleared, nothing fed, unless `more` says so. */
export function newLabel(kind: LabelKind, origin: number, more: Partial<Label> = {}): Label {
  return { kind, origin, input: "", cleared: 0, lowered: 0, fed: 0, ...more };
}

/** Most labels a set keeps; past it the smallest by id stay, so the order of joins does not matter. */
const MAX_LABELS = 24;
const MAX_FED = 8;

export class LabelStore {
  private readonly labels: Label[] = [];
  private readonly ids = new IdTable();
  private readonly texts = new Map<string, number>();
  private readonly sets: LabelId[][] = [[]];
  private readonly setIds = new IdTable();
  private readonly unions = new PairMap();
  private readonly grades = new PairMap();
  private readonly gradeIds = new PairMap();
  private gradeCount = 0;
  private readonly strangers = new Map<number, LabelSet>();
  private readonly singles: (LabelSet | undefined)[] = [];
  private readonly inputFlags: boolean[] = [false];
  /** Labels dropped because a set was full: an honest measure of what a cap costs. */
  dropped = 0;

  constructor() {
    this.setIds.add(0);
  }
  private textId(text: string): number {
    let id = this.texts.get(text);
    if (id === undefined) {
      id = this.texts.size;
      this.texts.set(text, id);
    }
    return id;
  }
  label(label: Label): LabelId {
    let hash = mixHash(this.textId(label.kind), this.textId(label.input));
    hash = mixHash(mixHash(mixSite(hash, label.origin), label.cleared), label.lowered);
    hash = mixHash(hash, label.fed);
    const { ids } = this;
    for (let id = ids.find(hash, hash); id >= 0; id = ids.find(hash, ids.slot + 1)) {
      const known = this.labels[id] as Label;
      if (
        known.kind === label.kind &&
        known.origin === label.origin &&
        known.input === label.input &&
        known.cleared === label.cleared &&
        known.lowered === label.lowered &&
        known.fed === label.fed
      )
        return id;
    }
    this.labels.push(label);
    return ids.add(hash);
  }
  get(id: LabelId): Label {
    const label = this.labels[id];
    if (!label) throw new Error(`no label ${id}`);
    return label;
  }
  list(set: LabelSet): readonly LabelId[] {
    return this.sets[set] ?? [];
  }
  set(ids: readonly LabelId[]): LabelSet {
    if (ids.length === 0) return 0;
    if (ids.length === 1) {
      const only = ids[0] as LabelId;
      let single = this.singles[only];
      if (single === undefined) {
        single = this.intern([only]);
        this.singles[only] = single;
      }
      return single;
    }
    let sorted = [...new Set(ids)].sort((a, b) => a - b);
    if (sorted.length > MAX_LABELS) {
      this.dropped += sorted.length - MAX_LABELS;
      sorted = sorted.slice(0, MAX_LABELS);
    }
    return this.intern(sorted);
  }
  private intern(sorted: LabelId[]): LabelSet {
    let hash = sorted.length;
    for (let i = 0; i < sorted.length; i++) hash = mixHash(hash, sorted[i] as LabelId);
    const { setIds } = this;
    search: for (let id = setIds.find(hash, hash); id >= 0; id = setIds.find(hash, setIds.slot + 1)) {
      const known = this.sets[id] as LabelId[];
      if (known.length !== sorted.length) continue;
      for (let i = 0; i < sorted.length; i++) if (known[i] !== sorted[i]) continue search;
      return id;
    }
    const id = setIds.add(hash);
    this.sets.push(sorted);
    this.inputFlags[id] = sorted.some((l) => this.mentionsInput(l));
    return id;
  }
  one(label: Label): LabelSet {
    return this.set([this.label(label)]);
  }
  union(a: LabelSet, b: LabelSet): LabelSet {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    if (a > b) return this.union(b, a);
    let id = this.unions.get(a, b);
    if (id < 0) {
      id = this.merge(this.list(a), this.list(b));
      this.unions.set(a, b, id);
    }
    return id;
  }
  private merge(a: readonly LabelId[], b: readonly LabelId[]): LabelSet {
    const sorted: LabelId[] = [];
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
      const x = i < a.length ? (a[i] as LabelId) : Number.MAX_SAFE_INTEGER;
      const y = j < b.length ? (b[j] as LabelId) : Number.MAX_SAFE_INTEGER;
      sorted.push(x < y ? x : y);
      if (x <= y) i++;
      if (y <= x) j++;
    }
    if (sorted.length > MAX_LABELS) {
      this.dropped += sorted.length - MAX_LABELS;
      sorted.length = MAX_LABELS;
    }
    return this.intern(sorted);
  }
  /** Some label of the set is an input, or was fed by one. */
  hasInput(set: LabelSet): boolean {
    return this.inputFlags[set] ?? false;
  }
  /** What was fed into a model call, without the models it passed (their own feed instead), bounded. */
  feed(set: LabelSet): LabelSet {
    const out: LabelId[] = [];
    for (const id of this.list(set)) {
      const label = this.get(id);
      if (label.kind === "verdict") continue;
      if (
        label.fed !== 0 &&
        (label.kind === "model" || label.kind === "tool-input" || label.kind === "parsed")
      )
        out.push(...this.list(label.fed));
      else out.push(id);
    }
    return this.set([...new Set(out)].sort((a, b) => a - b).slice(0, MAX_FED));
  }
  grade(set: LabelSet, cleared: number, lowered: number): LabelSet {
    if (set === 0 || (cleared === 0 && lowered === 0)) return set;
    let kind = this.gradeIds.get(cleared, lowered);
    if (kind < 0) {
      kind = this.gradeCount++;
      this.gradeIds.set(cleared, lowered, kind);
    }
    let graded = this.grades.get(set, kind);
    if (graded < 0) {
      graded = this.map(set, (l) => withGrade(l, cleared, lowered));
      this.grades.set(set, kind, graded);
    }
    return graded;
  }
  /**
   * What an unknown callee leaves: grades are lost. What was handed over comes back as the stranger's text, so a parser
   * behind it does not read the model's own (`isArgument`).
   */
  throughStranger(set: LabelSet, isArgument: boolean): LabelSet {
    if (set === 0) return 0;
    const key = set * 2 + (isArgument ? 1 : 0);
    let out = this.strangers.get(key);
    if (out === undefined) {
      out = this.map(set, (l) => {
        if (l.kind === "secret" || l.kind === "internals") return undefined;
        const cleared =
          (l.cleared & (sinkBit.use | sinkBit.length | UPLOAD | INDIRECT)) |
          (l.kind === "in" ? STRANGE : 0) |
          (isArgument ? INDIRECT | (l.kind === "model" ? sinkBit.use : 0) : 0);
        return cleared === l.cleared ? l : { ...l, cleared };
      });
      this.strangers.set(key, out);
    }
    return out;
  }
  /** What takes the place of an input where data that was made of it is told to a caller. */
  inPlaceOf(input: Label, given: LabelSet): LabelSet {
    if (!(input.cleared & STRANGE)) return this.grade(given, input.cleared, input.lowered);
    const made = this.map(given, (l) => {
      if (l.kind === "in") return withGrade(l, STRANGE, 0);
      return l.kind === "secret" || l.kind === "internals" ? undefined : l;
    });
    return this.grade(made, input.cleared & ~STRANGE, input.lowered);
  }
  /** A stranger's answer is not the key it was called with. */
  withoutSecrets(set: LabelSet): LabelSet {
    return set === 0
      ? 0
      : this.map(set, (l) => (l.kind === "secret" || l.kind === "internals" ? undefined : l));
  }
  /** The label with what was fed into it known better. */
  withFed(label: Label, fed: LabelSet): Label {
    if (fed === label.fed) return label;
    if (label.input !== FILE) return { ...label, fed };
    const strange = this.map(fed, (l) => (l.cleared & NAMED && isUnchosen(l) ? undefined : l));
    return strange === 0 ? { ...label, kind: "config", input: "", fed: 0 } : { ...label, fed: strange };
  }
  map(set: LabelSet, change: (label: Label) => Label | readonly LabelId[] | undefined): LabelSet {
    const out: LabelId[] = [];
    let same = true;
    for (const id of this.list(set)) {
      const label = this.get(id);
      const next = change(label);
      if (next === label) {
        out.push(id);
        continue;
      }
      same = false;
      if (next === undefined) continue;
      if ("kind" in next) out.push(this.label(next));
      else out.push(...next);
    }
    return same ? set : this.set(out);
  }
  private mentionsInput(id: LabelId): boolean {
    const label = this.get(id);
    return label.kind === "in" || this.hasInput(label.fed);
  }
}
