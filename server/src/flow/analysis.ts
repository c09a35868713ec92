import { changedFunctions, writtenNames } from "../ir/changed.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FileIR, FuncIR, TypeExpr } from "../ir/types.ts";
import type { IndexedType, ModelIndex } from "../models/modelIndex.ts";
import type { VersionOf } from "../models/versions.ts";
import { blankInstance, ext, readMember, stub } from "./access.ts";
import { type Agent, findAgents, findToolClasses, findTools, type Tool } from "./agents.ts";
import { Anew, type Finished, type Spec } from "./anew.ts";
import { apply, checkedInstance, unresolved } from "./apply.ts";
import { createDeclaredTypes } from "./declaredTypes.ts";
import type { Heard, ToolEntry } from "./deeds.ts";
import { Demand } from "./demand.ts";
import {
  type Args,
  argsOf,
  type Entry,
  type Env,
  type FunData,
  type InputType,
  type Waiting,
} from "./env.ts";
import { createExports } from "./exports.ts";
import { type Frame, freeze } from "./frame.ts";
import { runFrameworkEntries, runIdleChains } from "./frameworkEntries.ts";
import { applyWaiting, interpret, newFrame } from "./interpret.ts";
import type { LabelSet } from "./labels.ts";
import { isOwnPart, isRetrieval, knownByName, type Noted } from "./noted.ts";
import { newObserved, type Observed } from "./observed.ts";
import { findExtensions, openUses } from "./openInputs.ts";
import { findOwnSource } from "./ownSource.ts";
import { type ClassInfo, type FuncInfo, type Program, type Site, siteFunc, siteOf } from "./program.ts";
import { applyRow, recordStatements } from "./rows.ts";
import { changedIn, isStorage } from "./shared.ts";
import { emptySummary, type Summary, sameSummary, type Use } from "./summary.ts";
import { toolResults } from "./toolResults.ts";
import { seedParameters } from "./types.ts";
import { Tag, type V, ValueStore } from "./values.ts";
import { withoutInputs } from "./withoutInputs.ts";
import { Writers } from "./writers.ts";

/** A use with concrete data, and the function in which the data met it. */
export interface Hit {
  use: Use;
  /** Function whose run saw it; the chain leads from there to the use. */
  gid: number;
  /** What that run was given instead of its inputs. */
  spec?: Spec | undefined;
}
type Tape = NonNullable<Env["tape"]>;

export interface AnalysisResult {
  store: ValueStore;
  hits: Hit[];
  calls: [number, number, number, number];
  cuts: string[];
  /** Calls whose answer is a verdict that somebody must look at. */
  verdicts: ReadonlySet<Site>;
  /** Whether code or a framework was seen to call a function. */
  isReached(gid: number): boolean;
  /** Functions that frameworks call with requests, by number. */
  entries: readonly Entry[];
  /** Calls of classifiers and their rows. */
  classifications: ReadonlyMap<Site, number>;
  /** Parts of the program that an inventory lists, by place. */
  noted: readonly Noted[];
  /** What a function does, as its callers see it. */
  summaryOf(gid: number): Summary;
  /** Foreign text that the tools in a value bring back. */
  resultsOfTools(tools: V): LabelSet;
  /** Agents, and what the tools that they are given can do. Computed when asked for. */
  agents(): readonly Agent[];
  /** Functions that frameworks call as tools, handed to a model here or not, or those given. Computed when asked for. */
  tools(gids?: readonly number[]): readonly Tool[];
  /** Classes of the project that are tools for a framework. */
  toolClasses(): readonly Tool[];
  /** The file is a part of a package that packs describe: programs build on it, it is none itself. */
  isPackageSource(file: number): boolean;
  /** Classes of the project that are stores or retrievers for a framework. */
  ownParts(): readonly { cid: number; type: IndexedType }[];
  /** What assignments and calls of a function give, by row: run again on demand, with the inputs of one run. */
  trace(gid: number, spec?: Spec): ReadonlyMap<number, V>;
  /** All that a run of a function tells of its operations: for who asks where data ended. */
  observe(gid: number, spec?: Spec): Observation;
  /** Code of the project was seen to call it, tests aside. */
  isCalled(gid: number): boolean;
  /**
   * Follows these files on top of the others, of which stays what is known. Holds until the next call or `uncover`; undefined
   * where so much has piled up that a run of its own costs less.
   */
  cover(
    files: readonly FileIR[],
    options: Pick<RunOptions, "cancelled" | "isCalled">,
  ): AnalysisResult | undefined;
  /**
   * What is known where some files have other bodies of functions, for the files looked at: what the change touches is followed
   * anew, the rest stays. Holds until the next call or `uncover`; undefined where more changed, or what others rest on.
   */
  change(
    files: readonly FileIR[],
    looked: ReadonlySet<string>,
    options: Pick<RunOptions, "cancelled" | "isCalled">,
  ): AnalysisResult | undefined;
  /** Back to what the run gave. */
  uncover(): void;
}

export interface RunOptions {
  cancelled?: () => boolean;
  isTest?: (path: string) => boolean;
  versionOf?: (path: string) => VersionOf;
  /** Only functions of these files are looked at, and what they ask for; all if absent. */
  isRoot?: (path: string) => boolean;
  /** Functions that are called from where nobody looks. */
  isCalled?: (path: string, qual: string) => boolean;
  /** Keeps who rests on what, for `change`. */
  isKept?: boolean;
}

/** One run of one function, operation by operation. */
export interface Observation extends Observed {
  gid: number;
  spec: Spec | undefined;
  /** Row of an assignment or a call → what it gave. */
  rows: ReadonlyMap<number, V>;
  heard: readonly Heard[];
}

/** Values that files on top may add before it costs less to begin anew, as a share of those below. */
const MOST_PILED = 1.5;
const MOST_PILED_ANYWAY = 200_000;
/** Who asks for what functions do to find out what a field holds. */
const NOBODY = -1;
const MAX_SPECS = 24;
/** A closure (a decorator's wrapper, a handler) has a run for each function it was made around. */
const MAX_CLOSURE_SPECS = 40;
/** Classes with the methods of an interface beyond which they have them by chance. */
const MOST_KEEPERS = 6;
/** Method names too common to guess a class by. */
const COMMON = new Set(
  "get set add run call execute invoke send create update delete remove close open read write start stop init load save next process handle parse format render build query search fetch find list item items keys values append push pop join split replace map filter reduce forEach then log info error warn debug test match exec apply bind toString emit on once use register submit reset clear copy generate predict complete chat ask step forward encode decode connect disconnect".split(
    " ",
  ),
);

interface MethodRef {
  cid: number;
  gid: number;
}

/** What runs leave in `env` by places, beside summaries. */
type Records = Pick<
  Env,
  | "schemas"
  | "entered"
  | "entries"
  | "filled"
  | "called"
  | "validators"
  | "classifications"
  | "noted"
  | "verdicts"
  | "tools"
>;

const specKey = (spec: Spec): string =>
  [...spec]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([root, v]) => `${root}=${v}`)
    .join("|");

/** Runs the flow analysis over a program. */
export function analyse(program: Program, models: ModelIndex, options: RunOptions = {}): AnalysisResult {
  const store = new ValueStore();
  const packageSource = findOwnSource(program, models);
  const empty = emptySummary(store.bot);
  const summaries = new Demand<Summary>(empty, sameSummary);
  const finished = new Map<string, Finished>();
  const specs = new Map<number, Set<string>>();
  const bases = new Map<number, readonly V[]>();
  const lineages = new Map<number, readonly number[]>();
  const nameIndex: (Map<string, number> | undefined)[] = [];
  let methodsByName = new Map<string, MethodRef[]>();
  const subclassCache = new Map<number, number[]>();
  const types = new Map<number, InputType | undefined>();
  let classesByBaseName = new Map<string, number[]>();
  const cuts: string[] = [];
  /** Summaries that will not change any more. */
  const settled: (Summary | undefined)[] = [];
  /** Counts changes of what names and classes are; caches of such facts hold for one count. */
  let epoch = 0;
  let basesSet = 0;
  let lineageEpoch = -1;
  let typeEpoch = -1;
  let memberEpoch = -1;
  /** What classes have under a name, as long as nothing it depends on changes. */
  const members = new Map<number, Map<string, { value: V; owner: number } | undefined>>();
  const overriding = new Map<number, Map<string, readonly V[]>>();
  /** Module variables that will not change any more. */
  const globals: (Map<string, V> | undefined)[] = [];
  const starImports: (boolean | undefined)[] = [];
  const tests: (boolean | undefined)[] = [];
  const settledFacts: (Map<string, V> | undefined)[] = [];
  /** Types as written, by file; only those that name something settled. */
  const resolvedTypes = new Map<number, Map<TypeExpr, InputType | undefined>>();
  let resolvedEpoch = -1;

  const changes: (ReadonlySet<string> | undefined)[] = [];
  /** Functions that fill what packages keep, by its name. */
  let storageWriters: Map<string, number[]> | undefined;
  /** What the present part of the run asks: it differs from `options` while files stand on top. */
  let asking: RunOptions = options;
  /** What was added or replaced since files stand on top or were changed, with what was there. */
  let piled:
    | {
        settled: Map<number, Summary | undefined>;
        finished: Map<string, Finished | undefined>;
        specs: [gid: number, suffix: string][];
        /** Functions whose body is another. */
        changed: number[];
      }
    | undefined;
  /** Functions that asked for what a function does, by its number; those that run at present. */
  const users: (number[] | undefined)[] = [];
  const running: number[] = [];

  const nameMethods = ({ gid, file, ir }: FuncInfo): void => {
    if (ir.cls < 0 || ir.kind !== "method") return;
    const list = methodsByName.get(ir.name) ?? [];
    list.push({ cid: program.cid(file, ir.cls), gid });
    methodsByName.set(ir.name, list);
  };
  const nameBases = ({ cid, ir }: ClassInfo): void => {
    for (const base of ir.bases)
      if (base.kind === "name") {
        const last = base.path.slice(base.path.lastIndexOf(".") + 1);
        classesByBaseName.set(last, [...(classesByBaseName.get(last) ?? []), cid]);
      }
  };
  program.funcs.forEach(nameMethods);
  program.classes.forEach(nameBases);

  const titleOf = (gid: number): string =>
    `${program.file(program.func(gid).file).path}: ${program.func(gid).ir.qual || "module"}`;
  const faultIn = (gid: number, error: unknown): string =>
    `${titleOf(gid)} (internal error: ${error instanceof Error ? error.message : String(error)})`;
  const classOf = (gid: number): number => {
    let info = program.func(gid);
    if (info.ir.kind === "classBody") {
      const own = program.file(info.file).classes.findIndex((c) => c.body === info.local);
      if (own >= 0) return program.cid(info.file, own);
    }
    while (info.ir.cls < 0 && info.ir.parent > 0) info = program.func(program.gid(info.file, info.ir.parent));
    return info.ir.cls < 0 ? -1 : program.cid(info.file, info.ir.cls);
  };
  const namesOf = (gid: number): Map<string, number> => {
    let index = nameIndex[gid];
    if (!index) {
      index = new Map(program.func(gid).ir.names.map((n, i) => [n.name, i] as const));
      nameIndex[gid] = index;
    }
    return index;
  };
  const nameIn = (gid: number, name: string): V => {
    const i = namesOf(gid).get(name);
    return i === undefined ? store.bot : (env.summary(gid).names[i] ?? store.bot);
  };

  const unsettle = (gid: number): void => {
    if (piled && !piled.settled.has(gid)) piled.settled.set(gid, settled[gid]);
    settled[gid] = undefined;
  };
  const noteUser = (gid: number): void => {
    const user = running[running.length - 1];
    if (user === undefined || user === NOBODY || user === gid) return;
    const known = users[gid];
    if (!known) users[gid] = [user];
    else if (known[known.length - 1] !== user) known.push(user);
  };

  const env: Env = {
    versionOf: (file) => options.versionOf?.(program.file(file).path) ?? (() => undefined),
    program,
    models,
    store,
    schemas: new Map<Site, V>(),
    entered: new Set<number>(),
    entries: new Map<string, Entry>(),
    filled: new Set<V>(),
    called: new Set<number>(),
    isTest(file) {
      tests[file] ??= options.isTest?.(program.file(file).path) ?? false;
      return tests[file];
    },
    waiting: new Map<number, Waiting>(),
    validators: new Map<string, V>(),
    classifications: new Map<Site, number>(),
    noted: new Map<string, Noted>(),
    verdicts: new Map<Site, { clears: number; lowers: number; approve: boolean; throws: boolean }>(),
    tape: undefined,
    tools: new Map<number, ToolEntry>(),
    summary(gid, spec) {
      if (options.isKept) noteUser(gid);
      if (spec === undefined) {
        const ready = settled[gid];
        if (ready !== undefined) return ready;
      }
      let key = `f${gid}`;
      let use = spec;
      if (spec && spec.size > 0) {
        const suffix = specKey(spec);
        const known = specs.get(gid) ?? new Set<string>();
        specs.set(gid, known);
        if (
          known.has(suffix) ||
          known.size < (program.func(gid).ir.captures.length > 0 ? MAX_CLOSURE_SPECS : MAX_SPECS)
        ) {
          if (piled && !known.has(suffix)) piled.specs.push([gid, suffix]);
          known.add(suffix);
          key += `|${suffix}`;
        } else use = undefined;
      }
      const answer = summaries.get(key, () => {
        if (asking.cancelled?.()) return empty;
        let summary = empty;
        running.push(gid);
        try {
          summary = interpret(env, gid, classOf(gid), use);
        } catch (error) {
          // A fault of ours in one function: the run goes on without it, and says so.
          cuts.push(faultIn(gid, error));
        }
        running.pop();
        if (summary.cut) cuts.push(titleOf(gid));
        if (piled && !piled.finished.has(key)) piled.finished.set(key, finished.get(key));
        finished.set(key, { gid, summary, spec: use, isGeneral: key === `f${gid}` });
        return summary;
      });
      if (spec === undefined && summaries.isDone(key)) {
        unsettle(gid);
        settled[gid] = answer;
        if (program.func(gid).ir.kind === "module") epoch++;
      }
      return answer;
    },
    exported(file, name) {
      return exports.exported(file, name, 0);
    },
    imported(file, specifier, name) {
      return exports.imported(file, specifier, name);
    },
    global(file, name, reader = -1) {
      const own = reader >= 0 && env.changes(reader).has(name) ? reader : -1;
      const known = own < 0 ? globals[file]?.get(name) : undefined;
      if (known !== undefined) return known;
      const out = globalOf(file, name, own);
      if (own < 0 && isSettledGlobal(file, name)) {
        globals[file] ??= new Map();
        globals[file].set(name, out);
      }
      return out;
    },
    changes(gid) {
      let known = changes[gid];
      if (!known) {
        const file = program.file(program.func(gid).file);
        known = changedIn(file, program.func(gid).ir, models.methods[file.lang], models.storages[file.lang]);
        changes[gid] = known;
      }
      return known;
    },
    storage(name) {
      if (!storageWriters) {
        storageWriters = new Map();
        for (const { gid, file } of program.funcs)
          for (const each of program.isCovered(file) ? [] : env.changes(gid))
            if (isStorage(each)) storageWriters.set(each, [...(storageWriters.get(each) ?? []), gid]);
      }
      let out = store.rec([], store.unknown);
      for (const writer of storageWriters.get(name) ?? [])
        out = store.join(out, withoutInputs(env, writtenBy(writer, name), writer));
      return out;
    },
    classMember(cid, name) {
      if (memberEpoch !== epoch) {
        members.clear();
        overriding.clear();
        memberEpoch = epoch;
      }
      const known = members.get(cid);
      if (known?.has(name)) return known.get(name);
      let found: { value: V; owner: number } | undefined;
      let isFinal = true;
      for (const c of env.lineage(cid)) {
        const { file, ir } = program.class(c);
        const body = program.gid(file, ir.body);
        if (!namesOf(body).has(name)) continue;
        const v = nameIn(body, name);
        isFinal &&= settled[body] !== undefined;
        if (v === store.bot) continue;
        found = { value: v, owner: c };
        break;
      }
      if (isFinal && memberEpoch === epoch) {
        const here = members.get(cid) ?? new Map<string, { value: V; owner: number } | undefined>();
        members.set(cid, here.set(name, found));
      }
      return found;
    },
    overrides(cid, name) {
      if (memberEpoch === epoch) {
        const known = overriding.get(cid)?.get(name);
        if (known !== undefined) return known;
      }
      const out: V[] = [];
      let isFinal = true;
      for (const sub of env.subclasses(cid)) {
        const own = env.classMember(sub, name);
        isFinal &&= members.get(sub)?.has(name) === true;
        if (own && own.owner === sub) out.push(own.value);
      }
      if (isFinal && memberEpoch === epoch) {
        const here = overriding.get(cid) ?? new Map<string, readonly V[]>();
        overriding.set(cid, here.set(name, out));
      }
      return out;
    },
    fieldFacts(cid, name) {
      const known = settledFacts[cid]?.get(name);
      if (known !== undefined) return known;
      const key = `a${cid}.${name}`;
      // What a field holds and what functions give depend on each other: one fixed point for both.
      const fact = summaries.get(key, () => {
        let out = store.bot;
        running.push(NOBODY);
        for (const c of new Set([...env.lineage(cid), ...env.subclasses(cid)])) {
          const { file, ir } = program.class(c);
          const declared = ir.fields.find((x) => x.name === name)?.type;
          const type = declared && env.typeOf(file, declared);
          for (const gid of writers.ofFields(c).get(name) ?? []) {
            const target = store.in("this", [name]);
            for (const effect of env.summary(gid).effects)
              if (effect.target === target && effect.kind === "set")
                out = store.join(out, withoutInputs(env, effect.value, gid));
          }
          if (type?.kind === "model") out = store.join(out, stub(env, type.type, "", store.bot));
          else if (type?.kind === "class") out = store.join(out, blankInstance(store, type.cid));
        }
        running.pop();
        const useful = store.members(out).filter((m) => m !== store.null && m !== store.unknown);
        return { ...empty, ret: useful.length === 0 ? store.bot : store.joinAll(useful) };
      });
      const answer = fact.ret;
      if (summaries.isDone(key) && (!piled || cid >= program.floor.classes)) {
        settledFacts[cid] ??= new Map();
        settledFacts[cid].set(name, answer);
      }
      return answer;
    },
    lineage(cid) {
      if (lineageEpoch !== epoch) {
        lineages.clear();
        lineageEpoch = epoch;
      }
      const known = lineages.get(cid);
      if (known) return known;
      const { file } = program.class(cid);
      if (!bases.has(cid)) env.summary(program.gid(file, 0));
      const out = [cid];
      for (let i = 0; i < out.length && i < 16; i++) {
        for (const base of bases.get(out[i] as number) ?? []) {
          for (const m of store.members(base)) {
            const n = store.node(m);
            if (n.tag === Tag.cls && !out.includes(n.data as number)) out.push(n.data as number);
          }
        }
      }
      if (lineageEpoch === epoch) lineages.set(cid, out);
      return out;
    },
    subclasses(cid) {
      const known = subclassCache.get(cid);
      if (known) return known;
      const out: number[] = [];
      const queue = [cid];
      while (queue.length > 0 && out.length < 12) {
        const { ir } = program.class(queue.shift() as number);
        for (const sub of classesByBaseName.get(ir.name) ?? [])
          if (sub !== cid && !out.includes(sub)) {
            out.push(sub);
            queue.push(sub);
          }
      }
      if (out.every((c) => program.class(c).ir.contract !== undefined)) out.push(...contractKeepers(cid));
      subclassCache.set(cid, out);
      return out;
    },
    ownTypes(cid) {
      return env.lineage(cid).flatMap((c) => packageSource.typeOf(c) ?? []);
    },
    modelBases(cid) {
      const out: IndexedType[] = [];
      for (const c of env.lineage(cid)) {
        const known = packageSource.typeOf(c);
        if (known && !out.includes(known)) out.push(known);
        for (const base of bases.get(c) ?? [])
          for (const m of store.members(base)) {
            const n = store.node(m);
            if (n.tag === Tag.type && !out.includes(n.data as IndexedType)) out.push(n.data as IndexedType);
          }
      }
      return out;
    },
    uniqueMethod(name) {
      if (COMMON.has(name) || name.length < 5) return undefined;
      const found = methodsByName.get(name) ?? [];
      return found.length === 1 ? found[0] : undefined;
    },
    inputType(gid, root, path, place) {
      if (typeEpoch !== epoch) {
        types.clear();
        typeEpoch = epoch;
      }
      const key = gid * 0x400000 + (place ?? store.in(root, path));
      if (types.has(key)) return types.get(key);
      types.set(key, undefined);
      const found = declared.ofInput(gid, root, path);
      if (typeEpoch === epoch) types.set(key, found);
      return found;
    },
    typeOf(file, type) {
      if (resolvedEpoch !== epoch) {
        resolvedTypes.clear();
        resolvedEpoch = epoch;
      }
      const known = resolvedTypes.get(file);
      if (known?.has(type)) return known.get(type);
      const found = declared.find(file, type);
      if (
        resolvedEpoch === epoch &&
        settled[program.gid(file, 0)] !== undefined &&
        declared.isPlain(file, type)
      ) {
        const here = resolvedTypes.get(file) ?? new Map<TypeExpr, InputType | undefined>();
        resolvedTypes.set(file, here.set(type, found));
      }
      return found;
    },
    setBases(cid, values) {
      const before = bases.get(cid);
      if (before && before.length === values.length && before.every((v, i) => v === values[i])) return;
      basesSet++;
      epoch++;
      bases.set(cid, values);
    },
    checked(f, cid, value) {
      return checkedInstance(env, f, cid, value);
    },
    injected(f, register) {
      const row = f.defRow[register] ?? -1;
      if (row < 0 || (f.ir.ops[row * STRIDE] as number) !== Op.call) return undefined;
      const callee = f.ir.ops[row * STRIDE + 2] as number;
      const n = store.node(f.temps[callee] ?? store.bot);
      if (n.tag !== Tag.row) return undefined;
      if (!models.row((n.data as { row: number }).row).returns?.startsWith("apply:")) return undefined;
      const x = f.ir.ops[row * STRIDE + 4] as number;
      const given =
        (f.ir.extra[x + 2] as number) >= 1 ? (f.temps[f.ir.extra[x + 5] as number] ?? store.bot) : store.bot;
      if (store.tag(given) !== Tag.fun) return f.temps[register] ?? undefined;
      // The framework fills the parameters of the dependency from the request as well.
      const seeds = seedParameters(
        env,
        f,
        (store.node(given).data as FunData).gid,
        { of: "0", each: "user" },
        "",
        -1,
        undefined,
      );
      const made = apply(env, f, given, store.bot, {
        ...argsOf(seeds.pos, siteOf(f.info.gid, row), store.bot),
        keys: seeds.keys,
      });
      // A dependency without a body stands for one that gives something.
      return made === store.null ? store.unknown : made;
    },
    unknownMethod(f, receiver, name, args) {
      const n = store.node(receiver);
      // What a function is asked for beyond calls (options, names, bindings) leaves the function.
      if (n.tag === Tag.fun || n.tag === Tag.pipe) return receiver;
      if (n.tag === Tag.in) f.needs.add((n.data as { root: string }).root);
      const asked = args.pos[0];
      if (asked !== undefined) recordStatements(env, f, name, asked, args.site);
      const distinctive = models.byName[f.lang].get(name);
      const isMeant =
        distinctive?.begins === undefined ||
        (asked !== undefined && beginsSo(store, freeze(f, asked), distinctive.begins));
      if (
        distinctive &&
        isMeant &&
        (n.tag === Tag.in ||
          (n.tag === Tag.res && distinctive.begins !== undefined) ||
          n.tag === Tag.mix ||
          n.tag === Tag.ext ||
          n.tag === Tag.ref ||
          n.tag === Tag.inst)
      ) {
        f.calls[2]++;
        const before = f.uses.length;
        const isKnown = isRetrieval(env, args.site);
        const out = applyRow(env, f, distinctive, receiver, args, name);
        for (const use of f.uses.slice(before)) use.tier = 2;
        if (!isKnown) knownByName(env, args.site);
        return out;
      }
      const unique = n.tag === Tag.in || n.tag === Tag.mix ? env.uniqueMethod(name) : undefined;
      if (unique) {
        f.calls[1]++;
        const fn = store.make(Tag.fun, String(unique.gid), { gid: unique.gid } satisfies FunData, [receiver]);
        const before = f.uses.length;
        const out = apply(env, f, fn, receiver, args);
        for (const use of f.uses.slice(before)) use.tier = Math.max(use.tier, 1);
        return out;
      }
      f.calls[3]++;
      return unresolved(env, f, receiver, args);
    },
    apply(f, callee, receiver, args: Args) {
      return apply(env, f, callee, receiver, args);
    },
    read(f, value, name) {
      return readMember(env, f, value, name);
    },
  };

  const again = new Anew(env, { summaries, finished, specs, users });
  const writers = new Writers(env);
  const exports = createExports(env, { namesOf, nameIn, packageSource });
  const blank = (gid: number): Frame => newFrame(env, gid, classOf(gid));
  const declared = createDeclaredTypes(env, { classOf, namesOf, nameIn, blank });
  const writtenBy = (writer: number, name: string): V =>
    env.summary(writer).globalWrites.get(name) ?? store.bot;
  /** `without`: a function whose own changes are left out. */
  function globalOf(file: number, name: string, without: number): V {
    const gid = program.gid(file, 0);
    const own = nameIn(gid, name);
    let out = own;
    for (const writer of writers.ofVariables(file).get(name) ?? []) {
      if (writer === without) continue;
      const written = writtenBy(writer, name);
      // What a caller hands over is not known here, but it is not what stood there before either.
      if (store.node(written).hasIn) out = store.join(out, store.unknown);
      out = store.join(out, withoutInputs(env, written, writer));
    }
    if (out !== store.bot) return out;
    if (namesOf(gid).has(name)) return store.unknown;
    for (const entry of program.file(file).imports) {
      if (entry.name !== "*all") continue;
      const target = program.target(file, entry.specifier);
      if (target.kind === "file" && target.file !== file) {
        const v = exports.exported(target.file, name, 1);
        if (v !== store.bot && v !== store.unknown) return v;
      } else if (target.kind === "package") {
        const v = ext(env, program.file(file).lang, entry.specifier, [name]);
        if (store.tag(v) !== Tag.ext) return v;
      }
    }
    return ext(env, program.file(file).lang, "<globals>", [name]);
  }
  /** Nothing that is still computed decides about the variable. */
  function isSettledGlobal(file: number, name: string): boolean {
    const gid = program.gid(file, 0);
    if (
      writers
        .ofVariables(file)
        .get(name)
        ?.some((writer) => settled[writer] === undefined)
    )
      return false;
    if (namesOf(gid).has(name)) return settled[gid] !== undefined;
    return !importsAll(file);
  }
  function importsAll(file: number): boolean {
    let known = starImports[file];
    if (known === undefined) {
      known = program.file(file).imports.some((entry) => entry.name === "*all");
      starImports[file] = known;
    }
    return known;
  }
  /** Classes with all methods of an interface that no class names; none where too many have them by chance. */
  function contractKeepers(cid: number): number[] {
    const [first, ...rest] = program.class(cid).ir.contract ?? [];
    if (first === undefined) return [];
    const has = (owner: number, name: string): boolean =>
      methodsByName.get(name)?.some((m) => m.cid === owner) ?? false;
    const { lang } = program.file(program.class(cid).file);
    const keepers = (methodsByName.get(first) ?? [])
      .map((m) => m.cid)
      .filter((c) => {
        const { file, ir } = program.class(c);
        return (
          c !== cid &&
          ir.contract === undefined &&
          program.file(file).lang === lang &&
          rest.every((name) => has(c, name))
        );
      });
    return keepers.length > MOST_KEEPERS ? [] : [...new Set(keepers)];
  }
  const isCalledElsewhere = (gid: number): boolean => {
    const { file, ir } = program.func(gid);
    return asking.isCalled?.(program.file(file).path, ir.qual) ?? false;
  };
  const enteredByShape = new Set<number>();

  const cancelled = (): boolean => asking.cancelled?.() ?? false;
  /** What closures do that modules made and nobody was seen to call. */
  const runWaiting = (): void => {
    for (const [gid, module] of env.waiting) {
      if (cancelled()) break;
      running.push(gid);
      try {
        applyWaiting(env, module);
      } catch (error) {
        cuts.push(faultIn(gid, error));
      }
      running.pop();
    }
    env.waiting.clear();
  };
  const tapesOfAll = new Map<string, Tape>();
  /**
   * Modules first, then every function in general, then what frameworks call. `rest`: hits of before that hold; `holds`: a function
   * runs as it did in the whole.
   */
  const follow = (
    roots: readonly boolean[],
    madeOf: () => readonly Finished[],
    rest: readonly Hit[],
    holds: (gid: number) => boolean,
  ): AnalysisResult => {
    program.files.forEach((_, file) => {
      if (roots[file] && !cancelled()) env.summary(program.gid(file, 0));
    });
    for (const { gid, ir, file } of program.asked) {
      if (cancelled()) break;
      if (roots[file] && ir.captures.length === 0) env.summary(gid);
    }
    runWaiting();
    const hits: Hit[] = [...rest];
    if (!cancelled())
      for (const { gid, uses, byShape } of runFrameworkEntries(env, roots, blank, (gid, error) =>
        cuts.push(faultIn(gid, error)),
      )) {
        if (byShape !== undefined && !piled) enteredByShape.add(byShape);
        for (const use of uses) hits.push({ use, gid });
      }
    const made = madeOf();
    for (const { gid, summary, spec } of made) for (const use of summary.uses) hits.push({ use, gid, spec });
    if (!cancelled())
      for (const { gid, uses } of runIdleChains(env, made, blank, (gid, error) =>
        cuts.push(faultIn(gid, error)),
      ))
        for (const use of uses) hits.push({ use, gid });
    const extendsFrameworks = findExtensions(program, models, packageSource);
    for (const { gid, summary, isGeneral } of made)
      if (isGeneral && !isCalledElsewhere(gid) && extendsFrameworks(program.func(gid).file))
        for (const use of openUses(env, gid, summary)) hits.push({ use, gid });
    const calls: AnalysisResult["calls"] = [0, 0, 0, 0];
    for (const { summary, isGeneral } of made)
      if (isGeneral)
        summary.calls.forEach((n, i) => {
          calls[i as 0] += n;
        });
    const ownTapes = new Map<string, Tape>();
    const taped = (gid: number, spec: Spec | undefined, seen?: Observed): Tape => {
      const key = `${gid}|${seen ? "seen" : ""}|${spec ? specKey(spec) : ""}`;
      const tapes = holds(gid) ? tapesOfAll : ownTapes;
      let tape = tapes.get(key);
      if (!tape) {
        tape = { gid, rows: new Map<number, V>(), heard: [], ...(seen && { seen }) };
        env.tape = tape;
        interpret(env, gid, classOf(gid), spec);
        env.tape = undefined;
        tapes.set(key, tape);
      }
      return tape;
    };
    const observe = (gid: number, spec?: Spec): Observation => {
      const { rows, heard, seen } = taped(gid, spec, newObserved());
      return { gid, spec, rows, heard, ...(seen as Observed) };
    };
    let agents: readonly Agent[] | undefined;
    return {
      store,
      // What was said of the text below a file on top is said of the one on top.
      hits: piled
        ? hits.filter(({ use }) => !program.isCovered(program.func(siteFunc(use.site)).file))
        : hits,
      calls,
      cuts: cuts.slice(firstCut),
      classifications: env.classifications,
      noted: [...env.noted.values()].sort((a, b) => a.site - b.site || (a.kind < b.kind ? -1 : 1)),
      isReached: (gid) => env.called.has(gid) || env.entered.has(gid),
      trace: (gid, spec) => taped(gid, spec).rows,
      observe,
      isCalled: (gid) => env.called.has(gid),
      agents() {
        agents ??= findAgents(env, hits, (gid, spec) => taped(gid, spec).heard);
        return agents;
      },
      tools: (gids) =>
        findTools(
          env,
          gids ?? [...env.tools.keys()].sort((a, b) => a - b),
          (gid, spec) => taped(gid, spec).heard,
        ),
      toolClasses: () => findToolClasses(env, (gid, spec) => taped(gid, spec).heard),
      isPackageSource: (file) => packageSource.moduleOf(file) !== undefined,
      ownParts: () =>
        program.classes.flatMap(({ cid }) => {
          const type = env.modelBases(cid).find((base) => isOwnPart(models.partOf(base)));
          return type ? [{ cid, type }] : [];
        }),
      verdicts: openVerdicts(env),
      summaryOf: (gid: number) => env.summary(gid),
      resultsOfTools: (tools: V) => toolResults(env, tools, -1, 0),
      cover,
      change,
      uncover,
      entries: [...env.entries.values()].sort((a, b) => a.gid - b.gid || a.site - b.site),
    };
  };

  /** Of those in `cuts`, the first that the present part of the run made. */
  let firstCut = 0;
  const everything = follow(
    program.files.map(({ path }) => options.isRoot?.(path) ?? true),
    () => [...finished.values()],
    [],
    () => true,
  );
  const size = store.nodes.length;
  const cutsOfAll = cuts.length;
  /** What the run found of places, as it is put back when no file stands on top any more. */
  const { schemas, entered, entries, filled, called, validators, classifications, noted, verdicts, tools } =
    env;
  const kept: Records = {
    schemas,
    entered,
    entries,
    filled,
    called,
    validators,
    classifications,
    noted,
    verdicts,
    tools,
  };
  let names: { methods: typeof methodsByName; bases: typeof classesByBaseName } | undefined;

  /** Forgets what depends on numbers from the floor on, and whatever was computed since `piled` began. */
  function uncover(): void {
    if (!piled) return;
    const { files, funcs, classes } = program.floor;
    for (const [gid, before] of piled.settled) settled[gid] = before;
    for (const [key, before] of piled.finished)
      if (before) finished.set(key, before);
      else finished.delete(key);
    for (const gid of piled.changed) forgetBody(gid);
    for (const [gid, suffix] of piled.specs) specs.get(gid)?.delete(suffix);
    for (const key of bases.keys()) if (key >= classes) bases.delete(key);
    writers.forgetFrom(program.floor);
    for (const list of [globals, starImports, tests]) list.length = Math.min(list.length, files);
    for (const list of [settled, nameIndex, changes]) list.length = Math.min(list.length, funcs);
    storageWriters = undefined;
    settledFacts.length = Math.min(settledFacts.length, classes);
    methodsByName = names?.methods ?? methodsByName;
    classesByBaseName = names?.bases ?? classesByBaseName;
    subclassCache.clear();
    summaries.undo();
    epoch++;
    Object.assign(env, kept);
    asking = options;
    piled = undefined;
    names = undefined;
    cuts.length = cutsOfAll;
    firstCut = 0;
    program.uncover();
  }
  function cover(
    over: readonly FileIR[],
    other: Pick<RunOptions, "cancelled" | "isCalled">,
  ): AnalysisResult | undefined {
    uncover();
    if (isFull()) return undefined;
    program.cover(over);
    pile([], other);
    subclassCache.clear();
    storageWriters = undefined;
    epoch++;
    const isBelow = (gid: number): boolean => !program.isCovered(program.func(gid).file);
    copyRecords({
      noted: new Map(),
      entries: new Map([...env.entries].filter(([, e]) => isBelow(e.gid) && isBelow(siteFunc(e.site)))),
    });
    rename();
    const { files } = program.floor;
    return follow(
      program.files.map((_, file) => file >= files),
      () => [...(piled?.finished.keys() ?? [])].flatMap((key) => finished.get(key) ?? []),
      [],
      () => false,
    );
  }
  function isFull(): boolean {
    return store.nodes.length > size * MOST_PILED + MOST_PILED_ANYWAY;
  }
  function pile(changed: number[], other: Pick<RunOptions, "cancelled" | "isCalled">): void {
    firstCut = cutsOfAll;
    piled = { settled: new Map(), finished: new Map(), specs: [], changed };
    asking = { ...options, ...other };
    summaries.mark();
  }
  /** What runs add to the records from now on is gone with `uncover`. */
  function copyRecords(records: Partial<Records>): void {
    Object.assign(env, {
      schemas: new Map(env.schemas),
      validators: new Map(env.validators),
      classifications: new Map(env.classifications),
      verdicts: new Map(env.verdicts),
      tools: new Map(env.tools),
      entered: new Set(env.entered),
      filled: new Set(env.filled),
      called: new Set(env.called),
      noted: new Map(env.noted),
      entries: new Map(env.entries),
      ...records,
    } satisfies Records);
  }
  function forgetBody(gid: number): void {
    changes[gid] = undefined;
    writers.forget(program.func(gid).file, classOf(gid));
  }
  function change(
    edited: readonly FileIR[],
    looked: ReadonlySet<string>,
    other: Pick<RunOptions, "cancelled" | "isCalled">,
  ): AnalysisResult | undefined {
    uncover();
    if (!options.isKept || isFull()) return undefined;
    const changed: number[] = [];
    for (const ir of edited) {
      const file = program.byPath.get(ir.path);
      const bodies = file === undefined ? undefined : changedFunctions(program.file(file), ir);
      if (file === undefined || bodies === undefined) return undefined;
      const before = program.file(file);
      for (const local of bodies) {
        const [old, now] = [before.funcs[local] as FuncIR, ir.funcs[local] as FuncIR];
        if (!sameSet(writtenNames(before, old), writtenNames(ir, now))) return undefined;
        const { methods, storages } = models;
        if (
          !sameSet(
            env.changes(program.gid(file, local)),
            changedIn(ir, now, methods[ir.lang], storages[ir.lang]),
          )
        )
          return undefined;
        changed.push(program.gid(file, local));
      }
    }
    const files = new Set([...looked].flatMap((path) => program.byPath.get(path) ?? []));
    for (const gid of changed) files.add(program.func(gid).file);
    program.change(edited, files);
    pile(changed, other);
    for (const gid of changed) forgetBody(gid);
    const isLooked = (gid: number): boolean => files.has(program.func(gid).file);
    copyRecords({
      entered: new Set([...env.entered].filter((gid) => !enteredByShape.has(gid) || !isLooked(gid))),
      noted: new Map([...env.noted].filter(([, { site }]) => isLooked(siteFunc(site)))),
    });
    const before = basesSet;
    const anew = again.follow(changed, { forget: unsettle, module: runWaiting, cancelled });
    if (!anew || basesSet !== before) {
      uncover();
      return undefined;
    }
    const rest = [...files].flatMap((file) =>
      hitsIn(file).filter(({ gid }) => !isLooked(gid) && !anew.has(gid)),
    );
    return follow(
      program.files.map((_, file) => files.has(file)),
      () =>
        [...program.asked.map(({ gid }) => gid), ...[...anew].filter((gid) => !isLooked(gid))].flatMap(
          (gid) => [...again.runsOf(gid).values()],
        ),
      rest,
      (gid) => !anew.has(gid),
    );
  }
  let hitsByFile: Map<number, Hit[]> | undefined;
  /** Hits of the whole whose use stands in a file. */
  function hitsIn(file: number): readonly Hit[] {
    if (!hitsByFile) {
      hitsByFile = new Map();
      for (const hit of everything.hits) {
        const at = program.func(siteFunc(hit.use.site)).file;
        const here = hitsByFile.get(at);
        if (here) here.push(hit);
        else hitsByFile.set(at, [hit]);
      }
    }
    return hitsByFile.get(file) ?? [];
  }
  /** Methods and classes of files on top stand for those below them. */
  function rename(): void {
    const { funcs, classes } = program.floor;
    names = { methods: methodsByName, bases: classesByBaseName };
    const isBelow = (file: number): boolean => !program.isCovered(file);
    const touched = new Set(program.files.filter((_, file) => !isBelow(file)).flatMap((ir) => ir.funcs));
    for (const { ir } of program.asked) touched.add(ir);
    methodsByName = new Map(methodsByName);
    for (const { kind, name } of touched)
      if (kind === "method")
        methodsByName.set(
          name,
          (methodsByName.get(name) ?? []).filter(({ gid }) => gid < funcs && isBelow(program.func(gid).file)),
        );
    classesByBaseName = new Map(classesByBaseName);
    for (const [name, list] of classesByBaseName)
      if (list.some((cid) => !isBelow(program.class(cid).file)))
        classesByBaseName.set(
          name,
          list.filter((cid) => isBelow(program.class(cid).file)),
        );
    program.asked.forEach(nameMethods);
    program.classes.slice(classes).forEach(nameBases);
  }
  return everything;
}

function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

/** Guards that throw need no look at what they give. */
function openVerdicts(env: Env): Set<Site> {
  return new Set([...env.verdicts].filter(([, v]) => !v.approve && !v.throws).map(([site]) => site));
}

/** A text that is known, or one of those it may be, begins so. */
const beginsSo = (store: ValueStore, v: V, begins: readonly string[]): boolean =>
  store.members(v).some((m) => begins.some((text) => store.stringOf(m)?.startsWith(text) === true));
