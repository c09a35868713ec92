import type { Lang } from "../ir/types.ts";
import type { EntryRow } from "../models/pack.ts";
import { bindThis, blankInstance } from "./access.ts";
import { argsOf, type Env, type FunData } from "./env.ts";
import type { Frame } from "./frame.ts";
import { siteFunc, siteOf } from "./program.ts";
import { applyEntry, runPipe } from "./rows.ts";
import type { Summary, Use } from "./summary.ts";
import { type RecData, Tag, type V, type ValueStore } from "./values.ts";

/**
 * Functions that frameworks call by convention: exported names, directives, subclasses, parameter shapes. `byShape`: the function
 * that was entered for its parameters, which nothing enters that something else did.
 */
export function runFrameworkEntries(
  env: Env,
  roots: readonly boolean[],
  blank: (gid: number) => Frame,
  fault: (gid: number, error: unknown) => void,
): { gid: number; uses: Use[]; byShape?: number }[] {
  const { program, models, store } = env;
  const out: { gid: number; uses: Use[]; byShape?: number }[] = [];
  const enter = (gid: number, target: V, entry: EntryRow, packId: string, byShape?: number): void => {
    const f = blank(gid);
    try {
      applyEntry(env, f, entry, packId, -1, target, siteOf(gid, 0), undefined);
    } catch (error) {
      // A fault of ours in one entry point: what was seen until then counts, the run goes on and says so.
      fault(gid, error);
    }
    out.push({ gid, uses: f.uses, ...(byShape !== undefined && { byShape }) });
  };
  program.files.forEach((ir, file) => {
    if (!roots[file]) return;
    const lang: Lang = ir.lang;
    const gid = program.gid(file, 0);
    const names =
      lang === "ts"
        ? ir.exports.flatMap((e) => (e.kind === "local" ? [e.name] : []))
        : (ir.funcs[0]?.names.map((n) => n.name) ?? []);
    const directive = ir.directives.map((d) => models.directives.get(d)).find((d) => d !== undefined);
    for (const name of names) {
      for (const { pack, row } of models.exported[lang].get(name) ?? []) {
        if (row.file && !matchesGlob(ir.path, row.file)) continue;
        enter(gid, env.exported(file, name), row, pack.id);
      }
      if (directive) enter(gid, env.exported(file, name), directive, "");
    }
    ir.funcs.forEach((fn, local) => {
      const own = program.gid(file, local);
      const inner = fn.directives.map((d) => models.directives.get(d)).find((d) => d !== undefined);
      const fun = (): V => store.make(Tag.fun, String(own), { gid: own } satisfies FunData, [store.bot]);
      if (inner && fn.captures.length === 0) enter(gid, fun(), inner, "");
      if (fn.kind === "module" || fn.captures.length > 0) return;
      const params = fn.params.filter((p) => p.kind !== "this");
      for (const shape of models.shapes[lang]) {
        if (env.entered.has(own) || params.length < shape.params.length) continue;
        if (!shape.params.every((names, i) => isOneOf(names, params[i]?.name ?? ""))) continue;
        const self = fn.cls >= 0 ? blankInstance(store, program.cid(file, fn.cls)) : store.bot;
        enter(
          gid,
          self === store.bot ? fun() : bindThis(env, fun(), self),
          { of: "0", params: shape.types.map((t) => t?.id ?? null) },
          shape.pack.id,
          own,
        );
      }
    });
    ir.classes.forEach((cls, local) => {
      const cid = program.cid(file, local);
      const instance = blankInstance(store, cid);
      const call = (method: string, entry: EntryRow, packId: string): void => {
        const member = env.classMember(cid, method);
        if (member && member.owner === cid && store.tag(member.value) === Tag.fun)
          enter(program.gid(file, cls.body), bindThis(env, member.value, instance), entry, packId);
      };
      for (const type of env.modelBases(cid)) {
        for (const base of models.lineage(type)) {
          for (const [method, entry] of Object.entries(base.model.subclass ?? {}))
            call(method, entry, base.packId);
          for (const [attribute, entry] of Object.entries(base.model.listed ?? {}))
            for (const method of namesIn(store, env.classMember(cid, attribute)?.value))
              call(method, entry, base.packId);
        }
      }
    });
  });
  return out;
}

/** Constant texts in a list, also of pairs: `["search", ("load", "load_async")]`. */
function namesIn(store: ValueStore, v: V | undefined): string[] {
  if (v === undefined) return [];
  return store.members(v).flatMap((m) => {
    const text = store.stringOf(m);
    if (text !== undefined) return [text];
    return store.tag(m) === Tag.list ? store.node(m).kids.flatMap((k) => namesIn(store, k)) : [];
  });
}

/** Chains that a function or a module makes for others and nobody here runs: what their own steps put into the prompt. */
export function runIdleChains(
  env: Env,
  made: Iterable<{ gid: number; summary: Summary }>,
  blank: (gid: number) => Frame,
  fault: (gid: number, error: unknown) => void,
): { gid: number; uses: Use[] }[] {
  const { store } = env;
  const out: { gid: number; uses: Use[] }[] = [];
  const seen = new Set<V>();
  for (const { gid, summary } of made) {
    for (const v of [summary.ret, ...summary.names].flatMap((x) => store.members(x))) {
      const n = store.node(v);
      if (n.tag !== Tag.pipe || seen.has(v)) continue;
      seen.add(v);
      const templates = n.kids.filter((k) => store.tag(k) === Tag.template);
      const mapping = n.kids.map((k) => store.node(k)).find((k) => k.tag === Tag.rec);
      const { site } = (mapping?.data ?? { site: -1 }) as RecData;
      if (site < 0 || templates.length === 0 || templates.some((t) => env.filled.has(t))) continue;
      const f = blank(siteFunc(site));
      try {
        runPipe(env, f, v, store.unknown, "invoke", argsOf([store.unknown], site, store.bot));
      } catch (error) {
        fault(gid, error);
      }
      out.push({ gid, uses: f.uses });
    }
  }
  return out;
}
/** `name` is one of the names in "a|b". */
function isOneOf(names: string, name: string): boolean {
  return names.includes(name) && names.split("|").includes(name);
}

/** `**`, `*` and alternatives in braces; a pattern without a slash matches the file name. */
function matchesGlob(path: string, glob: string): boolean {
  const target = glob.includes("/") ? path : (path.split("/").pop() ?? path);
  return glob.split("|").some((g) => globRegex(g).test(target));
}
const globs = new Map<string, RegExp>();
function globRegex(glob: string): RegExp {
  let known = globs.get(glob);
  if (!known) {
    const body = glob
      .replace(/[.+^$()[\]\\]/g, "\\$&")
      .replace(/\{([^{}]*)\}/g, (_, inner: string) => `(?:${inner.split(",").join("|")})`)
      .replace(/\*\*\/?/g, "\u0001")
      .replace(/\*/g, "[^/]*")
      .replace(/\u0001/g, "(?:.*/)?");
    known = new RegExp(`(?:^|/)${body}$`);
    globs.set(glob, known);
  }
  return known;
}
