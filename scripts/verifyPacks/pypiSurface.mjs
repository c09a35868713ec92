// What a Python package offers, from the index of its files: names, classes with their bases, members, signatures.
import { dottedNames, isBuiltinBase, isPlainBase } from "./pythonNames.mjs";

/**
 * Entities: a module, a class, an instance of a class, a function (bound to an instance, or free), a value whose type is
 * written down somewhere. `open` in an answer says that something on the way could not be followed.
 */
export class PypiSurface {
  /** Arguments have names, and what is inside of one is not looked into. */
  keywords = true;
  /** Import roots that were needed and not there: the caller may add them and ask again. */
  wanted = new Set();
  modules = new Map();
  #names = new Map();
  #members = new Set();
  #callables = new Map();
  #roots;

  /** `roots` are the modules of the pack; `indexes` what signatures.py printed, the package's own first. */
  constructor(roots, indexes) {
    this.#roots = roots;
    for (const [i, index] of indexes.entries()) {
      for (const [name, module] of Object.entries(index.modules)) {
        if (!this.modules.has(name)) this.modules.set(name, { ...module, name });
        this.#addNames(this.modules.get(name), i === 0);
      }
    }
    this.packages = new Set([...this.modules.keys()].flatMap((name) => prefixesOf(name)));
  }

  /** Entities that a path below an import root names; those of the root itself before those of its submodules. */
  find(path) {
    const key = path.join(".");
    const known = this.#names.get(key);
    if (known) return known;
    const found = [];
    const own = [...this.modules.values()].filter((module) => this.#isBelowRoot(module.name));
    const isRoot = (module) => this.#roots.includes(module.name);
    for (const module of [...own.filter(isRoot), ...own.filter((module) => !isRoot(module))]) {
      if (found.length > 0 && !isRoot(module)) break;
      found.push(...this.#inModule(module, path));
    }
    if (found.length === 0) for (const module of own) found.push(...this.#inModule(module, path, true));
    this.#names.set(key, found);
    return found;
  }

  #inModule(module, path, deep = false) {
    if (!deep && !this.#roots.includes(module.name) && !this.#mentions(module, path[0])) return [];
    let reached = this.#name(module.name, path[0] ?? "");
    for (const step of path.slice(1)) reached = reached.flatMap((entity) => this.member(entity, step).found);
    return reached;
  }

  #mentions(module, name) {
    const { classes, functions, values, imports } = module;
    return (
      [classes, functions, values, imports].some((table) => Object.hasOwn(table, name)) ||
      this.modules.has(`${module.name}.${name}`)
    );
  }

  #isBelowRoot(name) {
    return this.#roots.some((root) =>
      root.endsWith("*") ? name.startsWith(root.slice(0, -1)) : name === root || name.startsWith(`${root}.`),
    );
  }

  /** What an entity gives where a pack writes a type for it: a class its instances, a function its results. */
  instances(entity) {
    if (entity.kind === "class") return [{ kind: "instance", of: entity }];
    if (entity.kind === "function") return this.results(entity);
    if (entity.kind === "value") {
      const held = this.#held(entity);
      return held.flatMap((each) => (each.kind === "class" ? this.instances(each) : [each]));
    }
    return [entity];
  }

  /** A member of an entity: what it can be, and whether that is all that can be said. */
  member(entity, name) {
    if (entity.kind === "module") return { found: this.#name(entity.name, name), open: false };
    if (entity.kind === "value") {
      const held = this.#held(entity);
      return held.length === 0 ? { found: [], open: true } : this.#union(held, name);
    }
    if (entity.kind === "function") {
      const results = isPlain(entity) ? [] : this.results(entity);
      return results.length > 0 ? this.#union(results, name) : { found: [], open: !isPlain(entity) };
    }
    const owner = entity.kind === "instance" ? entity.of : entity;
    const { classes, open } = this.lineage(owner);
    for (const each of classes) {
      const own = this.#ownMember(each, name, entity);
      if (own) return { found: [own], open: false };
    }
    const dynamic = classes.some((each) => each.body.methods.__getattr__ || each.body.metaclass);
    return { found: [], open: open || dynamic };
  }

  #union(entities, name) {
    const answers = entities.map((each) => this.member(each, name));
    return { found: answers.flatMap((each) => each.found), open: answers.some((each) => each.open) };
  }

  #ownMember(owner, name, receiver) {
    const { methods, attributes, classes } = owner.body;
    const from = { module: owner.module, owner };
    if (Object.hasOwn(methods, name)) {
      const bound = receiver.kind === "instance" ? receiver : { kind: "instance", of: owner };
      return { kind: "function", name, signatures: methods[name], self: bound, ...from };
    }
    if (Object.hasOwn(attributes, name)) return { kind: "value", value: attributes[name], ...from };
    if (Object.hasOwn(classes, name))
      return { kind: "class", name, module: owner.module, body: classes[name] };
    return undefined;
  }

  /** A class and its bases, nearest first; `open` where a base could not be found. */
  lineage(entity) {
    const classes = [entity];
    let open = false;
    for (let i = 0; i < classes.length && i < 60; i++) {
      for (const base of classes[i].body.bases) {
        if (isPlainBase(base)) continue;
        if (isBuiltinBase(base)) {
          open = true;
          continue;
        }
        const found = this.#dotted(classes[i].module, base).flatMap((each) =>
          each.kind === "value" ? this.#held(each) : [each],
        );
        const parents = found.filter((each) => each.kind === "class");
        if (parents.length === 0) open = true;
        for (const parent of parents)
          if (!classes.some((each) => each.body === parent.body)) classes.push(parent);
      }
    }
    return { classes, open };
  }

  /** What calling an entity gives; empty where nobody wrote it down. */
  results(entity) {
    if (entity.kind === "class") return [{ kind: "instance", of: entity }];
    if (entity.kind === "value") return this.#held(entity).flatMap((each) => this.results(each));
    if (entity.kind === "instance") {
      return this.member(entity, "__call__").found.flatMap((each) => this.results(each));
    }
    if (entity.kind !== "function") return [];
    return entity.signatures.flatMap((signature) => {
      const typed = this.#annotated(entity, signature.returns);
      if (typed.length > 0) return typed;
      return signature.gives.flatMap((given) => this.#origin(entity, given));
    });
  }

  /** What iterating (or entering) an instance gives. */
  element(entity, methods = ["__iter__", "__aiter__", "__next__", "__anext__", "__getitem__"]) {
    return methods.flatMap((name) => this.member(entity, name).found.flatMap((each) => this.results(each)));
  }

  /** What `with … as x` binds. */
  entered(entity) {
    return this.element(entity, ["__enter__", "__aenter__"]);
  }

  /** What a function given as this argument is called with, as far as its annotation says. */
  callbackParameters(entity, argument) {
    return this.#signatures(entity).signatures.flatMap((signature) => {
      const { head } = argument;
      const name = typeof head === "number" ? positional(signature, entity)[head] : head;
      return this.#annotated(entity, signature.types[name]);
    });
  }

  /** "yes", "no" or "open": whether calls of an entity take the argument. */
  accepts(entity, argument) {
    const { signatures, fields, open } = this.#signatures(entity);
    const { head } = argument;
    if (head === "this" || head === "*") return "yes";
    if (typeof head === "string" && fields.has(head)) return "yes";
    if (signatures.some((signature) => takes(signature, positional(signature, entity), head))) return "yes";
    if (typeof head === "number" && fields.size > head) return "yes";
    return open ? "open" : "no";
  }

  /** Names of arguments, for a hint. */
  argumentNames(entity) {
    const { signatures, fields } = this.#signatures(entity);
    return [...fields, ...signatures.flatMap((each) => [...each.positional, ...each.keywords])];
  }

  memberNames(entity) {
    if (entity.kind === "module") return this.exportedNames();
    const owner = entity.kind === "instance" ? entity.of : entity;
    if (owner.kind !== "class") return [];
    return this.lineage(owner).classes.flatMap(({ body }) => [
      ...Object.keys(body.methods),
      ...Object.keys(body.attributes),
    ]);
  }

  exportedNames() {
    return [...this.#members];
  }

  identity(entity) {
    if (entity.kind === "instance") return entity.of.body;
    return entity.body ?? entity.signatures ?? entity.value ?? entity.name;
  }

  /** Methods and functions of this name, whosever they are. */
  named(name) {
    return this.#callables.get(name) ?? [];
  }

  /** Some class or module of the package has a member of this name. */
  hasName(name) {
    return this.#members.has(name);
  }

  #signatures(entity) {
    const fields = new Set();
    if (entity.kind === "function") {
      return { signatures: entity.signatures, fields, open: !isPlain(entity) };
    }
    if (entity.kind === "value") {
      const all = this.#held(entity).map((each) => this.#signatures(each));
      const known = all.flatMap((each) => each.signatures);
      return {
        signatures: known,
        fields: new Set(all.flatMap((each) => [...each.fields])),
        open: known.length === 0 || all.some((each) => each.open),
      };
    }
    if (entity.kind === "instance") {
      const calls = this.member(entity, "__call__");
      return { signatures: calls.found.flatMap((each) => each.signatures ?? []), fields, open: calls.open };
    }
    if (entity.kind !== "class") return { signatures: [], fields, open: true };
    const { classes, open } = this.lineage(entity);
    const signatures = [];
    for (const { body } of classes) {
      for (const name of ["__init__", "__new__"]) signatures.push(...(body.methods[name] ?? []));
      for (const [name, value] of Object.entries(body.attributes)) {
        if (value.field) for (const each of [name, ...(value.aliases ?? [])]) fields.add(each);
      }
    }
    return { signatures, fields, open };
  }

  /** Classes and functions that a value holds: by its annotation, else by what it was made with. */
  #held(entity, seen = new Set()) {
    const { value } = entity;
    if (seen.has(value) || seen.size > 12) return [];
    seen.add(value);
    const typed = this.#annotated(entity, value.type);
    if (typed.length > 0) return typed;
    return (value.from ?? []).flatMap((given) => this.#origin(entity, given, seen));
  }

  #origin(from, given, seen) {
    if (given.startsWith(":")) return this.#annotated(from, given.slice(1));
    const isCall = given.endsWith("()");
    const name = isCall ? given.slice(0, -2) : given;
    let reached;
    if (name === "self" || name.startsWith("self.")) {
      const self = from.self ?? (from.owner && { kind: "instance", of: from.owner });
      reached = self ? [self] : [];
      for (const step of name.split(".").slice(1)) {
        reached = reached.flatMap((entity) => this.member(entity, step).found);
      }
    } else reached = this.#dotted(from.module, name);
    return reached.flatMap((entity) => {
      if (isCall) return seen && entity.kind === "function" && seen.size > 6 ? [] : this.results(entity);
      return entity.kind === "value" ? this.#held(entity, seen ?? new Set()) : [entity];
    });
  }

  /** Instances of the classes that an annotation names, whatever is around them. */
  #annotated(from, annotation) {
    if (!annotation) return [];
    const out = [];
    for (const name of dottedNames(annotation)) {
      if (name === "Self" || name.endsWith(".Self")) {
        const self = from.self ?? (from.owner && { kind: "instance", of: from.owner });
        if (self) out.push(self);
        continue;
      }
      for (const entity of this.#dotted(from.module, name)) {
        if (entity.kind === "class") out.push({ kind: "instance", of: entity });
        else if (entity.kind === "value" && entity.value.type === null) {
          // An alias of types: `Message = Union[A, B]` has no callee, `T = TypeVar("T", bound=X)` is followed nowhere.
          for (const held of this.#held(entity))
            if (held.kind === "class") out.push({ kind: "instance", of: held });
        }
      }
    }
    return out.slice(0, 24);
  }

  #dotted(module, dotted) {
    const [first, ...rest] = dotted.split(".");
    let reached = this.#name(module, first ?? "");
    for (const step of rest) reached = reached.flatMap((entity) => this.member(entity, step).found);
    return reached;
  }

  /** What a name is inside of a module. */
  #name(moduleName, name, seen = new Set()) {
    const key = `${moduleName}:${name}`;
    if (seen.has(key) || seen.size > 40) return [];
    seen.add(key);
    const module = this.modules.get(moduleName);
    const child = `${moduleName}.${name}`;
    const submodule = this.packages.has(child) ? [{ kind: "module", name: child }] : [];
    if (!module) return submodule;
    const at = { module: moduleName };
    const out = [];
    if (Object.hasOwn(module.classes, name))
      out.push({ kind: "class", name, body: module.classes[name], ...at });
    if (Object.hasOwn(module.functions, name)) {
      out.push({ kind: "function", name, signatures: module.functions[name], ...at });
    }
    if (Object.hasOwn(module.values, name))
      out.push({ kind: "value", name, value: module.values[name], ...at });
    if (Object.hasOwn(module.imports, name)) {
      const [base, imported] = module.imports[name];
      out.push(...this.#imported(base, imported, seen));
    }
    // A star that follows an import binds the name anew (`from ._patch import *`).
    if (out.length > 0) {
      // `path = _path` after `from . import path as _path`: the value is the submodule.
      const isValue = out.every((entity) => entity.kind === "value");
      return [...this.#boundByStar(module, name), ...out, ...(isValue ? submodule : [])];
    }
    if (submodule.length > 0) return submodule;
    for (const star of module.stars) {
      const found = this.#imported(star, name, seen);
      if (found.length > 0) return found;
    }
    return module.lazy.includes(name) ? this.#anywhere(moduleName, name, seen) : [];
  }

  #boundByStar(module, name) {
    return module.stars.flatMap((star) => {
      const body = this.modules.get(star)?.classes[name];
      return body === undefined ? [] : [{ kind: "class", name, body, module: star }];
    });
  }

  #imported(base, name, seen) {
    const root = base.split(".")[0] ?? "";
    if (!this.packages.has(root)) {
      if (root !== "") this.wanted.add(base);
      return [];
    }
    if (name === null) return this.packages.has(base) ? [{ kind: "module", name: base }] : [];
    if (!this.packages.has(base)) this.wanted.add(base);
    return this.#name(base, name, seen);
  }

  /** A name that a module loads when asked for: wherever below the same root it is defined. */
  #anywhere(moduleName, name, seen) {
    for (const module of this.modules.values()) {
      if (!module.name.startsWith(`${moduleName}.`)) continue;
      if (Object.hasOwn(module.classes, name) || Object.hasOwn(module.functions, name)) {
        const found = this.#name(module.name, name, seen);
        if (found.length > 0) return found;
      }
    }
    const child = `${moduleName}.${name}`;
    if (this.packages.has(child)) return [{ kind: "module", name: child }];
    return [{ kind: "value", module: moduleName, value: { type: null, from: [] } }];
  }

  #addNames(module, isOwn) {
    const at = { module: module.name };
    const addCallable = (name, entity) =>
      isOwn && this.#callables.set(name, [...(this.#callables.get(name) ?? []), entity]);
    const addClass = (body, className) => {
      const owner = { kind: "class", name: className, body, ...at };
      for (const [name, signatures] of Object.entries(body.methods)) {
        const self = { kind: "instance", of: owner };
        addCallable(name, { kind: "function", name, signatures, self, owner, ...at });
      }
      for (const name of [...Object.keys(body.methods), ...Object.keys(body.attributes)])
        this.#members.add(name);
      for (const [name, inner] of Object.entries(body.classes)) addClass(inner, name);
    };
    for (const [name, body] of Object.entries(module.classes)) addClass(body, name);
    for (const [name, signatures] of Object.entries(module.functions)) {
      addCallable(name, { kind: "function", name, signatures, ...at });
    }
    for (const table of [module.classes, module.functions, module.values]) {
      for (const name of Object.keys(table)) this.#members.add(name);
    }
  }
}

/** A function whose decorators don't change what it takes. */
function isPlain(entity) {
  return entity.signatures.every(({ decorators }) => decorators.every((name) => PLAIN.test(name)));
}
const PLAIN =
  /(?:^|\.)(?:overload|staticmethod|classmethod|abstractmethod|override|final|required_args|deprecated|beta|experimental|setter)$/u;

/** Positional parameters as a caller counts them: without the receiver. */
function positional(signature, entity) {
  const first = signature.positional[0];
  const isBound =
    !signature.static &&
    (entity.self !== undefined ||
      entity.kind === "class" ||
      entity.kind === "instance" ||
      entity.kind === "value");
  return isBound && (first === "self" || first === "cls" || entity.self !== undefined || first === "_self")
    ? signature.positional.slice(1)
    : signature.positional;
}

function takes(signature, names, head) {
  if (typeof head === "number") return head < names.length || signature.rest !== null;
  if (head === "last") return names.length > 0 || signature.rest !== null;
  const from = /^(\d+)\+$/u.exec(head)?.[1];
  if (from !== undefined) return signature.rest !== null || names.length > Number(from);
  return names.includes(head) || signature.keywords.includes(head) || signature.options !== null;
}

function prefixesOf(name) {
  const parts = name.split(".");
  return parts.map((_, i) => parts.slice(0, i + 1).join("."));
}
