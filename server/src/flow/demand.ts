/**
 * Demand-driven fixed points: a value is computed when asked for; a cycle sees the last approximation and is run
 * again until it stands still. What was computed inside an unfinished cycle is provisional and recomputed with it.
 */
interface Entry<T> {
  value: T;
  state: "running" | "provisional" | "done";
  depth: number;
  low: number;
  recursive: boolean;
  runs: number;
  provisionals: Entry<T>[];
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
  /** Keys since `mark`. */
  private added: string[] | undefined;

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

  /** What is computed from now on is forgotten by `undo`. */
  mark(): void {
    this.added = [];
  }
  undo(): void {
    for (const key of this.added ?? []) this.entries.delete(key);
    this.added = undefined;
  }

  get(key: string, compute: () => T): T {
    let entry = this.entries.get(key);
    if (entry?.state === "done") return entry.value;
    if (entry?.state === "running") {
      entry.recursive = true;
      this.touch(entry.depth);
      return entry.value;
    }
    if (
      entry?.state === "provisional" &&
      entry.low < this.stack.length &&
      this.stack[entry.low]?.provisionals.includes(entry)
    ) {
      this.touch(entry.low);
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
        depth: 0,
        low: 0,
        recursive: false,
        runs: 0,
        provisionals: [],
      };
      this.entries.set(key, entry);
      this.added?.push(key);
    }
    entry.state = "running";
    entry.depth = entry.low = this.stack.length;
    entry.recursive = false;
    this.stack.push(entry);
    try {
      for (let round = 0; ; round++) {
        for (const p of entry.provisionals) p.low = Number.MAX_SAFE_INTEGER;
        entry.provisionals = [];
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
    if (entry.low < entry.depth && entry.runs < MAX_RUNS) {
      entry.state = "provisional";
      const head = this.stack[entry.low];
      head?.provisionals.push(entry, ...entry.provisionals);
      for (const p of entry.provisionals) p.low = entry.low;
      this.touch(entry.low);
    } else {
      entry.state = "done";
      for (const p of entry.provisionals) p.state = "done";
      if (entry.low < entry.depth) this.touch(entry.low);
    }
    entry.provisionals = [];
    return entry.value;
  }

  private touch(depth: number): void {
    const top = this.stack[this.stack.length - 1];
    if (top && depth < top.low) top.low = depth;
  }
}
