import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR, Lang } from "../ir/types.ts";
import type { LabelSet } from "./labels.ts";
import { type FuncInfo, type Site, siteOf } from "./program.ts";
import type { Effect, Use } from "./summary.ts";
import { type RecData, Tag, type V, type ValueStore } from "./values.ts";

/** State at a point of the program: variables, then cells; and what is known better about some values ("refined"). */
export interface State {
  vals: V[];
  /** Value (an input or a result at a path) → what it is here: written, or narrowed by a guard. */
  refine: Map<V, V> | undefined;
  /** No other state has this `refine`: it may be changed in place. */
  isOwner: boolean;
}

export interface Exit {
  state: State;
  value: V;
  reg: number;
}

/** One run of one function. */
export interface Frame {
  store: ValueStore;
  info: FuncInfo;
  ir: FuncIR;
  lang: Lang;
  /** Class whose member this is (also for closures inside), -1. */
  cls: number;
  temps: Int32Array;
  state: State | undefined;
  /** Reading a temporary back as a place: object register and key. */
  places: Map<number, { object: number; key: string }>;
  /** Registers that hold an object which others see and this function changes, by the variable that it is in. */
  shared: Map<number, string>;
  /** Row that last wrote a register. */
  defRow: Int32Array;
  row: number;
  fuel: number;
  uses: Use[];
  useKeys: Set<string>;
  effects: Effect[];
  effectKeys: Set<string>;
  needs: Set<string>;
  globalWrites: Map<string, V>;
  exits: Exit[];
  yields: V;
  /** Closures made here and not yet seen applied. */
  pending: Map<number, V>;
  /** Calls seen by tier: a, b, c, unresolved. */
  calls: [number, number, number, number];
  /** The receiver, as Op.this sees it. */
  thisValue: V;
  /** Module variables written in this run. */
  localGlobals: Map<string, V>;
  /** Cells that hold an object of the caller (a run made for known arguments) → input root. */
  cellRoots: Map<number, string>;
  /** Receiver and row of a modelled attribute → where this run read it first, and all places of such reads → the first. */
  firstReads: Map<string, Site>;
  sameReads: Map<Site, Site>;
  /** Reads of members inside of reads. */
  reads: number;
  /** Calls under way in the row that runs. */
  depth: number;
  /** Depth of callbacks applied inside this run. */
  nesting: number;
}

export const site = (f: Frame): Site => siteOf(f.info.gid, f.row);

/** Value of a register here, with what is known better about it. */
export function get(f: Frame, reg: number): V {
  return refined(f, rawGet(f, reg));
}
export function rawGet(f: Frame, reg: number): V {
  if (reg < 0) return f.store.bot;
  return (reg < f.ir.nVar ? f.state?.vals[reg] : f.temps[reg]) ?? f.store.bot;
}
export function set(f: Frame, reg: number, value: V): void {
  if (reg < 0 || !f.state) return;
  if (reg < f.ir.nVar) f.state.vals[reg] = value;
  else f.temps[reg] = value;
  f.defRow[reg] = f.row;
  if (f.places.size > 0) f.places.delete(reg);
  if (f.shared.size > 0) f.shared.delete(reg);
}
export function refined(f: Frame, value: V): V {
  const known = f.state?.refine;
  const first = known?.get(value);
  if (known === undefined || first === undefined) return value;
  // A second guard speaks of what the first one left.
  let better = first;
  for (let i = 0; i < MAX_GUARDS; i++) {
    const next = known.get(better);
    if (next === undefined || f.store.node(next).p !== f.store.node(better).p) break;
    better = next;
  }
  return better;
}
/** Guards on one value, one after the other, that add up. */
const MAX_GUARDS = 6;
export function refine(f: Frame, value: V, better: V): void {
  if (!f.state || value === better) return;
  if (!f.state.isOwner) {
    f.state.refine = new Map(f.state.refine);
    f.state.isOwner = true;
  }
  f.state.refine?.set(value, better);
}

export function cell(f: Frame, index: number): V {
  return f.state?.vals[f.ir.nVar + index] ?? f.store.bot;
}
export function setCell(f: Frame, index: number, value: V): void {
  if (f.state) f.state.vals[f.ir.nVar + index] = value;
}

/** A value without references: cells are copied in. */
export function freeze(f: Frame, v: V, seen: readonly number[] = []): V {
  const n = f.store.node(v);
  if (!n.hasRef) return v;
  if (n.tag === Tag.ref) {
    let out = f.store.bot;
    for (const c of n.data as number[]) {
      if (seen.includes(c) || seen.length > 6) continue;
      out = f.store.join(out, freeze(f, cell(f, c), [...seen, c]));
    }
    return out === f.store.bot ? f.store.unknown : out;
  }
  return f.store.rebuild(
    n,
    n.kids.map((k) => freeze(f, k, seen)),
  );
}
export function labelsOf(f: Frame, v: V): LabelSet {
  const n = f.store.node(v);
  return n.hasRef ? f.store.node(freeze(f, v)).labels : n.labels;
}
/** The value behind a reference (one level), else the value. */
export function contents(f: Frame, v: V): V {
  const n = f.store.node(v);
  if (n.tag !== Tag.ref) return v;
  return f.store.joinAll((n.data as number[]).map((c) => cell(f, c)));
}

/**
 * Changes what lies at `path` below `root`. Returns the new root when it is no object with a cell (the caller writes it back).
 * Inputs are changed by a refined place and leave an effect for the callers.
 */
export function update(
  f: Frame,
  root: V,
  path: readonly string[],
  change: (old: V) => V,
  effect: Omit<Effect, "target"> | undefined,
): V {
  const { store } = f;
  const n = store.node(root);
  if (n.tag === Tag.ref) {
    const cells = n.data as number[];
    for (const c of cells) {
      const old = cell(f, c);
      const owner = f.cellRoots.get(c);
      if (owner !== undefined && effect)
        addEffect(f, { target: store.in(owner, path), ...effect, value: freeze(f, effect.value) });
      const next = update(f, old, path, change, effect);
      setCell(f, c, cells.length === 1 ? next : store.join(old, next));
    }
    return root;
  }
  if (n.tag === Tag.in) {
    const data = n.data as { root: string; path: readonly string[] };
    const place =
      path.length === 0
        ? root
        : path.length === 1
          ? store.inputMember(root, path[0] as string)
          : store.in(data.root, [...data.path, ...path]);
    const next = change(refined(f, place));
    refine(f, place, freeze(f, next));
    if (effect) addEffect(f, { target: place, ...effect, value: freeze(f, effect.value) });
    return refined(f, root);
  }
  if (path.length === 0) return change(root);
  // A text has no fields of its own.
  if (n.tag === Tag.text || (n.tag === Tag.const && typeof n.data === "string")) return root;
  const [key = "", ...rest] = path;
  if (n.tag === Tag.or) return store.joinAll(n.kids.map((k) => update(f, k, path, change, effect)));
  if (n.tag === Tag.inst) return store.remake(n, [update(f, n.kids[0] as V, path, change, effect)]);
  if (n.tag === Tag.rec) {
    const { keys } = n.data as RecData;
    const open = n.kids[keys.length] as V;
    if (key === "[]") {
      const all = store.joinAll(n.kids);
      const next = update(f, all === store.bot ? store.rec([], store.bot) : all, rest, change, effect);
      return store.withRest(n, store.join(open, next));
    }
    const index = keys.indexOf(key);
    const old = index >= 0 ? (n.kids[index] as V) : open === store.bot ? store.rec([], store.bot) : open;
    // Replacing a field leaves what stood there alone; adding to it changes the object that stands there.
    const next =
      rest.length === 0 && effect?.kind !== "append" ? change(old) : update(f, old, rest, change, effect);
    return store.withField(n, key, next);
  }
  if (n.tag === Tag.list) {
    const index = Number(key);
    const items = n.kids.slice(0, -1);
    const open = n.kids[n.kids.length - 1] as V;
    if (Number.isInteger(index) && index >= 0 && index < items.length) {
      items[index] =
        rest.length === 0 && effect?.kind !== "append"
          ? change(items[index] as V)
          : update(f, items[index] as V, rest, change, effect);
      return store.list(items, open);
    }
    return store.list(
      items,
      store.join(
        open,
        rest.length === 0 && effect?.kind !== "append" ? change(open) : update(f, open, rest, change, effect),
      ),
    );
  }
  if (n.tag === Tag.bot || n.tag === Tag.mix || n.tag === Tag.const || n.tag === Tag.res) {
    if (n.tag === Tag.res)
      return store.join(root, store.mix(store.node(freeze(f, change(store.bot))).labels));
    const inner = update(f, store.bot, rest, change, effect);
    return store.rec([[key, inner]], n.labels === 0 ? store.bot : store.mix(n.labels));
  }
  return root;
}
/** Writes a changed value back to where the register came from. */
export function writeBack(f: Frame, reg: number, value: V): void {
  if (!f.state) return;
  const place = f.places.get(reg);
  const row = f.defRow[reg] ?? -1;
  // A copy of a variable that was not written since stands for the variable.
  const from =
    reg >= f.ir.nVar && !place && row >= 0 && opAt(f.ir, row) === Op.move
      ? (f.ir.ops[row * STRIDE + 2] as number)
      : -1;
  const isCopy = from >= 0 && (f.defRow[from] ?? -1) <= row;
  const before = rawGet(f, reg);
  if (before === value && !isCopy) return;
  const shared = f.shared.get(reg);
  if (shared !== undefined) shareChange(f, shared, before, value);
  if (reg < f.ir.nVar) f.state.vals[reg] = value;
  else f.temps[reg] = value;
  if (isCopy) writeBack(f, from, value);
  if (place) {
    const root = get(f, place.object);
    const next = update(f, root, [place.key], () => value, undefined);
    if (next !== root) writeBack(f, place.object, next);
  }
}
/** Notes that an object which others see was changed: what it was may still be there, in another order. */
function shareChange(f: Frame, name: string, before: V, value: V): void {
  const { store } = f;
  f.localGlobals.set(name, store.join(f.localGlobals.get(name) ?? before, value));
  const told = opened(store, freeze(f, value), 0);
  f.globalWrites.set(name, store.join(f.globalWrites.get(name) ?? store.bot, told));
}

/** Of lists only that some elements are in them: several functions fill them, at several times. */
function opened(store: ValueStore, v: V, depth: number): V {
  if (depth > MAX_OPENED) return v;
  return store.joinAll(
    store.members(v).map((m) => {
      const n = store.node(m);
      if (n.tag === Tag.list) return store.list([], store.joinAll(n.kids));
      if (n.tag !== Tag.rec) return m;
      return store.rebuild(
        n,
        n.kids.map((kid) => opened(store, kid, depth + 1)),
      );
    }),
  );
}
const MAX_OPENED = 3;

export function addEffect(f: Frame, effect: Effect): void {
  const key = `${effect.target}|${effect.kind}|${effect.key}|${effect.value}`;
  if (f.effectKeys.has(key) || f.effects.length >= 48) return;
  f.effectKeys.add(key);
  f.effects.push(effect);
}
export function addUse(f: Frame, use: Use): void {
  const key = `${use.kind}|${use.sink}|${use.site}|${use.arg}|${use.value}|${use.row}|${use.danger?.risk ?? ""}`;
  if (f.useKeys.has(key) || f.uses.length >= 160) return;
  f.useKeys.add(key);
  f.uses.push(use);
}

export function copyState(state: State): State {
  state.isOwner = false;
  return { vals: state.vals.slice(), refine: state.refine, isOwner: false };
}
export function joinStates(store: ValueStore, a: State | undefined, b: State | undefined): State | undefined {
  if (!a) return b;
  if (!b || a === b) return a;
  const vals = a.vals.slice();
  const other = b.vals;
  for (let i = 0; i < vals.length; i++) {
    const x = vals[i] as V;
    const y = other[i] as V;
    if (x !== y) vals[i] = store.join(x, y);
  }
  if (a.refine === b.refine) {
    a.isOwner = b.isOwner = false;
    return { vals, refine: a.refine, isOwner: false };
  }
  const refine = new Map<V, V>();
  const add = (key: V, x: V | undefined, y: V | undefined): void => {
    // What a guard established holds on one side only: lost. What was written may have been written: joined.
    if ((x === undefined || y === undefined) && isNarrowing(store, key, (x ?? y) as V)) return;
    const joined = store.join(x ?? key, y ?? key);
    if (joined !== key) refine.set(key, joined);
  };
  for (const [key, x] of a.refine ?? []) add(key, x, b.refine?.get(key));
  for (const [key, y] of b.refine ?? []) if (!a.refine?.has(key)) add(key, undefined, y);
  return { vals, refine: refine.size > 0 ? refine : undefined, isOwner: refine.size > 0 };
}
function isNarrowing(store: ValueStore, key: V, better: V): boolean {
  const own = store.node(key).p;
  return (
    better === store.unknown ||
    store.members(better).every((m) => {
      const n = store.node(m);
      return n.tag === Tag.const || ((n.tag === Tag.in || n.tag === Tag.res) && n.p === own);
    })
  );
}
export function sameState(a: State, b: State): boolean {
  for (let i = 0; i < a.vals.length; i++) if (a.vals[i] !== b.vals[i]) return false;
  if (a.refine === b.refine) return true;
  if ((a.refine?.size ?? 0) !== (b.refine?.size ?? 0)) return false;
  for (const [k, v] of a.refine ?? []) if (b.refine?.get(k) !== v) return false;
  return true;
}

/** Operand of the row at the frame's position. */
export function operand(f: Frame, offset: number): number {
  return f.ir.ops[f.row * STRIDE + offset] as number;
}
export const opAt = (ir: FuncIR, row: number): number => ir.ops[row * STRIDE] as number;
export { Op, STRIDE };
