/**
 * Demand-driven fixed points: a value is computed when asked for; a cycle sees the last approximation and is run
 * again until it stands still. What was computed inside an unfinished cycle is provisional and recomputed with it.
 */
interface Entry<T> {
  value: T;
  state: "running" | "provisional" | "stale" | "done";
  recursive: boolean;
  /** It was part of a cycle with others: what is known of it rests on what others knew of it. */
  isCyclic: boolean;
  runs: number;
  /** The running entries whose approximation it saw. */
  seen: Set<Entry<T>>;
  /** What saw an approximation of it; holds until it is run again. */
  provisionals: Set<Entry<T>>;
}

const MAX_ROUNDS = 4;
const MAX_RUNS = 10;
const MAX_DEPTH = 64;

export class Demand<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly stack: Entry<T>[] = [];
  private readonly equal: (a: T, b: T) => boolean;
  private readonly bottom: T;
  /** Entries given up on because a bound was hit. */
  cuts = 0;
  /** Since `mark`: keys that came, and entries that were taken out. */
  private added: Set<string> | undefined;
  private readonly taken = new Map<string, Entry<T>>();

  constructor(bottom: T, equal: (a: T, b: T) => boolean) {
    this.bottom = bottom;
    this.equal = equal;
  }

  get depth(): number {
    return this.stack.length;
  }

  isDone(key: string): boolean {
    return this.entries.get(key)?.state === "done";
  }

  /** What is computed or taken out from now on is as it was after `undo`. */
  mark(): void {
    this.added = new Set();
  }
  undo(): void {
    for (const key of this.added ?? []) this.entries.delete(key);
    for (const [key, entry] of this.taken) this.entries.set(key, entry);
    this.taken.clear();
    this.added = undefined;
  }

  /** Forgets what was computed, so that it is computed anew when asked for. */
  take(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    if (!this.taken.has(key) && !this.added?.has(key)) this.taken.set(key, entry);
    this.entries.delete(key);
  }

  /** What others know rests on a value that rests on them: it is only computed anew alone where it comes out the same. */
  isCyclic(key: string): boolean {
    return this.entries.get(key)?.isCyclic ?? false;
  }

  get(key: string, compute: () => T): T {
    let entry = this.entries.get(key);
    if (entry?.state === "done") return entry.value;
    if (entry?.state === "running") {
      entry.recursive = true;
      this.stack[this.stack.length - 1]?.seen.add(entry);
      return entry.value;
    }
    if (entry?.state === "provisional") {
      this.touch(entry.seen);
      return entry.value;
    }
    if (this.stack.length >= MAX_DEPTH) {
      this.cuts++;
      return entry?.value ?? this.bottom;
    }
    if (!entry) {
      entry = {
        value: this.bottom,
        state: "running",
        recursive: false,
        isCyclic: false,
        runs: 0,
        seen: new Set(),
        provisionals: new Set(),
      };
      this.entries.set(key, entry);
      this.added?.add(key);
    }
    entry.state = "running";
    entry.seen.clear();
    this.stack.push(entry);
    try {
      for (let round = 0; ; round++) {
        outdate(entry);
        entry.recursive = false;
        const value = compute();
        entry.runs++;
        const same = this.equal(value, entry.value);
        entry.value = value;
        if (!entry.recursive || same) break;
        if (round + 1 >= MAX_ROUNDS || entry.runs >= MAX_RUNS) {
          this.cuts++;
          break;
        }
      }
    } finally {
      this.stack.pop();
    }
    entry.seen.delete(entry);
    const isProvisional = entry.seen.size > 0 && entry.runs < MAX_RUNS;
    entry.state = isProvisional ? "provisional" : "done";
    if (isProvisional) {
      entry.isCyclic = true;
      for (const head of entry.seen) {
        head.isCyclic = true;
        head.provisionals.add(entry);
      }
    }
    handOn(entry);
    this.touch(entry.seen);
    return entry.value;
  }

  private touch(heads: ReadonlySet<Entry<T>>): void {
    const top = this.stack[this.stack.length - 1];
    if (top) for (const head of heads) top.seen.add(head);
  }
}

/** A head is run again: what saw its last approximation has to be as well. */
function outdate<T>(head: Entry<T>): void {
  for (const each of head.provisionals) if (each.seen.has(head)) each.state = "stale";
  head.provisionals.clear();
}

/** What saw an approximation of a head that ended depends on what the head saw, if anything. */
function handOn<T>(head: Entry<T>): void {
  for (const each of head.provisionals) {
    if (each.state !== "provisional" || !each.seen.delete(head)) continue;
    if (head.state === "provisional")
      for (const above of head.seen) {
        each.seen.add(above);
        above.provisionals.add(each);
      }
    else if (each.seen.size === 0) each.state = "done";
  }
  head.provisionals.clear();
}
