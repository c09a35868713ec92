import type { Hit } from "../flow/analysis.ts";
import { type Label, newLabel } from "../flow/labels.ts";
import { PARAM_ROW, type Site, siteFunc, siteOf, siteRow } from "../flow/program.ts";
import { operands } from "../ir/operands.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR } from "../ir/types.ts";
import { type Candidate, concrete, type JudgeInput, newCandidate } from "./judge.ts";
import { NameFinder } from "./nameFinder.ts";
import { definedAt, placeOf } from "./places.ts";

const RULE = "shared-conversation-state";
/** Who calls for several people. */
const ROLES = new Set(["web handler", "server action", "bot callback"]);
const GROWS = new Set(["append", "prepend", "insert", "extend"]);
const MAX_BEHIND = 60;
/** Calls below a handler, and functions below all handlers, that are looked at. */
const MAX_CALLS = 4;
const MAX_REACHED = 2000;

/** Something that lives as long as the program: a module variable, or a field of the object in one. */
interface Store {
  file: number;
  name: string;
  /** The class whose field it is, -1 for a variable. */
  cls: number;
}

/** Turns of one person that are kept where the next person's prompt is made of. */
export function judgeSharedState(input: JudgeInput, out: Candidate[]): void {
  const handlers = input.result.entries.filter((e) => ROLES.has(e.role)).map((e) => e.gid);
  if (!input.rules.has(RULE) || handlers.length === 0) return;
  const names = new NameFinder(input);
  const served = reachableFrom(input, names, handlers);
  const seen = new Set<Site>();
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "request") continue;
    const own = [...hit.use.chain, hit.use.site].filter((site) => siteRow(site) < PARAM_ROW);
    const before =
      served.get(hit.gid) ?? own.map((site) => served.get(siteFunc(site))).find((c) => c !== undefined);
    if (!before) continue;
    const sites = [...before, ...own];
    const path = [...new Set([hit.gid, ...sites.map(siteFunc)])];
    const label = concrete(input, hit.use.value).find((l) => l.kind === "user");
    for (const site of sites)
      for (const store of storesBehind(input, names, site)) {
        if (store.cls >= 0 && !isShared(input, names, store, sites)) continue;
        const writes = path.map((gid) => writesIn(input, gid, store));
        if (writes.some((w) => w.isReset)) continue;
        const at = writes.flatMap((w) => w.grows)[0];
        if (at === undefined || seen.has(at)) continue;
        seen.add(at);
        out.push(finding(input, hit, label, store, at));
      }
  }
}

function finding(input: JudgeInput, hit: Hit, label: Label | undefined, store: Store, at: Site): Candidate {
  return newCandidate(RULE, hit, label ?? newLabel("user", at), {
    site: at,
    arg: "",
    values: { store: store.name, ...(label ? {} : { source: "what its users write" }) },
    isPlain: true,
    at: placeOf(input.program, at),
  });
}

/** Functions that handlers call, as far as names tell, with the calls that lead there. */
function reachableFrom(
  input: JudgeInput,
  names: NameFinder,
  handlers: readonly number[],
): Map<number, Site[]> {
  const { program } = input;
  const out = new Map<number, Site[]>(handlers.map((gid) => [gid, []]));
  const queue = [...handlers];
  while (queue.length > 0) {
    const gid = queue.shift() as number;
    const calls = out.get(gid) ?? [];
    if (calls.length >= MAX_CALLS || out.size > MAX_REACHED) continue;
    const { ir, file } = program.func(gid);
    const { strings } = program.file(file);
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const at = row * STRIDE;
      const op = ir.ops[at];
      if (op !== Op.call && op !== Op.invoke) continue;
      const method = op === Op.invoke ? strings[ir.ops[at + 3] as number] : undefined;
      for (const callee of names.namesBehind(gid, ir.ops[at + 2] as number, 3).functions) {
        if (out.has(callee) || (method !== undefined && program.func(callee).ir.name !== method)) continue;
        out.set(callee, [...calls, siteOf(gid, row)]);
        queue.push(callee);
      }
    }
  }
  return out;
}

/** Lists in module variables, and fields of the receiver, among the arguments of a call. */
function storesBehind(input: JudgeInput, names: NameFinder, site: Site): Store[] {
  const { program } = input;
  const gid = siteFunc(site);
  const { ir, file } = program.func(gid);
  const { strings } = program.file(file);
  const out: Store[] = [];
  const queue = argumentsAt(ir, siteRow(site));
  const seen = new Set<number>();
  while (queue.length > 0 && seen.size < MAX_BEHIND) {
    const reg = queue.shift() as number;
    if (reg < 0 || seen.has(reg)) continue;
    seen.add(reg);
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const at = row * STRIDE;
      if (ir.ops[at + 1] !== reg) continue;
      const op = ir.ops[at];
      // What is looked up by a key is one of many.
      if (op === Op.index) continue;
      if (op === Op.global) {
        const name = strings[ir.ops[at + 2] as number] ?? "";
        const home = listIn(input, names, file, name);
        if (home !== undefined) out.push({ file: home, name, cls: -1 });
      } else if (op === Op.member && isReceiver(ir, ir.ops[at + 2] as number)) {
        const cls = classOf(input, gid);
        if (cls >= 0) out.push({ file, name: strings[ir.ops[at + 3] as number] ?? "", cls });
      } else queue.push(...operands(ir, row));
    }
  }
  return out;
}

/** The file in which a module variable is made as a list; undefined when it is something else. */
function listIn(input: JudgeInput, names: NameFinder, file: number, name: string): number | undefined {
  const known = names.resolve(file, name, 0);
  if (known?.kind !== "row") return undefined;
  const { ir, file: home } = input.program.func(known.gid);
  const first = ir.names.find((n) => n.reg === known.reg);
  for (let row = 0; first && row * STRIDE < ir.ops.length; row++) {
    if (ir.ops[row * STRIDE + 1] !== known.reg) continue;
    const from =
      ir.ops[row * STRIDE] === Op.move || ir.ops[row * STRIDE] === Op.annotate
        ? (ir.ops[row * STRIDE + 2] as number)
        : known.reg;
    const made = from === known.reg ? row : (definedAt(ir)[from] ?? -1);
    const made2 =
      made >= 0 && ir.ops[made * STRIDE] === Op.annotate
        ? (definedAt(ir)[ir.ops[made * STRIDE + 2] as number] ?? -1)
        : made;
    if (made2 >= 0 && ir.ops[made2 * STRIDE] === Op.list) return home;
  }
  return undefined;
}

/** The method is called on an object that stands in a module variable. */
function isShared(input: JudgeInput, names: NameFinder, store: Store, sites: readonly Site[]): boolean {
  const { program } = input;
  return sites.some((site) => {
    const { ir, file } = program.func(siteFunc(site));
    const at = siteRow(site) * STRIDE;
    if (ir.ops[at] !== Op.invoke) return false;
    const row = definedAt(ir)[ir.ops[at + 2] as number] ?? -1;
    if (row < 0 || ir.ops[row * STRIDE] !== Op.global) return false;
    const name = program.file(file).strings[ir.ops[row * STRIDE + 2] as number] ?? "";
    const made = names.resolve(file, name, 0);
    if (made?.kind !== "row") return false;
    const methods = names.namesBehind(made.gid, made.reg).functions;
    return methods.some((gid) => {
      const { ir: method, file: home } = program.func(gid);
      return method.cls === store.cls && home === store.file;
    });
  });
}

/** Where a function adds to the store, and whether it begins a new one. */
function writesIn(input: JudgeInput, gid: number, store: Store): { grows: Site[]; isReset: boolean } {
  const { program, models } = input;
  const { ir, file } = program.func(gid);
  const { strings, lang } = program.file(file);
  const grows: Site[] = [];
  let isReset = false;
  const isStore = (reg: number): boolean => {
    const row = definedAt(ir)[reg] ?? -1;
    if (row < 0) return false;
    const at = row * STRIDE;
    if (ir.ops[at] === Op.move) return isStore(ir.ops[at + 2] as number);
    if (store.cls < 0) return ir.ops[at] === Op.global && strings[ir.ops[at + 2] as number] === store.name;
    return (
      ir.ops[at] === Op.member &&
      strings[ir.ops[at + 3] as number] === store.name &&
      isReceiver(ir, ir.ops[at + 2] as number)
    );
  };
  const assigned = (reg: number, row: number): void => {
    const made = definedAt(ir)[reg] ?? -1;
    if (made < 0) return;
    if (madeOf(ir, made).some(isStore)) {
      // `history += […]`, `history = [...history, x]`; a part of it alone is no growth.
      if (ir.ops[made * STRIDE] === Op.binary || ir.ops[made * STRIDE] === Op.list)
        grows.push(siteOf(gid, row));
    } else isReset = true;
  };
  if (store.cls >= 0 && (classOf(input, gid) !== store.cls || file !== store.file || isConstructor(ir)))
    return { grows, isReset };
  for (let row = 0; row * STRIDE < ir.ops.length; row++) {
    const at = row * STRIDE;
    const op = ir.ops[at];
    if (op === Op.invoke && isStore(ir.ops[at + 2] as number)) {
      const method = models.methods[lang].get(strings[ir.ops[at + 3] as number] ?? "");
      if (method !== undefined && GROWS.has(method)) grows.push(siteOf(gid, row));
      else if (argumentsAt(ir, row).length === 0 && method === undefined)
        isReset ||= /clear|reset/.test(strings[ir.ops[at + 3] as number] ?? "");
    } else if (op === Op.setGlobal && store.cls < 0 && strings[ir.ops[at + 2] as number] === store.name)
      assigned(ir.ops[at + 3] as number, row);
    else if (
      op === Op.setMember &&
      store.cls >= 0 &&
      strings[ir.ops[at + 3] as number] === store.name &&
      isReceiver(ir, ir.ops[at + 2] as number)
    )
      assigned(ir.ops[at + 4] as number, row);
  }
  return { grows, isReset };
}

/** Registers that an operation is made of, two steps deep. */
function madeOf(ir: FuncIR, row: number): number[] {
  const first = [ir.ops[row * STRIDE + 1] as number, ...operands(ir, row)];
  return [
    ...first,
    ...first.flatMap((reg) => {
      const made = definedAt(ir)[reg] ?? -1;
      return made < 0 || made === row ? [] : operands(ir, made);
    }),
  ];
}
const isConstructor = (ir: FuncIR): boolean => ir.name === "__init__" || ir.name === "constructor";

function isReceiver(ir: FuncIR, reg: number): boolean {
  if (ir.params.some((p) => p.kind === "this" && p.reg === reg)) return true;
  const row = definedAt(ir)[reg] ?? -1;
  if (row < 0) return false;
  if (ir.ops[row * STRIDE] === Op.move) return isReceiver(ir, ir.ops[row * STRIDE + 2] as number);
  return ir.ops[row * STRIDE] === Op.this;
}
function classOf(input: JudgeInput, gid: number): number {
  return input.program.func(gid).ir.cls;
}
function argumentsAt(ir: FuncIR, row: number): number[] {
  const op = ir.ops[row * STRIDE];
  if (op !== Op.call && op !== Op.invoke) return [];
  const x = ir.ops[row * STRIDE + 4] as number;
  const n = (ir.extra[x + 2] as number) + (ir.extra[x + 3] as number);
  return Array.from({ length: n }, (_, i) => ir.extra[x + 5 + 2 * i] as number);
}
