import type { TypeExpr } from "../ir/types.ts";
import type { IndexedType, ModelIndex } from "../models/modelIndex.ts";
import type { VersionOf } from "../models/versions.ts";
import type { Heard, ToolEntry } from "./deeds.ts";
import type { Frame, State } from "./frame.ts";
import type { Noted } from "./noted.ts";
import type { Observed } from "./observed.ts";
import type { Program, Site } from "./program.ts";
import type { Summary } from "./summary.ts";
import type { V, ValueStore } from "./values.ts";

/** Arguments of a call. Spread lists and keyword spreads stay values of their own. */
export interface Args {
  pos: readonly V[];
  /** Elements of a spread at the end, as a list value; bot when there is none. */
  rest: V;
  keys: ReadonlyMap<string, V>;
  keyRest: V;
  /** Registers behind `pos` and `keys`, -1 where there is none, so that changes can be written back. */
  posRegs: readonly number[];
  keyRegs: ReadonlyMap<string, number>;
  isNew: boolean;
  /** Register of the receiver, so that a changed one can be written back. */
  receiverReg?: number;
  /** Cell of the calling row for a result that is an object, -1 when the call is not a row. */
  cell: number;
  site: Site;
  /** Parameters that the caller of an entry does not fill, by name. */
  except?: readonly string[];
  /** Of a decorator that was called before: a person is asked before what it decorates runs. */
  approved?: boolean;
}

/** What an input of a function is known to be by its declaration. */
export type InputType =
  | { kind: "model"; type: IndexedType }
  | { kind: "class"; cid: number }
  | { kind: "declared"; type: TypeExpr; file: number };

export interface FunData {
  gid: number;
}

/** A function that a framework calls. */
export interface Entry {
  gid: number;
  role: string;
  /** The function that was written there, where another decorator made this one of it. */
  written?: number;
  /** It is handed every request of its kind, by name. */
  isDispatcher?: true;
  /** The registration, or the function itself where a convention finds it. */
  site: Site;
}

/** A module whose closures have not run, as it was at its end. */
export interface Waiting {
  frame: Frame;
  state: State | undefined;
}

/** The analysis as its parts see it. */
export interface Env {
  readonly program: Program;
  readonly models: ModelIndex;
  readonly store: ValueStore;
  /** What is known of the versions of packages where a file stands. */
  versionOf(file: number): VersionOf;
  summary(gid: number, spec?: ReadonlyMap<string, V>): Summary;
  /** What another file gets when it imports `name` ("*" = the module). */
  exported(file: number, name: string): V;
  /** Module variable as functions see it; `reader`: the function that reads it, whose own changes it knows. */
  global(file: number, name: string, reader?: number): V;
  /** What a package keeps for the whole program, as the code of the project fills it. */
  storage(name: string): V;
  /** Variables with objects that others see, as the function changes them. */
  changes(gid: number): ReadonlySet<string>;
  /** Class attribute or method along project bases. */
  classMember(cid: number, name: string): { value: V; owner: number } | undefined;
  /** What its subclasses have of their own under a name. */
  overrides(cid: number, name: string): readonly V[];
  /** What the writers of a field agree on; bot when nothing is known. */
  fieldFacts(cid: number, name: string): V;
  /** Project class and its project bases, nearest first. */
  lineage(cid: number): readonly number[];
  subclasses(cid: number): readonly number[];
  /** What packs say of the class and its bases where the project is the source of a modelled package. */
  ownTypes(cid: number): readonly IndexedType[];
  /** Modelled types among the bases. */
  modelBases(cid: number): readonly IndexedType[];
  /** The only project class with such a method, when the name is distinctive. */
  uniqueMethod(name: string): { cid: number; gid: number } | undefined;
  /** `place`: the input itself, where it is at hand. */
  inputType(gid: number, root: string, path: readonly string[], place?: V): InputType | undefined;
  typeOf(file: number, type: TypeExpr): InputType | undefined;
  /** Records what rows of one function give, while a path is explained. */
  tape: { gid: number; rows: Map<number, V>; heard: Heard[]; seen?: Observed } | undefined;
  /** Functions that a framework calls as tools → what is known of the approval that was asked for. */
  readonly tools: Map<number, ToolEntry>;
  /** Modules by number of their function. */
  readonly waiting: Map<number, Waiting>;
  /** Methods that check a field when an instance is made: "cid.field" → function. */
  readonly validators: Map<string, V>;
  /** Prompt templates that were filled somewhere. */
  readonly filled: Set<V>;
  /** Functions that some framework was seen to call. */
  readonly entered: Set<number>;
  /** Functions that frameworks call, as what, and where they were told so. */
  readonly entries: Map<string, Entry>;
  /** Functions that code of the project was seen to call, tests aside. */
  readonly called: Set<number>;
  isTest(file: number): boolean;
  /** Calls of classifiers and their rows. */
  readonly classifications: Map<Site, number>;
  /** Parts of a program that an inventory lists: what was made, retrieved, checked, and where. */
  readonly noted: Map<string, Noted>;
  /** What the verdict of a guard call means, by its site. */
  readonly verdicts: Map<Site, { clears: number; lowers: number; approve: boolean; throws: boolean }>;
  /** Structured-output schema of a model call, by its site. */
  readonly schemas: Map<Site, V>;
  apply(f: Frame, callee: V, receiver: V, args: Args): V;
  /** What an import of `name` from `specifier` in a file is. */
  imported(file: number, specifier: string, name: string): V;
  setBases(cid: number, bases: readonly V[]): void;
  /** An instance of a project class whose fields passed its declared types. */
  checked(f: Frame, cid: number, value: V): V | undefined;
  /** A default value that a framework replaces (dependency injection): what it becomes. */
  injected(f: Frame, register: number): V | undefined;
  /** A method nobody resolved: unique names, distinctive modelled names, else everything flows through. */
  unknownMethod(f: Frame, receiver: V, name: string, args: Args): V;
  /** `value.name` with everything the analysis knows. */
  read(f: Frame, value: V, name: string): V;
}

export const NO_VALUES: ReadonlyMap<string, V> = new Map();
export const NO_REGISTERS: ReadonlyMap<string, number> = new Map();
const paramRoots = Array.from({ length: 64 }, (_, i) => `p${i}`);
const captureRoots = Array.from({ length: 64 }, (_, i) => `c${i}`);
/** Input root of a parameter by its position. */
export function paramRoot(i: number): string {
  return paramRoots[i] ?? `p${i}`;
}
/** Input root of a captured variable. */
export function captureRoot(i: number): string {
  return captureRoots[i] ?? `c${i}`;
}

export const noArgs = (site: Site, bot: V): Args => ({
  pos: [],
  rest: bot,
  keys: NO_VALUES,
  keyRest: bot,
  posRegs: [],
  keyRegs: NO_REGISTERS,
  isNew: false,
  cell: -1,
  site,
});
export const argsOf = (pos: readonly V[], site: Site, bot: V): Args => ({
  ...noArgs(site, bot),
  pos,
  posRegs: pos.map(() => -1),
});
