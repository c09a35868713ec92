import type { Literal } from "../ir/types.ts";
import { type Label, type LabelSet, LabelStore } from "./labels.ts";
import { IdTable, mixHash, mixSite, PairMap, Shape } from "./tables.ts";

/** A value: an index into the hash-consed store, so equality is ===. */
export type V = number;

export const Tag = {
  bot: 0,
  mix: 1,
  const: 2,
  text: 3,
  rec: 4,
  list: 5,
  ref: 6,
  inst: 7,
  stub: 8,
  fun: 9,
  cls: 10,
  mod: 11,
  ext: 12,
  type: 13,
  row: 14,
  in: 15,
  res: 16,
  or: 17,
  template: 18,
  pipe: 19,
  partial: 20,
  schema: 21,
  regex: 22,
  super: 23,
  chosen: 24,
  json: 25,
  parsedText: 26,
} as const;

export interface Node {
  readonly tag: number;
  /** What is not a value: keys, ids, paths. `atom` is its text form; the numbers `p` and `q` stand for it in comparisons. */
  readonly data: unknown;
  readonly atom: string;
  readonly p: number;
  readonly q: number;
  readonly kids: readonly V[];
  readonly labels: LabelSet;
  /** The labels were given, -1 when they follow from the kids. */
  readonly given: LabelSet | -1;
  /** Size as a tree, bounded. */
  readonly weight: number;
  readonly hasRef: boolean;
  /** Mentions an input of the function under analysis. */
  readonly hasIn: boolean;
}

export interface InData {
  root: string;
  path: readonly string[];
}
export interface ResData {
  site: number;
  row: number;
  path: readonly string[];
}
export interface RecData {
  keys: readonly string[];
  site: number;
  shape: Shape;
}

const MAX_WEIGHT = 512;
const MAX_FIELDS = 40;
const MAX_ITEMS = 16;
const MAX_PARTS = 48;
const MAX_OR = 6;
const MAX_OR_CONST = 12;
const MAX_PATH = 5;
/** Records with different constant fields kept side by side. */
const MAX_RECS = 5;

type Entry = readonly [string, V];

/** Stands in the path of an input for: the elements whose field is this text, or is not. */
export function conditionSegment(field: string, text: string, is: boolean): string {
  return `${is ? "?" : "!"}${field}=${text}`;
}
export function isCondition(segment: string): boolean {
  return (segment.startsWith("?") || segment.startsWith("!")) && segment.includes("=");
}

/** Values of one run: structure, labels and the join. */
export class ValueStore {
  readonly labels = new LabelStore();
  readonly nodes: Node[] = [];
  private readonly table = new IdTable();
  private readonly atoms = new Map<string, number>([["", 0]]);
  private readonly joins = new PairMap();
  private readonly mixes: (V | undefined)[] = [];
  private readonly constants = new Map<Literal, V>();
  private readonly longTexts = new Map<string, V>();
  private readonly inputs = new Map<string, V>();
  private readonly parsed = new Map<string, InData>();
  private readonly inputMembers = new Map<V, Map<string, V>>();
  private readonly noKeys = Shape.empty();
  readonly bot: V;
  /** Unknown and harmless. */
  readonly unknown: V;
  readonly null: V;
  readonly true: V;
  readonly false: V;

  constructor() {
    this.bot = this.make(Tag.bot, "", undefined, [], 0);
    this.unknown = this.mix(0);
    this.null = this.const(null);
    this.true = this.const(true);
    this.false = this.const(false);
  }

  node(v: V): Node {
    return this.nodes[v] as Node;
  }
  tag(v: V): number {
    return (this.nodes[v] as Node).tag;
  }

  /** The general constructor. Labels default to the union of the parts'. */
  make(tag: number, atom: string, data: unknown, kids: readonly V[], labels?: LabelSet): V {
    let p = this.atoms.get(atom);
    if (p === undefined) {
      p = this.atoms.size;
      this.atoms.set(atom, p);
    }
    return this.intern(tag, p, 0, atom, data, kids, labels ?? -1);
  }
  /** The same node with other kids, and other labels where they are its own. */
  remake(n: Node, kids: readonly V[], labels?: LabelSet): V {
    return this.intern(n.tag, n.p, n.q, n.atom, n.data, kids, labels ?? -1);
  }

  private intern(
    tag: number,
    p: number,
    q: number,
    atom: string,
    data: unknown,
    kids: readonly V[],
    given: LabelSet | -1,
  ): V {
    const { table, nodes } = this;
    let hash = mixHash(mixHash(tag, p), given);
    if (q !== 0) hash = mixSite(hash, q);
    for (let i = 0; i < kids.length; i++) hash = mixHash(hash, kids[i] as V);
    search: for (let id = table.find(hash, hash); id >= 0; id = table.find(hash, table.slot + 1)) {
      const n = nodes[id] as Node;
      if (n.tag !== tag || n.p !== p || n.q !== q || n.given !== given || n.kids.length !== kids.length)
        continue;
      for (let i = 0; i < kids.length; i++) if (n.kids[i] !== kids[i]) continue search;
      return id;
    }
    let weight = 1;
    let hasRef = tag === Tag.ref;
    let inside = tag === Tag.in;
    let all = given < 0 ? 0 : given;
    for (let i = 0; i < kids.length; i++) {
      const k = nodes[kids[i] as V] as Node;
      weight += k.weight;
      hasRef ||= k.hasRef;
      inside ||= k.hasIn;
      if (given < 0) all = this.labels.union(all, k.labels);
    }
    if (weight > MAX_WEIGHT && !hasRef && tag !== Tag.mix) return this.mix(all);
    nodes.push({
      tag,
      data,
      atom,
      p,
      q,
      kids,
      labels: all,
      given,
      weight: Math.min(weight, MAX_WEIGHT),
      hasRef,
      hasIn: inside || this.labels.hasInput(all),
    });
    return table.add(hash);
  }

  mix(all: LabelSet): V {
    // A key that went into something unknown is no key any more.
    const labels = this.labels.withoutSecrets(all);
    let v = this.mixes[labels];
    if (v === undefined) {
      v = this.make(Tag.mix, "", undefined, [], labels);
      this.mixes[labels] = v;
    }
    return v;
  }
  const(value: Literal): V {
    // Of a long text its beginning, length and sum tell it apart.
    if (typeof value === "string" && value.length > 4096) {
      const key = `${value.slice(0, 256)}…${value.length}#${hash(value)}`;
      let long = this.longTexts.get(key);
      if (long === undefined) {
        long = this.intern(Tag.const, this.constants.size + this.longTexts.size, 1, "", value, [], -1);
        this.longTexts.set(key, long);
      }
      return long;
    }
    let v = this.constants.get(value);
    if (v === undefined) {
      v = this.intern(Tag.const, this.constants.size + this.longTexts.size, 1, "", value, [], -1);
      this.constants.set(value, v);
    }
    return v;
  }
  constOf(v: V): Literal | undefined {
    const n = this.node(v);
    return n.tag === Tag.const ? (n.data as Literal) : undefined;
  }
  stringOf(v: V): string | undefined {
    const n = this.node(v);
    return n.tag === Tag.const && typeof n.data === "string" ? n.data : undefined;
  }
  in(root: string, path: readonly string[]): V {
    const cut = path.length > MAX_PATH ? path.slice(0, MAX_PATH) : path;
    const input = inputKey(root, cut);
    const known = this.inputs.get(input);
    if (known !== undefined) return known;
    const labels = this.labels.one({ kind: "in", origin: -1, input, cleared: 0, lowered: 0, fed: 0 });
    const v = this.make(Tag.in, input, { root, path: cut } satisfies InData, [], labels);
    this.inputs.set(input, v);
    return v;
  }
  /** Root and path of an input by its key. */
  inputOf(key: string): InData {
    let data = this.parsed.get(key);
    if (!data) {
      data = parseInput(key);
      this.parsed.set(key, data);
    }
    return data;
  }
  /** The member of an input. */
  inputMember(v: V, name: string): V {
    let known = this.inputMembers.get(v);
    if (!known) {
      known = new Map();
      this.inputMembers.set(v, known);
    }
    let member = known.get(name);
    if (member === undefined) {
      const { root, path } = this.node(v).data as InData;
      member = this.in(root, [...path, name]);
      known.set(name, member);
    }
    return member;
  }
  res(site: number, row: number, path: readonly string[], labels: LabelSet): V {
    const cut = path.length > MAX_PATH + 2 ? path.slice(0, MAX_PATH + 2) : path;
    return this.make(
      Tag.res,
      `${site}|${row}|${cut.join(".")}`,
      { site, row, path: cut } satisfies ResData,
      [],
      labels,
    );
  }
  ref(cells: readonly number[]): V {
    const sorted = [...new Set(cells)].sort((a, b) => a - b).slice(0, 8);
    return this.make(Tag.ref, sorted.join(","), sorted, []);
  }
  rec(entries: Iterable<readonly [string, V]>, rest: V, site = -1): V {
    let sorted = [...entries];
    for (let i = 1; i < sorted.length; i++)
      if ((sorted[i - 1] as Entry)[0] > (sorted[i] as Entry)[0]) {
        sorted = sorted.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
        break;
      }
    let open = rest;
    let shape = this.noKeys;
    const kids: V[] = [];
    for (const [key, value] of sorted) {
      if (kids.length >= MAX_FIELDS) open = this.join(open, value);
      else {
        shape = shape.append(key);
        kids.push(value);
      }
    }
    kids.push(open);
    return this.shaped(shape, site, kids);
  }
  private shaped(shape: Shape, site: number, kids: readonly V[]): V {
    return this.intern(
      Tag.rec,
      shape.id,
      site,
      "",
      { keys: shape.keys, site, shape } satisfies RecData,
      kids,
      -1,
    );
  }
  /** A record with one field set. */
  withField(n: Node, key: string, value: V): V {
    const data = n.data as RecData;
    const { keys, shape, site } = data;
    const at = keys.indexOf(key);
    if (at >= 0) {
      const kids = n.kids.slice();
      kids[at] = value;
      return this.intern(Tag.rec, n.p, n.q, "", data, kids, -1);
    }
    if (keys.length >= MAX_FIELDS)
      return this.rec(
        [...keys.map((k, i) => [k, n.kids[i] as V] as const), [key, value]],
        n.kids[keys.length] as V,
        site,
      );
    const next = shape.insert(key);
    const kids = n.kids.slice();
    kids.splice(next.at, 0, value);
    return this.shaped(next.shape, site, kids);
  }
  /** A record with another value for the fields it does not name. */
  withRest(n: Node, rest: V): V {
    const kids = n.kids.slice();
    kids[kids.length - 1] = rest;
    return this.intern(Tag.rec, n.p, n.q, "", n.data, kids, -1);
  }
  regex(source: string, flags: string): V {
    return this.make(Tag.regex, `${source}/${flags}`, { source, flags }, []);
  }
  list(items: readonly V[], rest: V): V {
    if (items.length <= MAX_ITEMS) return this.make(Tag.list, "", undefined, [...items, rest]);
    let open = rest;
    for (const item of items.slice(MAX_ITEMS)) open = this.join(open, item);
    return this.make(Tag.list, "", undefined, [...items.slice(0, MAX_ITEMS), open]);
  }
  /** Concatenated text; nested text is flattened, neighbouring constants are merged. */
  text(parts: readonly { value: V; conv: number }[]): V {
    const flat: { value: V; conv: number }[] = [];
    const add = (value: V, conv: number): void => {
      const n = this.node(value);
      if (n.tag === Tag.bot) return;
      if (n.tag === Tag.text && conv === 0) {
        n.kids.forEach((kid, i) => add(kid, Number(n.atom[i])));
        return;
      }
      const last = flat[flat.length - 1];
      if (n.tag === Tag.const && last && this.tag(last.value) === Tag.const) {
        last.value = this.const(`${String(this.constOf(last.value) ?? "")}${String(n.data ?? "")}`);
        return;
      }
      if (n.tag === Tag.mix && last && this.tag(last.value) === Tag.mix) {
        last.value = this.mix(this.labels.union(this.node(last.value).labels, n.labels));
        return;
      }
      if (n.tag === Tag.const)
        flat.push({ value: typeof n.data === "string" ? value : this.const(String(n.data ?? "")), conv: 0 });
      else flat.push({ value, conv });
    };
    for (const part of parts) add(part.value, part.conv);
    if (flat.length === 0) return this.const("");
    if (flat.length === 1 && flat[0] && this.tag(flat[0].value) === Tag.const) return flat[0].value;
    let kept = flat;
    if (flat.length > MAX_PARTS) {
      let labels = 0;
      for (const part of flat.slice(MAX_PARTS))
        labels = this.labels.union(labels, this.node(part.value).labels);
      kept = [...flat.slice(0, MAX_PARTS), { value: this.mix(labels), conv: 0 }];
    }
    return this.make(
      Tag.text,
      kept.map((p) => p.conv).join(""),
      undefined,
      kept.map((p) => p.value),
    );
  }
  or(members: readonly V[]): V {
    const flat = new Set<V>();
    for (const m of members) {
      const n = this.node(m);
      if (n.tag === Tag.or) for (const kid of n.kids) flat.add(kid);
      else if (n.tag !== Tag.bot) flat.add(m);
    }
    if (flat.size === 0) return this.bot;
    if (flat.size === 1) return [...flat][0] as V;
    return this.canonicalOr([...flat]);
  }

  join(a: V, b: V): V {
    if (a === b) return a;
    if (a === this.bot) return b;
    if (b === this.bot) return a;
    if (a > b) return this.join(b, a);
    let known = this.joins.get(a, b);
    if (known < 0) {
      known = this.joinNew(a, b);
      if (this.joins.get(a, b) < 0) this.joins.set(a, b, known);
    }
    return known;
  }
  joinAll(values: Iterable<V>): V {
    let out = this.bot;
    for (const v of values) out = this.join(out, v);
    return out;
  }

  private joinNew(a: V, b: V): V {
    const x = this.node(a);
    const y = this.node(b);
    if (x.tag === y.tag) {
      if (x.tag === Tag.rec && this.differs(x, y)) return this.or([a, b]);
      if (x.tag === Tag.mix) return this.mix(this.labels.union(x.labels, y.labels));
      if (x.tag === Tag.rec) return this.joinRec(x, y);
      if (x.tag === Tag.list) return this.joinList(x, y);
      if (x.tag === Tag.text) return this.joinText(x, y);
      if (x.tag === Tag.ref) return this.ref([...(x.data as number[]), ...(y.data as number[])]);
      if (x.tag === Tag.inst && x.p === y.p)
        return this.remake(x, [this.join(x.kids[0] as V, y.kids[0] as V)]);
      if (x.tag === Tag.stub && x.p === y.p)
        return this.remake(x, [this.join(x.kids[0] as V, y.kids[0] as V)]);
    }
    return this.or([a, b]);
  }

  /** At most one record, list, text, reference; a Mix absorbs plain members but no callee. */
  private canonicalOr(members: V[]): V {
    const single = new Map<number, V>();
    const rest = new Set<V>();
    const recs: V[] = [];
    let mix: V | undefined;
    for (const m of members) {
      const n = this.node(m);
      if (n.tag === Tag.rec && recs.length < MAX_RECS) {
        const at = recs.findIndex((r) => this.tag(r) === Tag.rec && !this.differs(this.node(r), n));
        if (at < 0) recs.push(m);
        else recs[at] = this.joinRec(this.node(recs[at] as V), n);
      } else if (n.tag === Tag.rec) recs[0] = this.join(recs[0] as V, m);
      else if (n.tag === Tag.list || n.tag === Tag.text || n.tag === Tag.ref) {
        const other = single.get(n.tag);
        single.set(n.tag, other === undefined ? m : this.join(other, m));
      } else if (n.tag === Tag.mix)
        mix = mix === undefined ? m : this.mix(this.labels.union(this.node(mix).labels, n.labels));
      else rest.add(m);
    }
    let out = [...recs, ...single.values(), ...rest];
    if (mix !== undefined) {
      let labels = this.node(mix).labels;
      out = out.filter((m) => {
        const n = this.node(m);
        if (
          isCallee(n.tag) ||
          n.tag === Tag.ref ||
          n.tag === Tag.rec ||
          n.tag === Tag.list ||
          n.tag === Tag.text ||
          n.tag === Tag.res ||
          n.tag === Tag.in
        )
          return true;
        labels = this.labels.union(labels, n.labels);
        return false;
      });
      if (out.length === 0 || labels !== 0) out.push(this.mix(labels));
      else out.push(this.unknown);
    }
    out.sort((p, q) => p - q);
    const bound = out.every((m) => this.tag(m) === Tag.const || isCallee(this.tag(m)))
      ? MAX_OR_CONST
      : MAX_OR;
    if (out.length === 1) return out[0] as V;
    if (out.length > bound) {
      const keep = out
        .filter((m) => isCallee(this.tag(m)) || this.tag(m) === Tag.ref || this.tag(m) === Tag.rec)
        .slice(0, MAX_OR);
      let labels = 0;
      for (const m of out) if (!keep.includes(m)) labels = this.labels.union(labels, this.node(m).labels);
      out = [...keep, this.mix(labels)].sort((p, q) => p - q);
      if (out.length === 1) return out[0] as V;
    }
    return this.make(Tag.or, "", undefined, out);
  }

  /** Records told apart by a constant field (role, type, name) stay apart: their fields belong together. */
  private differs(x: Node, y: Node): boolean {
    const a = x.data as RecData;
    const b = y.data as RecData;
    if (a.keys.length > 12 || b.keys.length > 12) return false;
    for (let i = 0; i < a.keys.length; i++) {
      const j = b.keys.indexOf(a.keys[i] as string);
      if (j < 0) continue;
      const p = this.stringOf(x.kids[i] as V);
      const q = this.stringOf(y.kids[j] as V);
      if (p !== undefined && q !== undefined && p !== q && p.length < 40 && q.length < 40) return true;
    }
    return false;
  }

  private joinRec(x: Node, y: Node): V {
    const a = x.data as RecData;
    const b = y.data as RecData;
    const restX = x.kids[a.keys.length] as V;
    const restY = y.kids[b.keys.length] as V;
    const fields = new Map<string, V>();
    a.keys.forEach((key, i) => fields.set(key, x.kids[i] as V));
    const seen = new Set(a.keys);
    b.keys.forEach((key, i) => {
      const mine = fields.get(key);
      const value = y.kids[i] as V;
      fields.set(
        key,
        mine === undefined
          ? this.join(value, restX === this.bot ? this.null : restX)
          : this.join(mine, value),
      );
    });
    for (const key of seen)
      if (!b.keys.includes(key))
        fields.set(key, this.join(fields.get(key) as V, restY === this.bot ? this.null : restY));
    return this.rec(fields, this.join(restX, restY), a.site === b.site ? a.site : Math.max(a.site, b.site));
  }
  private joinList(x: Node, y: Node): V {
    const n = Math.min(x.kids.length, y.kids.length) - 1;
    const items: V[] = [];
    for (let i = 0; i < n; i++) items.push(this.join(x.kids[i] as V, y.kids[i] as V));
    let rest = this.join(x.kids[x.kids.length - 1] as V, y.kids[y.kids.length - 1] as V);
    for (const long of [x, y])
      for (let i = n; i < long.kids.length - 1; i++) rest = this.join(rest, long.kids[i] as V);
    return this.list(items, rest);
  }
  private joinText(x: Node, y: Node): V {
    let head = 0;
    while (
      head < x.kids.length &&
      head < y.kids.length &&
      x.kids[head] === y.kids[head] &&
      x.atom[head] === y.atom[head]
    )
      head++;
    let tail = 0;
    while (
      tail < x.kids.length - head &&
      tail < y.kids.length - head &&
      x.kids[x.kids.length - 1 - tail] === y.kids[y.kids.length - 1 - tail]
    )
      tail++;
    const parts: { value: V; conv: number }[] = [];
    for (let i = 0; i < head; i++) parts.push({ value: x.kids[i] as V, conv: Number(x.atom[i]) });
    const middle = (n: Node): V[] => n.kids.slice(head, n.kids.length - tail);
    const mx = middle(x);
    const my = middle(y);
    const whole = (kids: V[]): V =>
      kids.length === 0 ? this.const("") : kids.length === 1 ? (kids[0] as V) : this.mix(this.unionOf(kids));
    if (mx.length <= 1 && my.length <= 1) parts.push({ value: this.or([whole(mx), whole(my)]), conv: 0 });
    else {
      const constant = [...mx, ...my].filter((k) => this.tag(k) === Tag.const);
      const labels = this.unionOf([...mx, ...my]);
      // Constant pieces of the differing middle stay visible: whether a prompt instructs depends on them.
      for (const c of constant.slice(0, 4)) parts.push({ value: c, conv: 0 });
      parts.push({ value: this.mix(labels), conv: 0 });
    }
    for (let i = x.kids.length - tail; i < x.kids.length; i++)
      parts.push({ value: x.kids[i] as V, conv: Number(x.atom[i] ?? 0) });
    return this.text(parts);
  }
  unionOf(values: readonly V[]): LabelSet {
    let labels = 0;
    for (const v of values) labels = this.labels.union(labels, this.node(v).labels);
    return labels;
  }

  /** The same value with every label changed; structure stays. */
  relabel(v: V, change: (label: Label) => Label | undefined, memo?: Map<V, V>): V {
    return this.relabelSets(v, (set) => this.labels.map(set, change), memo);
  }
  private relabelSets(v: V, change: (set: LabelSet) => LabelSet, memo: Map<V, V> | undefined): V {
    const n = this.node(v);
    if (n.labels === 0) return v;
    if (n.tag === Tag.mix && memo === undefined) return this.mix(change(n.labels));
    const seen = memo ?? new Map<V, V>();
    const known = seen.get(v);
    if (known !== undefined) return known;
    let out: V;
    if (n.tag === Tag.mix) out = this.mix(change(n.labels));
    else if (n.tag === Tag.in || n.tag === Tag.res || n.tag === Tag.chosen) {
      const labels = change(n.labels);
      out = labels === n.labels ? v : this.remake(n, n.kids, labels);
    } else {
      const kids = n.kids.map((k) => this.relabelSets(k, change, seen));
      out = this.rebuild(n, kids);
    }
    seen.set(v, out);
    return out;
  }
  grade(v: V, cleared: number, lowered: number): V {
    return this.relabelSets(v, (set) => this.labels.grade(set, cleared, lowered), undefined);
  }
  /** The same node over other kids. */
  rebuild(n: Node, kids: readonly V[]): V {
    if (n.tag === Tag.text) return this.text(kids.map((value, i) => ({ value, conv: Number(n.atom[i]) })));
    if (n.tag === Tag.or) return this.joinAll(kids);
    if (n.tag === Tag.list) return this.list(kids.slice(0, -1), kids[kids.length - 1] as V);
    return this.remake(n, kids);
  }
  /** Field of a record node, its rest when the key is unknown there, else undefined. */
  field(n: Node, key: string): V | undefined {
    const { keys } = n.data as RecData;
    const i = keys.indexOf(key);
    if (i >= 0) return n.kids[i];
    const rest = n.kids[keys.length] as V;
    return rest === this.bot ? undefined : rest;
  }
  members(v: V): readonly V[] {
    const n = this.node(v);
    return n.tag === Tag.or ? n.kids : [v];
  }
}

export function isCallee(tag: number): boolean {
  return (
    tag === Tag.fun ||
    tag === Tag.cls ||
    tag === Tag.row ||
    tag === Tag.type ||
    tag === Tag.stub ||
    tag === Tag.inst ||
    tag === Tag.partial ||
    tag === Tag.pipe ||
    tag === Tag.template ||
    tag === Tag.schema ||
    tag === Tag.ext ||
    tag === Tag.mod
  );
}
export function inputKey(root: string, path: readonly string[]): string {
  return path.length === 0 ? root : `${root}\u0001${path.join("\u0001")}`;
}
export function parseInput(key: string): InData {
  const [root = "", ...path] = key.split("\u0001");
  return { root, path };
}
function hash(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h;
}
