/** Hash tables over whole numbers, without an object or a text per key. */

const MIX = 0x9e3779b1;

/** One step of a hash. */
export function mixHash(h: number, n: number): number {
  const m = Math.imul(h ^ n, MIX);
  return m ^ (m >>> 15);
}
/** Sites are larger than 32 bits. */
export function mixSite(h: number, n: number): number {
  return mixHash(mixHash(h, n | 0), Math.floor(n / 0x100000000));
}

/** Finds ids (0, 1, 2, …, in the order they were added) by hash; the caller compares what is behind them. */
export class IdTable {
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  private mask = 1023;
  private count = 0;

  /** The next id with this hash at or after a slot; -1 when there is none. `slot` tells where it was. */
  find(hash: number, from: number): number {
    const { slots, hashes, mask } = this;
    for (let at = from & mask; ; at = (at + 1) & mask) {
      const id = (slots[at] as number) - 1;
      if (id < 0) return -1;
      if (hashes[id] === hash) {
        this.slot = at;
        return id;
      }
    }
  }
  slot = 0;

  add(hash: number): number {
    const id = this.count++;
    if (id >= this.hashes.length) {
      const hashes = new Int32Array(this.hashes.length * 2);
      hashes.set(this.hashes);
      this.hashes = hashes;
      this.slots = new Int32Array(this.slots.length * 2);
      this.mask = this.slots.length - 1;
      for (let i = 0; i < id; i++) this.place(this.hashes[i] as number, i);
    }
    this.hashes[id] = hash;
    this.place(hash, id);
    return id;
  }
  private place(hash: number, id: number): void {
    let at = hash & this.mask;
    while (this.slots[at] !== 0) at = (at + 1) & this.mask;
    this.slots[at] = id + 1;
  }
}

/** Neighbouring numbers must not meet: many pairs are made of values that were made one after the other. */
const pairHash = (a: number, b: number): number => mixHash(mixHash(SEED, a), b);
const SEED = 0x51ed270b;

/** A map from two whole numbers below 2^31 to one. */
export class PairMap {
  private cells = new Int32Array(3 * 1024);
  private mask = 1023;
  private count = 0;

  /** -1 when there is none. */
  get(a: number, b: number): number {
    const { cells, mask } = this;
    for (let at = pairHash(a, b) & mask; ; at = (at + 1) & mask) {
      const i = 3 * at;
      const value = cells[i + 2] as number;
      if (value === 0) return -1;
      if (cells[i] === a && cells[i + 1] === b) return value - 1;
    }
  }
  /** The pair is new. */
  set(a: number, b: number, value: number): void {
    if (++this.count * 2 > this.mask) this.grow();
    this.place(a, b, value + 1);
  }
  private place(a: number, b: number, value: number): void {
    let at = pairHash(a, b) & this.mask;
    while (this.cells[3 * at + 2] !== 0) at = (at + 1) & this.mask;
    this.cells[3 * at] = a;
    this.cells[3 * at + 1] = b;
    this.cells[3 * at + 2] = value;
  }
  private grow(): void {
    const old = this.cells;
    this.cells = new Int32Array(old.length * 2);
    this.mask = this.mask * 2 + 1;
    for (let i = 0; i < old.length; i += 3)
      if (old[i + 2] !== 0) this.place(old[i] as number, old[i + 1] as number, old[i + 2] as number);
  }
}

/** The sorted keys of a record; equal keys are one shape. */
export class Shape {
  private readonly next = new Map<string, Shape>();
  private readonly inserted = new Map<string, { shape: Shape; at: number }>();
  readonly id: number;
  readonly keys: readonly string[];
  private readonly family: { root: Shape; count: number };

  private constructor(keys: readonly string[], family: { root: Shape; count: number } | undefined) {
    this.keys = keys;
    this.family = family ?? { root: this, count: 0 };
    this.id = this.family.count++;
  }
  static empty(): Shape {
    return new Shape([], undefined);
  }
  /** With one more key at the end. */
  append(key: string): Shape {
    let shape = this.next.get(key);
    if (!shape) {
      shape = new Shape([...this.keys, key], this.family);
      this.next.set(key, shape);
    }
    return shape;
  }
  /** With one more key (that it does not have) at its place. */
  insert(key: string): { shape: Shape; at: number } {
    let found = this.inserted.get(key);
    if (!found) {
      let at = 0;
      while (at < this.keys.length && (this.keys[at] as string) < key) at++;
      let shape = this.family.root;
      for (let i = 0; i < at; i++) shape = shape.append(this.keys[i] as string);
      shape = shape.append(key);
      for (let i = at; i < this.keys.length; i++) shape = shape.append(this.keys[i] as string);
      found = { shape, at };
      this.inserted.set(key, found);
    }
    return found;
  }
}
