import type { DangerRow, SinkKind } from "../models/pack.ts";
import type { Site } from "./program.ts";
import type { V } from "./values.ts";

/** Something a rule may look at: data reaching a sink, a request reaching a model, a function chosen by data. */
export interface Use {
  kind: "sink" | "request" | "dispatch" | "credential" | "endpoint" | "danger" | "call";
  sink: SinkKind;
  /** sink: what arrives there (over inputs). request: a record of slot → value. danger: a record of the arguments that decide. call: a record of the options that are given. */
  value: V;
  /** Row of the pack, -1 for the language itself. */
  row: number;
  /** For kind "danger": what the pack says about it. */
  danger?: DangerRow;
  site: Site;
  /** A log that is the terminal of who started the program, always or where a person starts it by hand; an address that others log; what goes out to others for good. */
  form?: "console" | "stream" | "address" | "download" | "publication";
  /** Argument of the call that holds it, for the place of the finding: position, "name", "" for the whole. */
  arg: string;
  /** Call sites from the function that holds this use down to the function of `site`. */
  chain: readonly Site[];
  /** The way to the callee was a guess (B) or by name only (C). */
  tier: number;
}

/** A change of an object that the function was given. */
export interface Effect {
  target: V;
  kind: "set" | "append";
  key: string;
  value: V;
}

export interface Gates {
  /** Input (as a value) → what it is when the function returns normally / truthy / falsy. */
  returns: ReadonlyMap<V, V>;
  whenTrue: ReadonlyMap<V, V>;
  whenFalse: ReadonlyMap<V, V>;
}

export interface Summary {
  ret: V;
  yields: V;
  /** Values of `ir.names` when the body ends (modules, class bodies). */
  names: readonly V[];
  effects: readonly Effect[];
  uses: readonly Use[];
  /** Those that depend on inputs. */
  open: readonly Use[];
  /** Nothing here depends on inputs: it is the same for every caller. */
  isInert: boolean;
  captureWrites: readonly (readonly [number, V])[];
  globalWrites: ReadonlyMap<string, V>;
  /** Inputs that were called or asked for members and could not be resolved: worth a specialised run when known. */
  needs: ReadonlySet<string>;
  gates: Gates;
  cut: boolean;
  /** Calls by how their target was found: resolved, among few, by name, not at all. */
  calls: readonly [number, number, number, number];
}

const none: ReadonlyMap<V, V> = new Map();
export const noGates: Gates = { returns: none, whenTrue: none, whenFalse: none };

export function emptySummary(bottom: V): Summary {
  return {
    ret: bottom,
    yields: bottom,
    names: [],
    effects: [],
    uses: [],
    open: [],
    isInert: true,
    captureWrites: [],
    globalWrites: new Map(),
    needs: new Set(),
    gates: noGates,
    cut: false,
    calls: [0, 0, 0, 0],
  };
}

export function sameSummary(a: Summary, b: Summary): boolean {
  return (
    a === b ||
    (a.ret === b.ret &&
      a.yields === b.yields &&
      sameList(a.names, b.names) &&
      a.uses.length === b.uses.length &&
      a.effects.length === b.effects.length &&
      a.uses.every((u, i) => u.value === b.uses[i]?.value && u.site === b.uses[i]?.site) &&
      a.effects.every(
        (e, i) =>
          e.value === b.effects[i]?.value && e.target === b.effects[i]?.target && e.key === b.effects[i]?.key,
      ) &&
      a.captureWrites.length === b.captureWrites.length &&
      a.captureWrites.every((c, i) => c[1] === b.captureWrites[i]?.[1]) &&
      sameMap(a.globalWrites, b.globalWrites) &&
      a.needs.size === b.needs.size &&
      sameMap(a.gates.returns, b.gates.returns) &&
      sameMap(a.gates.whenTrue, b.gates.whenTrue) &&
      sameMap(a.gates.whenFalse, b.gates.whenFalse))
  );
}
/** Whether callers see the same, down to what each use is. */
export function sameForCallers(a: Summary, b: Summary): boolean {
  return (
    a === b ||
    (sameSummary(a, b) &&
      a.uses.every((use, i) => {
        const other = b.uses[i] as Use;
        return (
          use.kind === other.kind &&
          use.sink === other.sink &&
          use.row === other.row &&
          use.arg === other.arg &&
          use.tier === other.tier &&
          use.chain.length === other.chain.length &&
          use.chain.every((site, k) => site === other.chain[k])
        );
      }))
  );
}

/** Whether names, variables and what `isFact` says of effects come out the same: all that others learn without calling. */
export function sameForReaders(a: Summary, b: Summary, isFact: (effect: Effect) => boolean): boolean {
  const [before, after] = [a.effects.filter(isFact), b.effects.filter(isFact)];
  return (
    sameList(a.names, b.names) &&
    before.length === after.length &&
    before.every((e, i) => {
      const other = after[i];
      return e.value === other?.value && e.target === other.target && e.key === other.key;
    }) &&
    a.captureWrites.length === b.captureWrites.length &&
    a.captureWrites.every((c, i) => c[0] === b.captureWrites[i]?.[0] && c[1] === b.captureWrites[i]?.[1]) &&
    sameMap(a.globalWrites, b.globalWrites)
  );
}
function sameList(a: readonly V[], b: readonly V[]): boolean {
  return a.length === b.length && a.every((v, i) => v === b[i]);
}
function sameMap<K>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  if (a.size !== b.size) return false;
  for (const [k, v] of a) if (b.get(k) !== v) return false;
  return true;
}
