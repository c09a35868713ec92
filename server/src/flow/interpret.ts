import { Bin, CallFlag, Op, STRIDE } from "../ir/ops.ts";
import {
  asText,
  elementOf,
  isFunctionTag,
  readIndex,
  readMember,
  rowFn,
  runnableMethod,
  stub,
} from "./access.ts";
import { applyLoose, keepInCell } from "./apply.ts";
import {
  type Args,
  argsOf,
  captureRoot,
  type Env,
  type FunData,
  NO_REGISTERS,
  NO_VALUES,
  noArgs,
  paramRoot,
  type Waiting,
} from "./env.ts";
import {
  addUse,
  contents,
  copyState,
  type Exit,
  type Frame,
  freeze,
  get,
  joinStates,
  labelsOf,
  rawGet,
  refined,
  type State,
  sameState,
  set,
  setCell,
  site,
  update,
  writeBack,
} from "./frame.ts";
import { added, assume, factsOf } from "./guards.ts";
import { sinkBit } from "./labels.ts";
import { isCut } from "./lengths.ts";
import { observeReads } from "./observed.ts";
import { markLookUp, markPersonal } from "./personal.ts";
import { siteOf } from "./program.ts";
import { findArguments, recordSink } from "./rows.ts";
import { storageOf } from "./shared.ts";
import { markSmall } from "./smallFields.ts";
import type { Gates, Summary } from "./summary.ts";
import { fillText } from "./template.ts";
import { ASSIGN, inFolder, listAppend, pipe, spreadInto, transform } from "./transform.ts";
import { type InData, parseInput, Tag, type V } from "./values.ts";

const FUEL = 200_000;
const MAX_LOOP = 6;
const WIDEN_FROM = 3;
/** Calls between a use and the function that tells of it. */
const MAX_CHAIN = 12;

/** Jumps that leave a region, by how many breakable regions they still have to leave. */
interface Jumps {
  breaks: (State | undefined)[];
  continues: (State | undefined)[];
}

/** Runs one function from its inputs to its summary. */
export function interpret(
  env: Env,
  gid: number,
  cls: number,
  spec: ReadonlyMap<string, V> | undefined,
): Summary {
  const f = newFrame(env, gid, cls, spec?.size ?? 0);
  seed(env, f, spec);
  runRegion(env, f, 0, f.ir.ops.length / STRIDE, { breaks: [], continues: [] });
  if (f.state) f.exits.push({ state: copyState(f.state), value: f.store.null, reg: -1 });
  const end = f.exits
    .map((e) => e.state as State | undefined)
    .reduce((a, b) => joinStates(f.store, a, b), undefined);
  f.state = end ? copyState(end) : undefined;
  // Closures of a module change nothing of it: they wait until what they read is known.
  if (f.ir.kind === "module") env.waiting.set(gid, { frame: f, state: f.state });
  else applyPending(env, f);
  return summarize(env, f);
}

export function newFrame(env: Env, gid: number, cls: number, extraCells = 0): Frame {
  const info = env.program.func(gid);
  const { ir } = info;
  const { store } = env;
  return {
    store,
    info,
    ir,
    lang: env.program.file(info.file).lang,
    cls,
    temps: new Int32Array(ir.nReg),
    state: {
      vals: new Array<V>(ir.nVar + ir.nCell + extraCells).fill(0),
      refine: undefined,
      isOwner: false,
    },
    places: new Map(),
    shared: new Map(),
    firstReads: new Map(),
    sameReads: new Map(),
    defRow: new Int32Array(ir.nReg).fill(-1),
    row: 0,
    fuel: FUEL,
    uses: [],
    useKeys: new Set(),
    effects: [],
    effectKeys: new Set(),
    needs: new Set(),
    globalWrites: new Map(),
    exits: [],
    yields: store.bot,
    pending: new Map(),
    calls: [0, 0, 0, 0],
    thisValue: store.bot,
    localGlobals: new Map(),
    depth: 0,
    reads: 0,
    cellRoots: new Map(),
    nesting: 0,
  };
}

function seed(env: Env, f: Frame, spec: ReadonlyMap<string, V> | undefined): void {
  const { store } = env;
  let next = f.ir.nCell;
  const given = new Map<string, V>();
  for (const [root, v] of spec ?? []) {
    const tag = store.tag(v);
    if (tag !== Tag.inst && tag !== Tag.rec && tag !== Tag.list) given.set(root, v);
    else {
      // An object of the caller stays one: what is written to it here is an effect for him.
      setCell(f, next, v);
      f.cellRoots.set(next, root);
      given.set(root, store.ref([next++]));
    }
  }
  const input = (root: string): V => given.get(root) ?? store.in(root, []);
  f.ir.params.forEach((param, i) =>
    set(f, param.reg, param.kind === "this" ? input("this") : input(paramRoot(i))),
  );
  f.ir.captures.forEach((capture, i) => set(f, capture.inner, input(captureRoot(i))));
  f.thisValue = input("this");
  f.defRow.fill(-1);
}

function runRegion(env: Env, f: Frame, from: number, to: number, jumps: Jumps): void {
  let row = from;
  while (row < to) {
    if (!f.state) return;
    if (--f.fuel < 0) return;
    f.row = row;
    f.depth = 0;
    f.reads = 0;
    if (env.tape?.seen !== undefined) observeReads(env, f, row);
    const taken = step(env, f, row, jumps);
    if (env.tape !== undefined && env.tape.gid === f.info.gid) record(env, f, row);
    row += taken;
  }
}

/** Runs a region that jumps can leave; what leaves further regions is handed on to `jumps`. Returns the jumps of this one at 0. */
function runBreakable(env: Env, f: Frame, from: number, to: number, jumps: Jumps): Jumps {
  const inner: Jumps = { breaks: [undefined, ...jumps.breaks], continues: [undefined, ...jumps.continues] };
  runRegion(env, f, from, to, inner);
  for (let i = 1; i < inner.breaks.length; i++) jumps.breaks[i - 1] = inner.breaks[i];
  for (let i = 1; i < inner.continues.length; i++) jumps.continues[i - 1] = inner.continues[i];
  return inner;
}

/** Keeps what an assignment or a call gave. */
function record(env: Env, f: Frame, row: number): void {
  const op = f.ir.ops[row * STRIDE];
  const dst = f.ir.ops[row * STRIDE + 1] as number;
  if (!env.tape || !f.state || dst < 0 || op === Op.if || op === Op.loop || op === Op.try) return;
  const v = freeze(f, get(f, dst));
  env.tape.rows.set(row, f.store.join(env.tape.rows.get(row) ?? f.store.bot, v));
}

/** Executes the row (with its regions) and returns how many rows it took. */
function step(env: Env, f: Frame, row: number, jumps: Jumps): number {
  const { ops, extra } = f.ir;
  const { store } = env;
  const at = row * STRIDE;
  const dst = ops[at + 1] as number;
  const a = ops[at + 2] as number;
  const b = ops[at + 3] as number;
  const x = ops[at + 4] as number;
  switch (ops[at]) {
    case Op.const:
      set(f, dst, store.const(env.program.file(f.info.file).consts[a] ?? null));
      return 1;
    case Op.move:
      set(f, dst, get(f, a));
      return 1;
    case Op.global: {
      const name = string(env, f, a);
      setShared(env, f, dst, globalValue(env, f, name), name);
      return 1;
    }
    case Op.setGlobal: {
      const name = string(env, f, a);
      const v = freeze(f, get(f, b));
      f.globalWrites.set(name, store.join(f.globalWrites.get(name) ?? store.bot, v));
      f.localGlobals.set(name, v);
      return 1;
    }
    case Op.import:
      setShared(env, f, dst, importValue(env, f, a), undefined);
      return 1;
    case Op.this:
      set(f, dst, f.thisValue);
      return 1;
    case Op.super:
      set(f, dst, f.cls >= 0 ? store.make(Tag.super, String(f.cls), f.cls, [thisOf(f)]) : store.unknown);
      return 1;
    case Op.func: {
      const gid = env.program.gid(f.info.file, a);
      const { ir } = env.program.func(gid);
      const fn = store.make(Tag.fun, String(gid), { gid } satisfies FunData, [
        store.bot,
        ...ir.captures.map((c) => freeze(f, get(f, c.outer))),
      ]);
      set(f, dst, fn);
      if (ir.captures.length > 0 || ir.kind === "lambda") f.pending.set(gid, fn);
      return 1;
    }
    case Op.class:
      set(
        f,
        dst,
        store.make(Tag.cls, String(env.program.cid(f.info.file, a)), env.program.cid(f.info.file, a), []),
      );
      env.setBases(
        env.program.cid(f.info.file, a),
        listAt(f, x).map((r) => get(f, r)),
      );
      return 1;
    case Op.regex: {
      const { consts } = env.program.file(f.info.file);
      set(f, dst, store.regex(String(consts[a] ?? ""), String(consts[b] ?? "")));
      return 1;
    }
    case Op.dflt: {
      const given = get(f, dst);
      const fallback = get(f, a);
      const injected = env.injected(f, a);
      set(
        f,
        dst,
        injected ??
          (given === store.bot
            ? fallback
            : store.tag(given) === Tag.in
              ? withDefault(env, given, fallback)
              : given),
      );
      return 1;
    }
    case Op.annotate:
      set(f, dst, annotated(env, f, get(f, a), b));
      return 1;
    case Op.record: {
      let out = store.rec([], store.bot, siteOf(f.info.gid, row));
      const n = extra[x] as number;
      for (let i = 0; i < n; i++) {
        const key = extra[x + 1 + 2 * i] as number;
        const value = get(f, extra[x + 2 + 2 * i] as number);
        if (key >= 0) use(env, f, value);
        out = key < 0 ? spreadInto(env, f, out, value) : setKey(env, f, out, get(f, key), value);
      }
      setCell(f, a, out);
      set(f, dst, store.ref([a]));
      return 1;
    }
    case Op.list: {
      const n = extra[x] as number;
      let out = store.list([], store.bot);
      const items: V[] = [];
      let open = false;
      for (let i = 0; i < n; i++) {
        const value = get(f, extra[x + 2 + 2 * i] as number);
        if (extra[x + 1 + 2 * i] === 1) {
          const inner = store.node(contents(f, value));
          if (inner.tag === Tag.list && (inner.kids[inner.kids.length - 1] as V) === store.bot && !open)
            items.push(...inner.kids.slice(0, -1));
          else {
            if (!open) out = store.list(items, store.bot);
            open = true;
            const element = freeze(f, elementOf(env, f, value, false));
            const k = store.node(out);
            out = store.list(k.kids.slice(0, -1), store.join(k.kids[k.kids.length - 1] as V, element));
          }
        } else if (open) out = listAppend(env, f, out, value);
        else items.push(value);
      }
      if (!open) out = store.list(items, store.bot);
      setCell(f, a, out);
      set(f, dst, store.ref([a]));
      return 1;
    }
    case Op.member: {
      const name = string(env, f, b);
      const read = env.read(f, get(f, a), name);
      if (setShared(env, f, dst, read, undefined)) return 1;
      set(f, dst, markSmall(store, name, markPersonal(env, f, name, refined(f, read), row)));
      f.places.set(dst, { object: a, key: name });
      return 1;
    }
    case Op.setMember: {
      const name = string(env, f, b);
      assign(env, f, a, name, get(f, x), row);
      return 1;
    }
    case Op.index: {
      const key = get(f, b);
      const literal = store.constOf(key);
      const found = refined(f, readIndex(env, f, get(f, a), key));
      set(
        f,
        dst,
        typeof literal === "string"
          ? markSmall(store, literal, markPersonal(env, f, literal, found, row))
          : found,
      );
      if (literal !== undefined && literal !== null) f.places.set(dst, { object: a, key: String(literal) });
      return 1;
    }
    case Op.setIndex: {
      const key = store.constOf(freeze(f, get(f, b)));
      assign(env, f, a, key === undefined || key === null ? "[]" : String(key), get(f, x), row);
      return 1;
    }
    case Op.slice: {
      const v = get(f, a);
      const inner = store.node(contents(f, v));
      if (inner.tag === Tag.list) {
        const start = (extra[x] as number) < 0 ? 0 : store.constOf(get(f, extra[x] as number));
        const end = extra[x + 1] as number;
        const known = inner.kids.slice(0, -1);
        set(
          f,
          dst,
          typeof start === "number" && start >= 0 && end < 0
            ? store.list(known.slice(start), inner.kids[inner.kids.length - 1] as V)
            : store.list([], store.joinAll(inner.kids)),
        );
      } else {
        const start = extra[x] as number;
        const bits = isCut(env, start < 0 ? undefined : get(f, start), (extra[x + 1] as number) >= 0)
          ? sinkBit.log | sinkBit.length
          : sinkBit.log;
        set(f, dst, store.grade(v, bits, 0));
      }
      return 1;
    }
    case Op.text: {
      const n = extra[x] as number;
      const parts: { value: V; conv: number }[] = [];
      for (let i = 0; i < n; i++) {
        const conv = extra[x + 1 + 2 * i] as number;
        const reg = extra[x + 2 + 2 * i] as number;
        const name = f.ir.params.find((p) => p.reg === reg)?.name ?? "";
        const value = markSmall(store, name, asText(env, f, get(f, reg)));
        parts.push(conv === 2 ? { value: store.unknown, conv } : { value, conv });
      }
      set(f, dst, store.text(parts));
      return 1;
    }
    case Op.call: {
      const args = readArgs(env, f, x);
      const callee = get(f, a);
      spreadArguments(env, f, callee, args);
      set(f, dst, env.apply(f, callee, b >= 0 ? get(f, b) : store.bot, args));
      noteUses(env, f, callee, args);
      return 1;
    }
    case Op.invoke: {
      const args = readArgs(env, f, x, a);
      const got = invoke(env, f, a, string(env, f, b), args);
      set(f, dst, markLookUp(env, f, string(env, f, b), args, got, row));
      return 1;
    }
    case Op.await:
      set(f, dst, get(f, a));
      return 1;
    case Op.yield: {
      const v = get(f, a);
      f.yields = store.join(f.yields, freeze(f, b === 1 ? elementOf(env, f, v, false) : v));
      set(f, dst, store.unknown);
      return 1;
    }
    case Op.iter:
      use(env, f, get(f, a));
      set(f, dst, refined(f, elementOf(env, f, get(f, a), b === 1)));
      return 1;
    case Op.enter: {
      const v = get(f, a);
      const n = store.node(v);
      if (n.tag === Tag.stub) {
        const { type } = n.data as { type: { model: { enter?: string }; packId: string } };
        const ref = type.model.enter ? env.models.typeRef(type.model.enter, type.packId) : undefined;
        set(f, dst, ref ? stub(env, ref.type, "", n.kids[0] as V) : v);
      } else {
        const enter =
          n.tag === Tag.ref || n.tag === Tag.inst ? readMember(env, f, v, "__enter__") : store.bot;
        if (enter !== store.bot && store.tag(enter) === Tag.fun)
          set(f, dst, env.apply(f, enter, v, noArgs(site(f), store.bot)));
        else set(f, dst, n.tag === Tag.list ? elementOf(env, f, v, false) : v);
      }
      return 1;
    }
    case Op.decorate:
      set(f, dst, decorate(env, f, get(f, a), get(f, b)));
      return 1;
    case Op.cmp:
    case Op.not:
    case Op.typeof:
    case Op.has: {
      // A verdict stays visible through comparisons; nothing else survives them.
      const labels = store.labels.union(
        labelsOf(f, get(f, a)),
        b >= 0 && ops[at] !== Op.not && ops[at] !== Op.typeof ? labelsOf(f, get(f, b)) : 0,
      );
      testInput(env, f, a);
      if (ops[at] === Op.cmp) testInput(env, f, b);
      set(f, dst, constantTest(env, f, ops[at] as number, a, b, x) ?? verdictOnly(env, labels));
      return 1;
    }
    case Op.isType:
      set(f, dst, verdictOnly(env, labelsOf(f, get(f, a))));
      return 1;
    case Op.if:
      runIf(env, f, row, a, b, x, jumps);
      return 1 + b + x;
    case Op.loop:
      runLoop(env, f, row + 1, row + 1 + a, b === 1, jumps);
      return 1 + a;
    case Op.block: {
      const inner = runBreakable(env, f, row + 1, row + 1 + a, jumps);
      f.state = joinStates(store, f.state, inner.breaks[0]);
      return 1 + a;
    }
    case Op.try:
      runTry(env, f, row, a, b, x, dst, jumps);
      return 1 + a + b + x;
    case Op.break:
      jumps.breaks[a] = joinStates(store, jumps.breaks[a], f.state);
      f.state = undefined;
      return 1;
    case Op.continue:
      jumps.continues[a] = joinStates(store, jumps.continues[a], f.state);
      f.state = undefined;
      return 1;
    case Op.return: {
      const v = a >= 0 ? get(f, a) : store.null;
      use(env, f, v);
      if (f.state) f.exits.push({ state: f.state, value: v, reg: a });
      f.state = undefined;
      return 1;
    }
    case Op.throw:
      f.state = undefined;
      return 1;
    case Op.assert:
      return 1;
    case Op.jsx:
      jsx(env, f, row, dst, a, b, x);
      return 1;
    case Op.binary:
      // What is put into a text is shown, or judged where the text goes.
      if (!isTextual(env, get(f, a)) && !isTextual(env, get(f, b))) {
        use(env, f, get(f, a));
        use(env, f, get(f, b));
      }
      set(f, dst, binary(env, f, get(f, a), get(f, b), x));
      return 1;
    case Op.unary:
      set(f, dst, store.unknown);
      return 1;
    case Op.opaque: {
      let labels = 0;
      for (const reg of listAt(f, x)) labels = store.labels.union(labels, labelsOf(f, get(f, reg)));
      if (dst >= 0) set(f, dst, store.mix(labels));
      return 1;
    }
    default:
      return 1;
  }
}

function listAt(f: Frame, x: number): number[] {
  if (x < 0) return [];
  const n = f.ir.extra[x] as number;
  return Array.from(f.ir.extra.subarray(x + 1, x + 1 + n));
}
function string(env: Env, f: Frame, sym: number): string {
  return env.program.file(f.info.file).strings[sym] ?? "";
}
function thisOf(f: Frame): V {
  return f.ir.params[0]?.kind === "this" ? get(f, f.ir.params[0].reg) : f.thisValue;
}
function globalValue(env: Env, f: Frame, name: string): V {
  const local = f.localGlobals.get(name);
  if (local !== undefined) return local;
  return env.global(f.info.file, name, f.info.gid);
}
/** Sets what may be an object that others see, and whether it is what a package keeps for the program. `name`: the variable it was read from. */
function setShared(env: Env, f: Frame, dst: number, v: V, name: string | undefined): boolean {
  const storage = storageOf(env, v);
  if (storage !== undefined) {
    set(f, dst, f.localGlobals.get(storage) ?? env.storage(storage));
    f.shared.set(dst, storage);
    return true;
  }
  set(f, dst, v);
  if (name !== undefined && env.changes(f.info.gid).has(name)) f.shared.set(dst, name);
  return false;
}
function withDefault(env: Env, given: V, fallback: V): V {
  return fallback === env.store.null ? given : env.store.join(given, fallback);
}

function importValue(env: Env, f: Frame, index: number): V {
  const file = env.program.file(f.info.file);
  const entry = file.imports[index];
  if (!entry) return env.store.unknown;
  return env.imported(f.info.file, entry.specifier, entry.name);
}

/** A declared type helps to find callees when nothing better is known. */
function annotated(env: Env, f: Frame, v: V, typeIndex: number): V {
  const { store } = env;
  const tag = store.tag(v);
  if (tag !== Tag.mix && tag !== Tag.const) return v;
  const type = env.program.file(f.info.file).types[typeIndex];
  if (!type || (tag === Tag.const && v !== store.null)) return v;
  const resolved = env.typeOf(f.info.file, type);
  if (resolved?.kind === "model" && store.node(v).labels === 0)
    return stub(env, resolved.type, "", store.bot);
  return v;
}

function setKey(env: Env, f: Frame, rec: V, key: V, value: V): V {
  const { store } = env;
  const n = store.node(rec);
  // A record that outgrew the bound is only its labels.
  if (n.tag !== Tag.rec) return store.mix(store.labels.union(n.labels, labelsOf(f, value)));
  const literals = store.members(freeze(f, key)).map((k) => store.constOf(k));
  if (literals.length === 1 && literals[0] !== undefined && literals[0] !== null)
    return store.withField(n, String(literals[0]), value);
  return store.withRest(n, store.join(n.kids[n.kids.length - 1] as V, value));
}

function assign(env: Env, f: Frame, objectReg: number, name: string, value: V, row: number): void {
  const { store } = env;
  const object = get(f, objectReg);
  const tag = store.tag(object);
  const sink = env.models.assigns[f.lang].get(name);
  if (sink && tag !== Tag.ref)
    recordSink(env, f, sink.kind, asText(env, f, value), -1, siteOf(f.info.gid, row), "=", sink.form);
  if (tag === Tag.stub || tag === Tag.ext || tag === Tag.row || tag === Tag.type || tag === Tag.mod) {
    moduleCredential(env, f, object, name, value, row);
    return;
  }
  use(env, f, value);
  const weak = name === "[]";
  const next = update(f, object, [name], (old) => (weak ? store.join(old, value) : value), {
    kind: "set",
    key: name,
    value,
  });
  if (next !== object) writeBack(f, objectReg, next);
}
/** `openai.api_key = "…"`. */
function moduleCredential(env: Env, f: Frame, object: V, name: string, value: V, row: number): void {
  const n = env.store.node(object);
  if (n.tag === Tag.ext) {
    const data = n.data as { lang: "py" | "ts"; specifier: string; path: readonly string[] };
    const found = env.models.external(data.lang, data.specifier, [...data.path, name]);
    const target = found?.kind === "row" || found?.kind === "valueRow" ? found.row : undefined;
    if (target?.credential)
      addUse(f, {
        kind: "credential",
        sink: "log",
        value: freeze(f, value),
        row: target.id,
        site: siteOf(f.info.gid, row),
        arg: "=",
        chain: [],
        tier: 0,
      });
  }
}

export function readArgs(env: Env, f: Frame, x: number, receiverReg?: number): Args {
  const { extra } = f.ir;
  const { store } = env;
  const cellIndex = extra[x] as number;
  const flags = extra[x + 1] as number;
  const nPos = extra[x + 2] as number;
  const nKey = extra[x + 3] as number;
  const pos: V[] = [];
  const posRegs: number[] = [];
  let rest = store.bot;
  let at = x + 4;
  for (let i = 0; i < nPos; i++, at += 2) {
    const reg = extra[at + 1] as number;
    const v = get(f, reg);
    if (extra[at] === 1) {
      const inner = store.node(contents(f, v));
      if (
        inner.tag === Tag.list &&
        (inner.kids[inner.kids.length - 1] as V) === store.bot &&
        rest === store.bot
      ) {
        for (const kid of inner.kids.slice(0, -1)) {
          pos.push(kid);
          posRegs.push(-1);
        }
      } else rest = store.join(rest, v);
    } else if (rest !== store.bot) rest = store.join(rest, v);
    else {
      pos.push(v);
      posRegs.push(reg);
    }
  }
  let keys = NO_VALUES;
  let keyRegs = NO_REGISTERS;
  let keyRest = store.bot;
  if (nKey > 0) {
    const values = new Map<string, V>();
    const registers = new Map<string, number>();
    for (let i = 0; i < nKey; i++, at += 2) {
      const sym = extra[at] as number;
      const reg = extra[at + 1] as number;
      if (sym < 0) keyRest = store.join(keyRest, get(f, reg));
      else {
        const name = string(env, f, sym);
        values.set(name, get(f, reg));
        registers.set(name, reg);
      }
    }
    keys = values;
    keyRegs = registers;
  }
  const args: Args = {
    pos,
    rest,
    keys,
    keyRest,
    posRegs,
    keyRegs,
    isNew: (flags & CallFlag.new) !== 0,
    cell: cellIndex,
    site: site(f),
  };
  if (receiverReg !== undefined) args.receiverReg = receiverReg;
  return args;
}

/** `receiver.name(…)`. */
function invoke(env: Env, f: Frame, receiverReg: number, name: string, args: Args): V {
  const { store } = env;
  const receiver = get(f, receiverReg);
  let out = store.bot;
  for (const r of store.members(receiver)) {
    const target = methodOf(env, f, r, name);
    if (target !== undefined) {
      out = store.join(out, env.apply(f, target, r, args));
      noteUses(env, f, target, args);
      continue;
    }
    const op = env.models.methods[f.lang].get(name);
    if (op !== undefined) {
      if (store.tag(r) === Tag.in && (store.node(r).data as InData).root !== "this")
        f.needs.add((store.node(r).data as InData).root);
      if (!/^(length|includes|isInstance|isArray)$/.test(op)) use(env, f, r);
      if (/^(map|forEach|reduce)$/.test(op)) use(env, f, elementOf(env, f, r, false));
      f.calls[0]++;
      if (op === "append" || op === "extend") for (const v of args.pos) use(env, f, v);
      out = store.join(out, transform(env, f, op, r, args, { row: undefined, name }));
      continue;
    }
    out = store.join(out, env.unknownMethod(f, r, name, args));
    noteUses(env, f, store.unknown, args);
  }
  return keepInCell(env, f, out === store.bot ? store.unknown : out, args.cell);
}

/** The callee behind `r.name`, undefined when the language's own methods or nobody answers. */
function methodOf(env: Env, f: Frame, r: V, name: string): V | undefined {
  const { store } = env;
  const n = store.node(r);
  switch (n.tag) {
    case Tag.mod:
    case Tag.cls:
    case Tag.super:
    case Tag.inst:
    case Tag.in: {
      const v = env.read(f, r, name);
      const callable = store
        .members(v)
        .filter((m) => isFunctionTag(store.tag(m)) || store.tag(m) === Tag.stub || store.tag(m) === Tag.type);
      return callable.length > 0 ? store.joinAll(callable) : undefined;
    }
    case Tag.ext: {
      const v = env.read(f, r, name);
      return store.tag(v) === Tag.ext ? undefined : v;
    }
    case Tag.type:
    case Tag.stub: {
      const v = env.read(f, r, name);
      const t = store.tag(v);
      return t === Tag.row || t === Tag.stub || t === Tag.type ? v : isFunctionTag(t) ? v : undefined;
    }
    case Tag.ref: {
      const inner = contents(f, r);
      let out = store.bot;
      for (const c of store.members(inner)) {
        const k = store.node(c);
        if (k.tag === Tag.inst || (k.tag === Tag.rec && store.field(k, name) !== undefined)) {
          const v = env.read(f, r, name);
          const callable = store
            .members(v)
            .filter((m) => isFunctionTag(store.tag(m)) || store.tag(m) === Tag.chosen);
          if (callable.length > 0) out = store.joinAll([out, ...callable]);
        }
      }
      return out === store.bot ? undefined : out;
    }
    case Tag.rec: {
      const v = store.field(n, name);
      return v !== undefined && isFunctionTag(store.tag(v)) ? v : undefined;
    }
    case Tag.template:
    case Tag.pipe:
      return runnableMethod(env, r, name);
    case Tag.schema: {
      const { type } = n.data as { type?: Parameters<typeof env.models.member>[0] };
      const row = type && env.models.member(type, name)?.row;
      return row ? rowFn(env, row, r) : undefined;
    }
    case Tag.row: {
      const v = readMember(env, f, r, name);
      return isFunctionTag(store.tag(v)) ? v : undefined;
    }
    default:
      return undefined;
  }
}
function decorate(env: Env, f: Frame, target: V, decorator: V): V {
  const { store } = env;
  const args = argsOf([target], site(f), store.bot);
  let out = store.bot;
  for (const d of store.members(decorator)) {
    const n = store.node(d);
    if (n.tag === Tag.fun) {
      const result = env.apply(f, d, store.bot, args);
      const callable = store.members(result).filter((m) => isFunctionTag(store.tag(m)));
      out = store.join(out, callable.length > 0 ? store.joinAll(callable) : target);
    } else if (n.tag === Tag.partial && (n.data as { validates?: string[] }).validates) {
      for (const field of (n.data as { validates: string[] }).validates)
        if (f.cls >= 0) env.validators.set(`${f.cls}.${field}`, target);
      out = store.join(out, target);
    } else if (n.tag === Tag.row || n.tag === Tag.partial || n.tag === Tag.type) {
      const result = env.apply(f, d, store.bot, args);
      const keeps = n.tag === Tag.row && env.models.row((n.data as { row: number }).row).op !== undefined;
      out = store.join(out, keeps && isFunctionTag(store.tag(result)) ? result : target);
    } else out = store.join(out, target);
  }
  return out === store.bot ? target : out;
}

function isTextual(env: Env, v: V): boolean {
  return env.store.tag(v) === Tag.text || env.store.stringOf(v) !== undefined;
}
/** Parsed model output that is used: its fields go somewhere. */
function use(env: Env, f: Frame, v: V): void {
  const { store } = env;
  // What a test asks of an answer is no harm.
  if (env.isTest(f.info.file)) return;
  for (const m of store.members(v)) {
    const n = store.node(m);
    if (n.labels === 0 || n.tag !== Tag.res) continue;
    const data = n.data as { row: number; path: readonly string[] };
    if (data.row !== -1 || data.path.length === 0) continue;
    recordSink(env, f, "use", m, -1, site(f), "", "text");
  }
}
/** Parsed data spread into a call as it is: of a tool call it is a dispatch, of a reply a use. */
function spreadArguments(env: Env, f: Frame, callee: V, args: Args): void {
  if (args.keyRest === env.store.bot) return;
  const { store } = env;
  const tag = store.tag(callee);
  if (tag === Tag.cls || tag === Tag.type || tag === Tag.row) return;
  for (const m of store.members(args.keyRest)) {
    const n = store.node(m);
    if (n.tag !== Tag.res || (n.data as { row: number }).row !== -1) continue;
    const kinds = store.labels.list(n.labels).map((id) => store.labels.get(id));
    if (kinds.some((l) => l.kind === "tool-input" || l.kind === "in"))
      addUse(f, {
        kind: "dispatch",
        sink: "dispatch",
        value: store.rec(
          [
            ["name", store.mix(n.labels)],
            ["args", m],
            ["spread", m],
          ],
          store.bot,
        ),
        row: -2,
        site: args.site,
        arg: "",
        chain: [],
        tier: 0,
      });
    recordSink(env, f, "use", m, -1, args.site, "", "text");
  }
}
function noteUses(env: Env, f: Frame, callee: V, args: Args): void {
  const tag = env.store.tag(callee);
  // Project functions are looked into; what a test, a log or a validator gets is no use.
  if (tag === Tag.fun || tag === Tag.cls) return;
  if (tag === Tag.row) {
    const row = env.models.row((env.store.node(callee).data as { row: number }).row);
    if (
      row.pure ||
      row.op !== undefined ||
      row.guard ||
      row.sanitize ||
      !(row.sink || row.model || row.source)
    )
      return;
  }
  for (const v of [...args.pos, ...args.keys.values()]) use(env, f, v);
}

/** An input that a condition looks at: worth a specialised run when it is constant. */
function testInput(env: Env, f: Frame, reg: number): void {
  const n = env.store.node(get(f, reg));
  if (n.tag === Tag.in && (n.data as InData).path.length === 0) f.needs.add(`?${(n.data as InData).root}`);
}
function constantTest(env: Env, f: Frame, op: number, a: number, b: number, kind: number): V | undefined {
  const { store } = env;
  if (op === Op.typeof || op === Op.has) return undefined;
  const left = store.constOf(get(f, a));
  if (op === Op.not) return left === undefined ? undefined : store.const(!left);
  const right = store.constOf(get(f, b));
  if (left === undefined || right === undefined || kind > 1) return undefined;
  return store.const(kind === 0 ? left === right : left !== right);
}
function verdictOnly(env: Env, labels: number): V {
  const { store } = env;
  if (labels === 0) return store.unknown;
  return store.mix(store.labels.map(labels, (l) => (l.kind === "verdict" ? l : undefined)));
}

function runIf(
  env: Env,
  f: Frame,
  row: number,
  cond: number,
  nThen: number,
  nElse: number,
  jumps: Jumps,
): void {
  testInput(env, f, cond);
  const value = get(f, cond);
  const literal = env.store.constOf(value);
  const before = f.state as State;
  const base = copyState(before);
  let afterThen: State | undefined;
  if (literal === undefined || isTruthy(literal)) {
    if (literal === undefined) assume(env, f, cond, true);
    runRegion(env, f, row + 1, row + 1 + nThen, jumps);
    afterThen = f.state;
  }
  f.state = base;
  if (literal === undefined || !isTruthy(literal)) {
    if (literal === undefined) assume(env, f, cond, false);
    runRegion(env, f, row + 1 + nThen, row + 1 + nThen + nElse, jumps);
  } else f.state = undefined;
  f.state = joinStates(env.store, afterThen, f.state);
}
function isTruthy(v: string | number | boolean | null): boolean {
  return Boolean(v);
}

function runLoop(env: Env, f: Frame, from: number, to: number, infinite: boolean, jumps: Jumps): void {
  const { store } = env;
  let exit: State | undefined;
  let head = f.state as State;
  for (let round = 0; round < MAX_LOOP; round++) {
    f.state = copyState(head);
    const inner = runBreakable(env, f, from, to, jumps);
    exit = joinStates(store, exit, inner.breaks[0]);
    const back = joinStates(store, f.state, inner.continues[0]);
    if (!back) break;
    const next = joinStates(store, copyState(head), back) as State;
    if (sameState(head, next)) {
      head = next;
      break;
    }
    if (round >= WIDEN_FROM) widenState(env, head, next);
    head = next;
    if (f.fuel < 0) break;
  }
  // A `for` may run no round at all: the state before it leaves too.
  f.state = infinite ? exit : joinStates(store, exit, head);
}
function widenState(env: Env, old: State, next: State): void {
  const { store } = env;
  for (let i = 0; i < next.vals.length; i++) {
    const a = old.vals[i] as V;
    const b = next.vals[i] as V;
    if (a === b) continue;
    const n = store.node(b);
    if (n.tag === Tag.text) {
      const first = n.kids[0] as V;
      next.vals[i] = store.text([
        { value: store.tag(first) === Tag.const ? first : store.const(""), conv: 0 },
        { value: store.mix(n.labels), conv: 0 },
      ]);
    } else if (n.tag === Tag.list) next.vals[i] = store.list([], store.joinAll(n.kids));
    else if (n.tag === Tag.or && !n.hasRef && !n.kids.some((k) => isFunctionTag(store.tag(k))))
      next.vals[i] = store.mix(n.labels);
  }
}

function runTry(
  env: Env,
  f: Frame,
  row: number,
  nBody: number,
  nHandlers: number,
  nFinally: number,
  exception: number,
  jumps: Jumps,
): void {
  const { store } = env;
  const before = copyState(f.state as State);
  const exitsBefore = f.exits.length;
  runRegion(env, f, row + 1, row + 1 + nBody, jumps);
  const afterBody = f.state;
  let afterHandlers: State | undefined;
  if (exception >= 0) {
    // There is a variable wherever there are handlers, empty ones too.
    // An exception may leave anywhere: the handler sees the state before joined with what the body left behind.
    let entry: State | undefined = joinStates(store, before, afterBody);
    for (const e of f.exits.slice(exitsBefore)) entry = joinStates(store, entry, e.state);
    f.state = entry ? copyState(entry) : undefined;
    if (f.state) set(f, exception, store.unknown);
    runRegion(env, f, row + 1 + nBody, row + 1 + nBody + nHandlers, jumps);
    afterHandlers = f.state;
  }
  f.state = joinStates(store, afterBody, afterHandlers);
  if (nFinally > 0) {
    const alive = f.state !== undefined;
    f.state ??= copyState(before);
    runRegion(env, f, row + 1 + nBody + nHandlers, row + 1 + nBody + nHandlers + nFinally, jumps);
    if (!alive) f.state = undefined;
  }
}

function binary(env: Env, f: Frame, left: V, right: V, kind: number): V {
  const { store } = env;
  if (kind === Bin.add) {
    const l = contents(f, left);
    const r = contents(f, right);
    if (store.tag(l) === Tag.list || store.tag(r) === Tag.list)
      return transform(env, f, "concat", left, argsOf([right], site(f), store.bot), {
        row: undefined,
        name: "+",
      });
    const x = store.constOf(l);
    const y = store.constOf(r);
    if (typeof x === "number" && typeof y === "number") return store.const(x + y);
    return addText(env, f, left, right);
  }
  if (kind === Bin.mod) {
    const l = freeze(f, left);
    if (typeof store.constOf(l) === "string" || store.tag(l) === Tag.text) return percent(env, f, l, right);
    return store.unknown;
  }
  if (kind === Bin.or) {
    const l = store.tag(contents(f, left));
    const r = store.tag(contents(f, right));
    if (
      l === Tag.rec &&
      r === Tag.rec &&
      store.field(store.node(contents(f, left)), ASSIGN) === undefined &&
      store.field(store.node(contents(f, right)), ASSIGN) === undefined
    )
      return spreadInto(env, f, spreadInto(env, f, store.rec([], store.bot), left), right);
    if (isRunnable(env, left) || isRunnable(env, right) || (l === Tag.rec && r === Tag.rec))
      return pipe(env, f, [left], argsOf([right], site(f), store.bot));
    // A mapping of functions before something that only the callers know: the first step of a chain.
    if (l === Tag.rec && store.node(contents(f, left)).kids.some((k) => isRunnable(env, k)))
      return pipe(env, f, [left], argsOf([right], site(f), store.bot));
    for (const v of [left, right])
      if (store.tag(v) === Tag.in) f.needs.add((store.node(v).data as InData).root);
    return store.join(left, right);
  }
  if (kind === Bin.and)
    return store.mix(
      store.labels.map(store.labels.union(labelsOf(f, left), labelsOf(f, right)), (l) =>
        l.kind === "verdict" ? l : undefined,
      ),
    );
  if (kind === Bin.div) {
    // pathlib: base / name
    const l = store.node(left);
    if (l.tag === Tag.stub)
      return store.remake(l, [
        store.rec(
          [
            ["0", inFolder(env, freeze(f, l.kids[0] as V), freeze(f, right))],
            ["1", freeze(f, right)],
          ],
          store.bot,
        ),
      ]);
    const labels = store.labels.union(labelsOf(f, left), labelsOf(f, right));
    return labels === 0
      ? store.unknown
      : store.text([
          { value: asText(env, f, left), conv: 0 },
          { value: store.const("/"), conv: 0 },
          { value: asText(env, f, right), conv: 0 },
        ]);
  }
  return store.unknown;
}
function addText(env: Env, f: Frame, left: V, right: V): V {
  return env.store.text([
    { value: asText(env, f, left), conv: 0 },
    { value: asText(env, f, right), conv: 0 },
  ]);
}
function isRunnable(env: Env, v: V): boolean {
  return env.store.members(v).some((m) => {
    const tag = env.store.tag(m);
    return (
      tag === Tag.stub ||
      tag === Tag.template ||
      tag === Tag.pipe ||
      tag === Tag.row ||
      tag === Tag.fun ||
      tag === Tag.partial
    );
  });
}
function percent(env: Env, f: Frame, text: V, right: V): V {
  const { store } = env;
  const inner = store.node(contents(f, right));
  return fillText(env, f, text, "percent", (name, index) => {
    if (name !== "") return readMember(env, f, right, name);
    if (inner.tag === Tag.list) return inner.kids[index] ?? store.unknown;
    return right;
  });
}

function jsx(
  env: Env,
  f: Frame,
  row: number,
  dst: number,
  cellIndex: number,
  tagReg: number,
  x: number,
): void {
  const { extra } = f.ir;
  const { store } = env;
  const nProps = extra[x] as number;
  const entries = new Map<string, V>();
  const keyRegs = new Map<string, number>();
  let rest = store.bot;
  let at = x + 1;
  const here = siteOf(f.info.gid, row);
  for (let i = 0; i < nProps; i++, at += 2) {
    const sym = extra[at] as number;
    const reg = extra[at + 1] as number;
    const v = get(f, reg);
    if (sym < 0) {
      rest = store.join(rest, v);
      continue;
    }
    const name = string(env, f, sym);
    entries.set(name, v);
    keyRegs.set(name, reg);
    const sink = env.models.attributes.get(name);
    if (sink) {
      const args = { ...argsOf([v], here, store.bot), keys: new Map([["value", v]]) };
      for (const found of findArguments(env, f, sink.arg, store.bot, args))
        recordSink(env, f, sink.kind, asText(env, f, found.value), -1, here, name, sink.form);
    }
  }
  const nChildren = extra[at++] as number;
  const children: V[] = [];
  for (let i = 0; i < nChildren; i++) children.push(get(f, extra[at + i] as number));
  entries.set(
    "children",
    children.length === 1
      ? (children[0] as V)
      : store.list(
          children.map((c) => freeze(f, c)),
          store.bot,
        ),
  );
  const tag = get(f, tagReg);
  const props = store.rec(
    [...entries].map(([k, v]) => [k, freeze(f, v)] as const),
    rest === store.bot ? store.bot : store.mix(labelsOf(f, rest)),
    here,
  );
  for (const t of store.members(tag)) {
    const n = store.node(t);
    if (n.tag === Tag.row || n.tag === Tag.fun || n.tag === Tag.type) {
      const args: Args = {
        ...argsOf([props], here, store.bot),
        keys: n.tag === Tag.fun ? new Map() : new Map([["props", props], ...entries]),
        keyRegs,
        cell: -1,
      };
      env.apply(f, t, store.bot, args);
    } else for (const v of entries.values()) applyLoose(env, f, v, store.unknown, here);
  }
  for (const v of entries.values()) if (store.tag(v) === Tag.fun) applyLoose(env, f, v, store.unknown, here);
  setCell(f, cellIndex, store.mix(0));
  set(f, dst, store.unknown);
}

/** Runs the closures of a module that were never seen called. Its summary holds the lists that this adds to. */
export function applyWaiting(env: Env, waiting: Waiting): void {
  waiting.frame.state = waiting.state;
  applyPending(env, waiting.frame);
}
/** Closures that were made and never seen called run once, so that what they do is known. */
function applyPending(env: Env, f: Frame): void {
  if (!f.state) return;
  for (const [gid, fn] of [...f.pending]) {
    if (!f.pending.has(gid)) continue;
    f.pending.delete(gid);
    env.apply(f, fn, f.store.bot, noArgs(site(f), f.store.bot));
  }
}

function summarize(env: Env, f: Frame): Summary {
  const { store } = env;
  let ret = store.bot;
  for (const exit of f.exits) {
    f.state = exit.state;
    ret = store.join(ret, freeze(f, refined(f, exit.value)));
  }
  const end = f.exits
    .map((e) => e.state as State | undefined)
    .reduce((a, b) => joinStates(store, a, b), undefined);
  f.state = end;
  const names = end ? f.ir.names.map((n) => freeze(f, rawGet(f, n.reg))) : f.ir.names.map(() => store.bot);
  const captureWrites: [number, V][] = [];
  f.ir.captures.forEach((capture, i) => {
    if (!capture.written || !end) return;
    const v = freeze(f, rawGet(f, capture.inner));
    if (v !== store.in(captureRoot(i), [])) captureWrites.push([i, v]);
  });
  const { ir } = f;
  if (ir.returnType && store.tag(ret) === Tag.mix && store.node(ret).labels === 0) {
    const type = env.typeOf(f.info.file, ir.returnType);
    if (type?.kind === "model") ret = stub(env, type.type, "", store.bot);
  }
  const gates = gatesOf(env, f);
  const open = f.uses.filter((u) => store.node(u.value).hasIn && u.chain.length <= MAX_CHAIN);
  return {
    ret,
    yields: f.yields,
    names,
    effects: f.effects,
    uses: f.uses,
    open,
    isInert:
      open.length === 0 &&
      f.effects.length === 0 &&
      captureWrites.length === 0 &&
      gates.returns.size + gates.whenTrue.size + gates.whenFalse.size === 0 &&
      !store.node(ret).hasIn &&
      !store.node(f.yields).hasIn,
    captureWrites,
    globalWrites: f.globalWrites,
    needs: f.needs,
    gates,
    cut: f.fuel < 0,
    calls: f.calls,
  };
}

/** What holds of the inputs when the function returns: at all, with a truthy, with a falsy result. */
function gatesOf(env: Env, f: Frame): Gates {
  const always: Map<V, V>[] = [];
  const truthy: Map<V, V>[] = [];
  const falsy: Map<V, V>[] = [];
  for (const exit of f.exits) {
    f.state = exit.state;
    const known = inputFacts(env, f, exit);
    always.push(known);
    const literal = env.store.constOf(exit.value);
    if (literal === undefined || isTruthy(literal))
      truthy.push(literal === undefined ? withFacts(env, f, exit, known, true) : known);
    if (literal === undefined || !isTruthy(literal))
      falsy.push(literal === undefined ? withFacts(env, f, exit, known, false) : known);
  }
  return { returns: common(env, always), whenTrue: common(env, truthy), whenFalse: common(env, falsy) };
}
function inputFacts(env: Env, f: Frame, exit: Exit): Map<V, V> {
  const out = new Map<V, V>();
  for (const [key, better] of exit.state.refine ?? []) {
    const n = env.store.node(key);
    if (n.tag === Tag.in && !env.store.node(better).hasRef && isNarrower(env, key, better))
      out.set(key, better);
  }
  // A parameter that came as an object (a path): the variable itself was graded.
  f.ir.params.forEach((param, i) => {
    if ((f.defRow[param.reg] ?? -1) >= 0) return;
    const v = rawGet(f, param.reg);
    if (env.store.tag(v) !== Tag.in) addGrade(env, out, freeze(f, v), `p${i}`);
  });
  return out;
}
/** What every piece of a given object was graded, as a fact about the input. */
function addGrade(env: Env, out: Map<V, V>, v: V, root?: string): void {
  const { store } = env;
  let clears = -1;
  let lowers = -1;
  let owner = root;
  for (const id of store.labels.list(store.node(v).labels)) {
    const l = store.labels.get(id);
    if (l.kind !== "in") return;
    const own = parseInput(l.input).root;
    owner ??= own;
    if (own !== owner) return;
    clears &= l.cleared;
    lowers &= l.lowered;
  }
  if (owner === undefined || clears === -1 || (clears === 0 && lowers === 0)) return;
  const input = store.in(owner, []);
  out.set(input, store.grade(out.get(input) ?? input, clears, lowers));
}
/** A refinement, not a write: the same input with a better grade, or constants. */
function isNarrower(env: Env, key: V, better: V): boolean {
  const { store } = env;
  const own = store.node(key).p;
  return (
    better === store.unknown ||
    store.members(better).every((m) => {
      const n = store.node(m);
      return n.tag === Tag.const || (n.tag === Tag.in && n.p === own);
    })
  );
}
function withFacts(env: Env, f: Frame, exit: Exit, known: Map<V, V>, positive: boolean): Map<V, V> {
  if (exit.reg < 0) return known;
  const out = new Map(known);
  for (const fact of factsOf(env, f, exit.reg, positive, 0)) {
    const better = added(env, fact, out.get(fact.value) ?? freeze(f, fact.value));
    if (env.store.tag(fact.value) !== Tag.in) addGrade(env, out, better);
    else if (isNarrower(env, fact.value, better)) out.set(fact.value, better);
  }
  return out;
}
function common(env: Env, maps: readonly Map<V, V>[]): Map<V, V> {
  const [first, ...others] = maps;
  const out = new Map<V, V>();
  for (const [key, better] of first ?? []) {
    let joined = better;
    let everywhere = true;
    for (const m of others) {
      const other = m.get(key);
      if (other === undefined) {
        everywhere = false;
        break;
      }
      joined = env.store.join(joined, other);
    }
    if (everywhere) out.set(key, joined);
  }
  return out;
}
