import { ext } from "./access.ts";
import type { Env } from "./env.ts";
import type { OwnSource } from "./ownSource.ts";
import { Tag, type V } from "./values.ts";

/** What other files get of a module. */
export interface Exports {
  /** `depth`: files that the name was handed through. */
  exported(file: number, name: string, depth: number): V;
  imported(file: number, specifier: string, name: string): V;
}

export function createExports(
  env: Env,
  {
    namesOf,
    nameIn,
    packageSource,
  }: {
    namesOf(gid: number): ReadonlyMap<string, number>;
    nameIn(gid: number, name: string): V;
    packageSource: OwnSource;
  },
): Exports {
  const { program, store, models } = env;
  function exportedFrom(file: number, name: string, depth: number): V {
    const ir = program.file(file);
    const gid = program.gid(file, 0);
    if (depth > 8) return store.unknown;
    if (ir.cjsExports >= 0) {
      const whole = nameIn(gid, "module.exports");
      if (name === "*" || name === "default") return whole;
      const n = store.node(whole);
      if (n.tag === Tag.rec) {
        const field = store.field(n, name);
        if (field !== undefined) return field;
      }
    }
    if (name === "*") return store.make(Tag.mod, String(file), file, []);
    for (const entry of ir.exports) {
      if (entry.kind === "local" && entry.name === name) {
        const own = ir.funcs[0]?.names.findIndex((n) => n.reg === entry.reg) ?? -1;
        return own < 0 ? store.unknown : globalByIndex(file, own);
      }
      if (entry.kind === "from" && entry.name === name)
        return importedFrom(file, entry.specifier, entry.imported, depth + 1);
    }
    if (ir.lang === "py" || ir.exports.length === 0) {
      const own = namesOf(gid).has(name) ? env.global(file, name) : store.bot;
      if (own !== store.bot) return own;
    }
    for (const entry of ir.exports) {
      if (entry.kind !== "star") continue;
      const v = importedFrom(file, entry.specifier, name, depth + 1);
      if (v !== store.unknown && v !== store.bot) return v;
    }
    if (ir.lang === "py") {
      for (const entry of ir.imports) {
        if (entry.name !== "*all") continue;
        const v = importedFrom(file, entry.specifier, name, depth + 1);
        if (v !== store.unknown && v !== store.bot) return v;
      }
      const sub = program.target(file, `.${name}`);
      if (sub.kind === "file" && sub.file !== file)
        return store.make(Tag.mod, String(sub.file), sub.file, []);
    }
    return store.unknown;
  }
  function globalByIndex(file: number, index: number): V {
    const name = program.file(file).funcs[0]?.names[index]?.name;
    return name === undefined ? store.unknown : env.global(file, name);
  }
  function importedFrom(file: number, specifier: string, name: string, depth: number): V {
    const { lang } = program.file(file);
    const target = program.target(file, specifier);
    const submodule = () =>
      program.target(file, specifier.endsWith(".") ? `${specifier}${name}` : `${specifier}.${name}`);
    if (target.kind === "file") {
      if (name === "*all") return store.unknown;
      // The package's own source: templates and messages are what its pack says; other classes keep their code beside the pack's type.
      const module = name === "*" ? undefined : packageSource.moduleOf(target.file);
      if (module !== undefined) {
        const known = models.external(lang, module, [name]);
        if (known?.kind === "type" && known.type.construct?.template) return ext(env, lang, module, [name]);
        if (known?.kind === "row" && known.row.message) return ext(env, lang, module, [name]);
      }
      const v = exportedFrom(target.file, name, depth);
      if (v !== store.unknown || lang !== "py") return v;
      const sub = submodule();
      return sub.kind === "file" ? store.make(Tag.mod, String(sub.file), sub.file, []) : v;
    }
    if (lang === "py" && name !== "*" && name !== "*all") {
      const sub = submodule();
      if (sub.kind === "file") return store.make(Tag.mod, String(sub.file), sub.file, []);
    }
    if (name === "*" || name === "*all") return ext(env, lang, specifier, []);
    if (name === "default") {
      const named = ext(env, lang, specifier, ["default"]);
      return store.tag(named) === Tag.ext ? ext(env, lang, specifier, []) : named;
    }
    return ext(env, lang, specifier, [name]);
  }
  return {
    exported: exportedFrom,
    imported: (file, specifier, name) => importedFrom(file, specifier, name, 0),
  };
}
