// What an npm package offers, from its types (or, where it has none, from what the compiler reads off its code).
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import ts from "typescript";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Entities are types of the compiler, with the symbol where an export is meant. The same questions as to PypiSurface. */
export class NpmSurface {
  /** Arguments have positions; names are keys of objects, which types describe. */
  keywords = false;
  /** Package → range of what types lead to and is not there: the caller may add them and ask again. */
  wanted = new Map();
  #checker;
  #exports = new Map();
  #words = new Set();

  /** `folder` holds `node_modules/<name>`; `roots` are the modules of the pack. */
  constructor(roots, folder, name) {
    const typed = entryFiles(folder, name, false);
    const files = typed.length > 0 ? typed : entryFiles(folder, name, true);
    const isUntyped = typed.length === 0;
    const program = createProgram(files, isUntyped, this.wanted);
    this.#checker = program.getTypeChecker();
    const own = join(folder, "node_modules", name).replaceAll("\\", "/");
    for (const file of program.getSourceFiles()) {
      if (!file.fileName.startsWith(`${own}/`)) continue;
      for (const word of file.identifiers.keys()) this.#words.add(word);
    }
    for (const file of files) {
      const source = program.getSourceFile(file);
      const symbol = source && this.#checker.getSymbolAtLocation(source);
      if (symbol) this.#addExports(symbol);
    }
    for (const module of this.#checker.getAmbientModules()) {
      const specifier = module.name.slice(1, -1);
      if (roots.some((root) => specifier === root || specifier.startsWith(`${root}/`)))
        this.#addExports(module);
    }
    if (roots.includes("<globals>")) this.#addGlobals(program);
    this.isEmpty = this.#exports.size === 0;
  }

  #addGlobals(program) {
    for (const file of program.getSourceFiles()) {
      if (!program.isSourceFileDefaultLibrary(file)) continue;
      const flags = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace;
      for (const symbol of this.#checker.getSymbolsInScope(file, flags)) this.#addExport(symbol.name, symbol);
      return;
    }
  }

  #addExports(module) {
    for (const symbol of this.#checker.getExportsOfModule(module)) this.#addExport(symbol.name, symbol);
    const whole = module.exports?.get("export=");
    if (whole) this.#addExport("default", whole);
    // `const x = require("…")`, `import * as x`: the module itself.
    else if (!this.#exports.has("default")) this.#exports.set("default", [module]);
  }

  #addExport(name, symbol) {
    const known = this.#exports.get(name) ?? [];
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    if (!known.includes(target)) this.#exports.set(name, [...known, target]);
  }

  find(path) {
    let reached = (this.#exports.get(path[0] ?? "") ?? []).map((symbol) => this.#entity(symbol));
    if (reached.length === 0) {
      const whole = (this.#exports.get("default") ?? []).map((symbol) => this.#entity(symbol));
      reached = whole.flatMap((entity) => this.member(entity, path[0] ?? "").found);
    }
    for (const step of path.slice(1))
      reached = reached.flatMap((entity) => this.#exportedMember(entity, step));
    return reached;
  }

  #exportedMember(entity, name) {
    const inside = entity.symbol?.exports?.get(ts.escapeLeadingUnderscores(name));
    return inside ? [this.#entity(inside)] : this.member(entity, name).found;
  }

  #entity(symbol) {
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    return { symbol: target, type: this.#checker.getTypeOfSymbol(target) };
  }

  instances(entity) {
    const made = this.#returns(entity, ts.SignatureKind.Construct);
    const { symbol } = entity;
    if (
      symbol &&
      symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)
    ) {
      made.push({ type: this.#checker.getDeclaredTypeOfSymbol(symbol) });
    }
    // A class can be meant as itself too: its static side.
    if (made.length > 0) return [...made, { type: entity.type }];
    return [...this.#returns(entity, ts.SignatureKind.Call), { type: entity.type }];
  }

  member(entity, name) {
    const out = { found: [], open: false };
    for (const type of this.#parts(entity.type)) {
      if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) {
        out.open = true;
        continue;
      }
      const symbol = this.#checker.getPropertyOfType(this.#checker.getApparentType(type), name);
      if (symbol) out.found.push({ type: this.#checker.getTypeOfSymbol(symbol) });
      else {
        const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
        if (index) out.found.push({ type: index });
      }
    }
    if (out.found.length > 0 || out.open) return out;
    const awaited = this.#awaited(entity.type);
    return awaited && awaited !== entity.type ? this.member({ type: awaited }, name) : out;
  }

  results(entity) {
    const made = [
      ...this.#returns(entity, ts.SignatureKind.Call),
      ...this.#returns(entity, ts.SignatureKind.Construct),
    ];
    return made.flatMap(({ type }) => {
      const awaited = this.#awaited(type);
      return awaited && awaited !== type ? [{ type }, { type: awaited }] : [{ type }];
    });
  }

  isOpen(entity) {
    return this.#parts(entity.type).some((type) => type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown));
  }

  isCallable(entity) {
    return this.isOpen(entity) || this.#signatures(entity).length > 0;
  }

  element(entity) {
    return this.#parts(entity.type).flatMap((type) => {
      if (type.flags & ts.TypeFlags.Any) return [{ type }];
      const apparent = this.#checker.getApparentType(type);
      const index = this.#checker.getIndexTypeOfType(apparent, ts.IndexKind.Number);
      if (index) return [{ type: index }];
      const iterator = this.#checker
        .getPropertiesOfType(apparent)
        .find((symbol) => /^__@(?:asyncI|i)terator/u.test(String(symbol.escapedName)));
      if (!iterator) return [];
      return this.results({ type: this.#checker.getTypeOfSymbol(iterator) })
        .flatMap((each) => this.member(each, "next").found)
        .flatMap((each) => this.results(each))
        .flatMap((each) => this.member(each, "value").found);
    });
  }

  entered() {
    return [];
  }

  /** Parameters of the function that stands at an argument, by position. */
  callbackParameters(entity, argument, position) {
    return this.#signatures(entity).flatMap((signature) => {
      const given = this.#argument(signature, argument.head);
      const at = given ? this.#walk([given], argument.path).found : [];
      return at
        .flatMap((each) => this.#signatures(each))
        .flatMap((callback) => {
          const type = this.#argument(callback, position);
          return type ? [type] : [];
        });
    });
  }

  accepts(entity, argument) {
    if (argument.head === "this" || argument.head === "*" || this.isOpen(entity)) {
      return this.isOpen(entity) ? "open" : "yes";
    }
    let open = false;
    for (const signature of this.#signatures(entity)) {
      // Keyword arguments don't exist; a bare name is a key of the first one.
      const isName = typeof argument.head === "string" && !/^(?:last|\d+\+)$/u.test(argument.head);
      const given = this.#argument(signature, isName ? 0 : argument.head);
      if (!given) continue;
      const path = isName ? [argument.head, ...argument.path] : argument.path;
      const at = this.#walk([given], path);
      if (at.found.length > 0) return "yes";
      open ||= at.open;
    }
    return open ? "open" : "no";
  }

  argumentNames(entity, argument) {
    return this.#signatures(entity).flatMap((signature) => {
      const given = this.#argument(signature, argument.head);
      const at = given ? this.#walk([given], argument.path.slice(0, -1)).found : [];
      return at.flatMap((each) => this.memberNames(each));
    });
  }

  /** Whether results of calling an entity, or what iterating them gives, have the path. */
  resultHas(entity, path) {
    const results = this.results(entity);
    const direct = this.#walk(results, path);
    if (direct.found.length > 0) return "yes";
    const elements = this.#walk(
      results.flatMap((each) => this.element(each)),
      path,
    );
    if (elements.found.length > 0) return "yes";
    return direct.open || elements.open || results.length === 0 ? "open" : "no";
  }

  memberNames(entity) {
    return this.#parts(entity.type).flatMap((type) =>
      this.#checker.getPropertiesOfType(this.#checker.getApparentType(type)).map((symbol) => symbol.name),
    );
  }

  exportedNames() {
    return [...this.#exports.keys()];
  }

  identity(entity) {
    return entity.type;
  }

  hasName(name) {
    return this.#words.has(name);
  }

  #walk(entities, path) {
    let reached = entities;
    for (const [i, step] of path.entries()) {
      const answers = reached.map((each) =>
        step === "[]" ? { found: this.element(each), open: this.isOpen(each) } : this.member(each, step),
      );
      reached = answers.flatMap((each) => each.found).slice(0, 400);
      if (reached.length === 0) return { found: [], open: answers.some((each) => each.open), at: i };
    }
    return { found: reached, open: false };
  }

  /** The type of an argument of a signature; undefined where it takes none there. */
  #argument(signature, head) {
    const { parameters } = signature;
    const last = parameters.at(-1);
    const isRest = last?.declarations?.some((it) => ts.isParameter(it) && it.dotDotDotToken) ?? false;
    if (head === "last") return last && { type: this.#checker.getTypeOfSymbol(last) };
    const from = typeof head === "string" ? Number(/^(\d+)\+$/u.exec(head)?.[1] ?? Number.NaN) : head;
    if (Number.isNaN(from)) return undefined;
    if (from < parameters.length - (isRest ? 1 : 0)) {
      return { type: this.#checker.getTypeOfSymbol(parameters[from]) };
    }
    if (!isRest || !last) return undefined;
    const rest = this.#checker.getTypeOfSymbol(last);
    return this.element({ type: rest })[0] ?? { type: rest };
  }

  #signatures(entity) {
    return this.#parts(entity.type).flatMap((type) => [
      ...this.#checker.getSignaturesOfType(type, ts.SignatureKind.Call),
      ...this.#checker.getSignaturesOfType(type, ts.SignatureKind.Construct),
    ]);
  }

  #returns(entity, kind) {
    return this.#parts(entity.type).flatMap((type) =>
      this.#checker
        .getSignaturesOfType(type, kind)
        .map((signature) => ({ type: this.#checker.getReturnTypeOfSignature(signature) })),
    );
  }

  #awaited(type) {
    return this.#checker.getAwaitedType(type);
  }

  /** The alternatives of a type, without null and undefined; of a type parameter what it extends. */
  #parts(type) {
    const constraint =
      type.flags & ts.TypeFlags.Instantiable ? this.#checker.getBaseConstraintOfType(type) : undefined;
    const whole = constraint ?? type;
    const parts = whole.isUnion() ? whole.types : [whole];
    return parts.filter(
      (part) => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)),
    );
  }
}

const options = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  typeRoots: [join(repository, "node_modules/@types")],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  jsx: ts.JsxEmit.Preserve,
};

/** The compiler's own libraries are read once. */
const SHARED = "node_modules/typescript/lib/";
const sharedFiles = new Map();

function createProgram(files, isUntyped, wanted) {
  const all = { ...options, ...(isUntyped ? { allowJs: true, maxNodeModuleJsDepth: 1 } : {}) };
  const host = ts.createCompilerHost(all);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    if (!file.includes(SHARED)) return read(file, ...rest);
    const known = sharedFiles.get(file) ?? read(file, ...rest);
    sharedFiles.set(file, known);
    return known;
  };
  const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (name) => name, all);
  host.resolveModuleNameLiterals = (literals, containing, redirected, given) =>
    literals.map((literal) => {
      const found = ts.resolveModuleName(literal.text, containing, given, host, cache, redirected);
      if (!found.resolvedModule && /^[@a-z]/iu.test(literal.text))
        noteMissing(wanted, literal.text, containing);
      return found;
    });
  return ts.createProgram(files, all, host);
}

/** Remembers a package that types lead to, with the range that the package around the file asks for. */
function noteMissing(wanted, specifier, containing) {
  const parts = specifier.split("/");
  const name = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  if (wanted.has(name)) return;
  for (let folder = dirname(containing); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (!existsSync(file)) continue;
    const manifest = readManifest(file);
    if (manifest.name === undefined) continue;
    const range = manifest.dependencies?.[name] ?? manifest.peerDependencies?.[name];
    if (range !== undefined) wanted.set(name, range);
    const types = `@types/${name.replace("@", "").replace("/", "__")}`;
    const typesRange = manifest.dependencies?.[types] ?? manifest.devDependencies?.[types];
    if (typesRange !== undefined) wanted.set(types, typesRange);
    return;
  }
}

function readManifest(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

/** The files that an import of the package can lead to: types, or code where there are none. */
function entryFiles(folder, name, isUntyped) {
  const own = join(folder, "node_modules", name);
  const manifest = readManifest(join(own, "package.json"));
  const importable = name.startsWith("@types/")
    ? name
        .slice(7)
        .replace("__", "/")
        .replace(/^([^/]+)\/(.+)$/u, "@$1/$2")
    : name;
  const given = { ...options, ...(isUntyped ? { allowJs: true, maxNodeModuleJsDepth: 1 } : {}) };
  const found = new Set();
  for (const path of subpaths(own, manifest)) {
    const specifier = path === "." ? importable : `${importable}/${path.replace(/^\.\//u, "")}`;
    const { resolvedModule } = ts.resolveModuleName(specifier, join(folder, "index.ts"), given, ts.sys);
    const file = resolvedModule?.resolvedFileName;
    if (file && (isUntyped || /\.d\.[cm]?ts$|\.tsx?$/u.test(file))) found.add(file);
  }
  return [...found];
}

const MOST = 3000;

function subpaths(own, manifest) {
  const { exports } = manifest;
  const files = (pattern) => globSync(pattern, { cwd: own, ignore: ["node_modules/**"] }).sort();
  if (typeof exports !== "object" || exports === null) {
    const deep = files(["**/*.d.ts", "**/*.d.mts"]).map((file) => `./${file.replace(/\.d\.m?ts$/u, "")}`);
    return [".", ...deep.slice(0, MOST)];
  }
  const keys = Object.keys(exports).filter((key) => key.startsWith("."));
  if (keys.length === 0) return ["."];
  return keys.flatMap((key) => {
    if (!key.includes("*")) return key.endsWith(".json") || key.endsWith(".css") ? [] : [key];
    const target = firstTarget(exports[key]);
    if (target === undefined) return [];
    const [before = "", after = ""] = target.replace(/^\.\//u, "").split("*");
    const matching = files([`${before}**/*${after}`]).slice(0, MOST);
    return matching.map((file) => key.replace("*", file.slice(before.length, file.length - after.length)));
  });
}

function firstTarget(entry) {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null) return undefined;
  for (const key of ["types", "import", "default", ...Object.keys(entry)]) {
    const target = firstTarget(entry[key]);
    if (target !== undefined) return target;
  }
  return undefined;
}
