import { PARAM_ROW, type Site, siteFunc, siteRow } from "../flow/program.ts";
import { Tag } from "../flow/values.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import type { FuncIR, TypeExpr } from "../ir/types.ts";
import type { IndexedType } from "../models/modelIndex.ts";
import {
  AUTH,
  AUTH_ACT,
  AUTH_STATUS,
  AUTH_TEXT,
  addGates,
  type Gates,
  isNews,
  LIMIT_ACT,
  LIMIT_STATUS,
  LIMIT_TEXT,
  noGates,
  ofName,
  USER,
  withoutAuth,
} from "./gateWords.ts";
import type { JudgeInput } from "./judge.ts";
import { NameFinder, nameAt } from "./nameFinder.ts";
import { definedAt } from "./places.ts";

/** Calls below one another, and files above one another, that are looked at. */
const MAX_DEPTH = 3;
const MAX_FILES = 400;

/** What gates stand before the handlers of a program; computed for those that are asked for. */
export class GateKeeper {
  private readonly input: JudgeInput;
  private readonly names: NameFinder;
  private readonly bodies = new Map<number, Gates>();
  private readonly files = new Map<number, Gates>();
  private importers: Map<number, number[]> | undefined;
  private routers: Set<IndexedType> | undefined;

  constructor(input: JudgeInput) {
    this.input = input;
    this.names = new NameFinder(input);
  }

  /** Gates before and in a handler that was registered at `site`. */
  ofRoute(gid: number, site: Site): Gates {
    const out = noGates();
    const { program } = this.input;
    const { file } = program.func(gid);
    addGates(out, this.ofRegistration(gid, site));
    addGates(out, this.ofParameters(gid));
    addGates(out, this.ofClass(gid));
    addGates(out, this.ofBody(gid, 0));
    addGates(out, this.aroundFile(file));
    const place = program.func(siteFunc(site)).file;
    if (place !== file) addGates(out, this.aroundFile(place));
    return out;
  }

  /** Gates of the applications that a file sets up or belongs to. */
  aroundFile(file: number): Gates {
    const out = noGates();
    const seen = new Set<number>();
    const queue = [file];
    while (queue.length > 0 && seen.size < MAX_FILES) {
      const f = queue.shift() as number;
      if (seen.has(f)) continue;
      seen.add(f);
      addGates(out, this.ofFile(f));
      if (out.isAuthenticated && out.isLimited) break;
      queue.push(...this.importersOf(f));
    }
    for (const { gid, role } of this.input.result.entries)
      if (role === "middleware" && seen.has(this.input.program.func(gid).file))
        addGates(out, this.ofBody(gid, 0));
    addGates(out, this.ofConventions(file));
    return out;
  }

  /** Middleware that a framework finds by its file: it stands before everything below its folder, unless a matcher says otherwise. */
  private ofConventions(file: number): Gates {
    const out = noGates();
    const { program, result } = this.input;
    const { path } = program.file(file);
    for (const { gid, role, site } of result.entries) {
      if (role !== "middleware" || siteFunc(site) === gid) continue;
      const own = program.func(gid).file;
      const folder = program.file(own).path.replace(/(?:src\/)?[^/]*$/, "");
      if (!path.startsWith(folder) || siteRow(site) !== 0 || !this.matches(own, path)) continue;
      addGates(out, this.ofBody(gid, 0));
      for (const entry of program.file(own).imports)
        if (AUTH.test(entry.specifier) || AUTH.test(entry.name)) out.isAuthenticated = true;
    }
    return out;
  }

  /** The texts of a middleware's `matcher` let the path of an API route through, as far as they tell. */
  private matches(file: number, path: string): boolean {
    const { consts } = this.input.program.file(file);
    const texts = consts.filter((c): c is string => typeof c === "string" && /^\/[(:\w[]/.test(c));
    if (texts.length === 0 || !/\/api\//.test(path)) return true;
    return texts.some((t) => !/\(\?!(?:[^)]*\|)?api\b/.test(t) && (/^\/(?:\(|:)/.test(t) || /api/.test(t)));
  }

  /** The handler is told who asks: by a dependency, a session, or a check that it makes itself. */
  knowsUser(gid: number, site: Site): boolean {
    const { ir, file } = this.input.program.func(gid);
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const op = ir.ops[row * STRIDE];
      const name = nameAt(this.input.program, file, ir, row);
      if (op === Op.dflt) {
        const { names } = this.names.namesBehind(gid, ir.ops[row * STRIDE + 2] as number);
        if (names.some((n) => USER.test(n))) return true;
      } else if ((op === Op.invoke || op === Op.member || op === Op.global) && USER.test(name)) return true;
    }
    for (const { type } of ir.params) if (type && typeNames(type, 0).some((n) => USER.test(n))) return true;
    const owner = siteFunc(site);
    const at = siteRow(site);
    if (owner === gid || at >= PARAM_ROW) return false;
    const around = this.input.program.func(owner).ir;
    return (
      around.ops[at * STRIDE] === Op.decorate &&
      decoratorsAround(around, at).some((reg) =>
        this.names.namesBehind(owner, reg).names.some((n) => USER.test(n) || /login_required/.test(n)),
      )
    );
  }

  /** Decorators beside it, middleware before it, options of its registration. */
  private ofRegistration(gid: number, site: Site): Gates {
    const out = noGates();
    const owner = siteFunc(site);
    const { ir } = this.input.program.func(owner);
    const row = siteRow(site);
    const op = row >= PARAM_ROW ? -1 : ir.ops[row * STRIDE];
    if (op === Op.decorate)
      for (const reg of decoratorsAround(ir, row)) addGates(out, this.behind(owner, reg, gid));
    else if (op === Op.call || op === Op.invoke)
      for (const reg of argumentsOf(ir, row)) addGates(out, this.behind(owner, reg, gid));
    return out;
  }

  /** Dependencies among the parameters: by default value, by type, by name. */
  private ofParameters(gid: number): Gates {
    const out = noGates();
    const { ir } = this.input.program.func(gid);
    for (let row = 0; row * STRIDE < ir.ops.length; row++)
      if (ir.ops[row * STRIDE] === Op.dflt) {
        const reg = ir.ops[row * STRIDE + 2] as number;
        const at = definedAt(ir)[reg] ?? -1;
        if (at >= 0 && ir.ops[at * STRIDE] === Op.call) addGates(out, this.behind(gid, reg, gid));
      }
    for (const { type } of ir.params)
      for (const name of type ? typeNames(type, 0) : []) {
        if (/current_?user|auth|principal|session_?user/i.test(name)) out.isAuthenticated = true;
        const known = this.names.resolve(this.input.program.func(gid).file, name, 0);
        if (known?.kind === "row") addGates(out, this.behind(known.gid, known.reg, gid));
      }
    return out;
  }

  /** Decorators, bases and attributes of the class that holds the handler. */
  private ofClass(gid: number): Gates {
    const out = noGates();
    const { program } = this.input;
    const { ir, file } = program.func(gid);
    if (ir.cls < 0) return out;
    const cls = program.file(file).classes[ir.cls];
    const body = cls && program.func(program.gid(file, cls.body)).ir;
    if (!cls || !body) return out;
    for (const base of cls.bases) for (const name of typeNames(base, 0)) addGates(out, ofName(name));
    for (const { name, reg } of body.names) {
      const at = definedAt(body)[reg] ?? -1;
      if (at < 0) continue;
      const from = body.ops[at * STRIDE + 2] as number;
      const made = body.ops[(definedAt(body)[from] ?? 0) * STRIDE];
      if (made === Op.func || made === Op.decorate) continue;
      if (/permission|throttle|decorator|authentic/i.test(name))
        addGates(out, this.behind(program.gid(file, cls.body), reg, gid));
    }
    const module = program.func(program.gid(file, 0)).ir;
    for (let row = 0; row * STRIDE < module.ops.length; row++) {
      if (module.ops[row * STRIDE] !== Op.class || module.ops[row * STRIDE + 2] !== ir.cls) continue;
      let reg = module.ops[row * STRIDE + 1] as number;
      for (let next = row + 1; next * STRIDE < module.ops.length; next++)
        if (module.ops[next * STRIDE] === Op.decorate && module.ops[next * STRIDE + 2] === reg) {
          addGates(out, this.behind(program.gid(file, 0), module.ops[next * STRIDE + 3] as number, gid));
          reg = module.ops[next * STRIDE + 1] as number;
        }
    }
    return out;
  }

  /** Some function of the file asks who is there. */
  inFile(file: number): Gates {
    const out = noGates();
    const { program } = this.input;
    program.file(file).funcs.forEach((_, local) => {
      addGates(out, this.ofBody(program.gid(file, local), MAX_DEPTH));
    });
    return out;
  }

  /** Methods that the class of a function inherits from other files of the project. */
  inBases(gid: number): Gates {
    const out = noGates();
    const { program } = this.input;
    const { ir, file } = program.func(gid);
    for (const base of program.file(file).classes[ir.cls]?.bases ?? [])
      for (const name of typeNames(base, 0)) {
        const known = this.names.resolve(file, name, 0);
        if (known?.kind === "functions")
          for (const fn of known.gids) addGates(out, this.ofBody(fn, MAX_DEPTH));
      }
    return out;
  }

  /** What a function does itself, or has done by functions of the project. */
  ofBody(gid: number, depth: number): Gates {
    // What lies below is looked at as well, or it is not.
    const key = depth < MAX_DEPTH ? gid : -1 - gid;
    const known = this.bodies.get(key);
    if (known) return known;
    const out = noGates();
    this.bodies.set(key, out);
    const { ir, file } = this.input.program.func(gid);
    const { strings, consts } = this.input.program.file(file);
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      const at = row * STRIDE;
      const op = ir.ops[at];
      const a = ir.ops[at + 2] as number;
      if (op === Op.const) {
        const value = consts[a];
        if (typeof value === "number" && !isOperandOf(ir, ir.ops[at + 1] as number, Op.cmp)) {
          if (value === 401 || value === 403) out.isAuthenticated = true;
          if (value === 429) out.isLimited = true;
        } else if (typeof value === "string" && value.length < 200) {
          if (AUTH_TEXT.test(value)) out.isAuthenticated = true;
          if (LIMIT_TEXT.test(value)) out.isLimited = true;
        }
      } else if (op === Op.member || op === Op.global || op === Op.import) {
        const name = nameAt(this.input.program, file, ir, row);
        if (AUTH_STATUS.test(name)) out.isAuthenticated = true;
        if (LIMIT_STATUS.test(name)) out.isLimited = true;
      } else if (op === Op.invoke || op === Op.call) {
        const name = op === Op.invoke ? (strings[ir.ops[at + 3] as number] ?? "") : this.calleeName(gid, a);
        if (AUTH_ACT.test(name)) out.isAuthenticated = true;
        if (LIMIT_ACT.test(name)) out.isLimited = true;
        if (op === Op.invoke)
          for (const word of this.names.namesBehind(gid, a).names)
            if (LIMIT_ACT.test(word)) out.isLimited = true;
        if (depth < MAX_DEPTH)
          for (const callee of op === Op.call ? this.functionsBehind(gid, a) : [])
            addGates(out, this.ofBody(callee, depth + 1));
      }
    }
    return out;
  }

  /** Middleware and options of the routers that a file makes or mounts. */
  private ofFile(file: number): Gates {
    const known = this.files.get(file);
    if (known) return known;
    const out = noGates();
    this.files.set(file, out);
    const { program } = this.input;
    program.file(file).funcs.forEach((ir, local) => {
      const gid = program.gid(file, local);
      for (let row = 0; row * STRIDE < ir.ops.length; row++) {
        const at = row * STRIDE;
        const op = ir.ops[at];
        if (op !== Op.call && op !== Op.invoke && op !== Op.decorate) continue;
        const found = noGates();
        if (op === Op.decorate) {
          // `@app.before_request` makes middleware of the function below.
          addGates(found, this.behindFunction(gid, ir.ops[at + 2] as number));
        } else for (const reg of argumentsOf(ir, row)) addGates(found, this.behind(gid, reg, -1));
        if (op === Op.call)
          for (const name of this.names.namesBehind(gid, ir.ops[at + 2] as number, 3).names)
            addGates(found, withoutAuth(ofName(name)));
        if (!isNews(found, out)) continue;
        if (!this.isSetUp(gid, row)) continue;
        addGates(out, found);
      }
    });
    return out;
  }

  /** A call of a router that registers no handler (`app.use`, `include_router`), or one that makes or takes a router. */
  private isSetUp(gid: number, row: number): boolean {
    const { ir } = this.input.program.func(gid);
    const values = this.input.result.trace(gid);
    const { store } = this.input.result;
    const isRouter = (reg: number): boolean => {
      const at = definedAt(ir)[reg] ?? -1;
      const v = at < 0 ? undefined : values.get(at);
      return (
        v !== undefined &&
        store.members(v).some((m) => {
          const n = store.node(m);
          return n.tag === Tag.stub && this.routerTypes().has((n.data as { type: IndexedType }).type);
        })
      );
    };
    if (this.input.result.entries.some((e) => e.role === "web handler" && e.site === gid * 2 ** 20 + row))
      return false;
    const at = row * STRIDE;
    if (ir.ops[at] === Op.decorate) {
      const made = definedAt(ir)[ir.ops[at + 3] as number] ?? -1;
      const op = made < 0 ? -1 : ir.ops[made * STRIDE];
      return (op === Op.member || op === Op.invoke) && isRouter(ir.ops[made * STRIDE + 2] as number);
    }
    if (ir.ops[at] === Op.invoke) {
      if (isRouter(ir.ops[at + 2] as number)) return !this.isRegistration(gid, row);
      return argumentsOf(ir, row).some(isRouter);
    }
    return isRouter(ir.ops[at + 1] as number) || argumentsOf(ir, row).some(isRouter);
  }
  /** The call gives a decorator that registers, or is the registration. */
  private isRegistration(gid: number, row: number): boolean {
    const { ir } = this.input.program.func(gid);
    const dst = ir.ops[row * STRIDE + 1] as number;
    for (let r = row + 1; r * STRIDE < ir.ops.length; r++)
      if (ir.ops[r * STRIDE] === Op.decorate && ir.ops[r * STRIDE + 3] === dst)
        return this.input.result.entries.some(
          (e) => e.site === gid * 2 ** 20 + r && e.role === "web handler",
        );
    const { strings } = this.input.program.file(this.input.program.func(gid).file);
    const method = strings[ir.ops[row * STRIDE + 3] as number] ?? "";
    return /^(?:get|post|put|patch|delete|all|head|options|route|api_route|websocket)$/.test(method);
  }

  /** Types whose calls register handlers of requests. */
  private routerTypes(): Set<IndexedType> {
    if (!this.routers) {
      this.routers = new Set();
      for (const type of this.input.models.types.values())
        if (
          [...type.members.values()].some(
            (m) => typeof m !== "string" && m.entry?.some((e) => e.role === "web handler"),
          )
        )
          this.routers.add(type);
    }
    return this.routers;
  }

  private importersOf(file: number): number[] {
    if (!this.importers) {
      this.importers = new Map();
      const { program } = this.input;
      program.files.forEach((ir, from) => {
        for (const { specifier } of ir.imports) {
          const target = program.target(from, specifier);
          if (target.kind !== "file" || target.file === from) continue;
          const list = this.importers?.get(target.file) ?? [];
          if (!list.includes(from)) list.push(from);
          this.importers?.set(target.file, list);
        }
      });
    }
    const below = this.input.program.below(file);
    return [...new Set([file, below].flatMap((of) => this.importers?.get(of) ?? []))];
  }

  /** Gates among what a register is made of: names of what cannot be seen into, and what functions of the project do. */
  private behind(gid: number, reg: number, handler: number): Gates {
    const out = noGates();
    const { names, functions } = this.names.namesBehind(gid, reg);
    for (const name of names) addGates(out, ofName(name));
    for (const fn of functions) if (fn !== handler) addGates(out, this.ofBody(fn, 1));
    return out;
  }
  private behindFunction(gid: number, reg: number): Gates {
    const out = noGates();
    for (const fn of this.names.namesBehind(gid, reg).functions) addGates(out, this.ofBody(fn, 1));
    return out;
  }
  private calleeName(gid: number, reg: number): string {
    return this.names.namesBehind(gid, reg, 3).names[0] ?? "";
  }
  private functionsBehind(gid: number, reg: number): number[] {
    return this.names.namesBehind(gid, reg, 3).functions;
  }
}

/** Registers of the decorators above and below one. */
function decoratorsAround(ir: FuncIR, row: number): number[] {
  const out = [ir.ops[row * STRIDE + 3] as number];
  for (let at = definedAt(ir)[ir.ops[row * STRIDE + 2] as number] ?? -1; at >= 0; ) {
    if (ir.ops[at * STRIDE] !== Op.decorate) break;
    out.push(ir.ops[at * STRIDE + 3] as number);
    at = definedAt(ir)[ir.ops[at * STRIDE + 2] as number] ?? -1;
  }
  let reg = ir.ops[row * STRIDE + 1] as number;
  for (let next = row + 1; next * STRIDE < ir.ops.length; next++)
    if (ir.ops[next * STRIDE] === Op.decorate && ir.ops[next * STRIDE + 2] === reg) {
      out.push(ir.ops[next * STRIDE + 3] as number);
      reg = ir.ops[next * STRIDE + 1] as number;
    }
  return out;
}

function argumentsOf(ir: FuncIR, row: number): number[] {
  const x = ir.ops[row * STRIDE + 4] as number;
  const n = (ir.extra[x + 2] as number) + (ir.extra[x + 3] as number);
  return Array.from({ length: n }, (_, i) => ir.extra[x + 5 + 2 * i] as number);
}

function isOperandOf(ir: FuncIR, reg: number, op: number): boolean {
  for (let at = 0; at < ir.ops.length; at += STRIDE)
    if (ir.ops[at] === op && (ir.ops[at + 2] === reg || ir.ops[at + 3] === reg)) return true;
  return false;
}

function typeNames(type: TypeExpr, depth: number): string[] {
  if (depth > 4) return [];
  if (type.kind === "name") return [type.path, ...type.args.flatMap((t) => typeNames(t, depth + 1))];
  if (type.kind === "union") return type.of.flatMap((t) => typeNames(t, depth + 1));
  if (type.kind === "array") return typeNames(type.of, depth + 1);
  return [];
}
