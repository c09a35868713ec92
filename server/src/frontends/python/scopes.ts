import type { FuncBuilder } from "../../ir/builder.ts";
import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import {
  type Captured,
  childIn,
  firstNamed,
  homeOf,
  kindOf,
  type Lowering,
  namedChildren,
  nextOf,
  type Scope,
  textOf,
} from "./lowering.ts";
import { K } from "./syntax.ts";

export function newScope(
  kind: Scope["kind"],
  parent: Scope | undefined,
  fn: FuncBuilder,
  qual: string,
): Scope {
  return {
    kind,
    parent,
    fn,
    qual,
    vars: new Map(),
    captured: new Map(),
    globals: new Set(),
    nonlocals: new Set(),
    quals: new Map(),
    defaults: false,
  };
}

/** A scope inside the current function, for the variables of a comprehension. */
export function blockScope(c: Lowering): Scope {
  const scope = newScope("block", c.scope, c.fn, "");
  scope.captured = c.scope.captured;
  return scope;
}

/** Declares every name that the body binds, after `global` and `nonlocal` took theirs. */
export function declareNames(c: Lowering, scope: Scope, body: number): void {
  const names = new Set<string>();
  if (body >= 0) collect(c, scope, body, names);
  for (const name of names) {
    if (!scope.globals.has(name) && !scope.nonlocals.has(name) && !scope.vars.has(name))
      scope.vars.set(name, scope.fn.variable());
  }
  if (scope.kind !== "module") {
    const module = moduleOf(scope);
    for (const name of scope.globals) if (!module.vars.has(name)) module.vars.set(name, module.fn.variable());
  }
}

function collect(c: Lowering, scope: Scope, body: number, names: Set<string>): void {
  const { f } = c.syntax;
  const end = nextOf(c, body);
  const inClass = scope.kind === "class";
  for (let i = body + 1; i < end; ) {
    switch (kindOf(c, i)) {
      case K.function_definition:
      case K.class_definition: {
        const name = childIn(c, i, f.name);
        if (name >= 0) names.add(textOf(c, name));
        i = nextOf(c, i);
        continue;
      }
      case K.lambda:
      case K.string:
      case K.type:
        i = nextOf(c, i);
        continue;
      case K.assignment:
        // An annotation alone is a field of the class, not an attribute of it.
        if (!inClass || childIn(c, i, f.right) >= 0) targetNames(c, childIn(c, i, f.left), names);
        break;
      case K.augmented_assignment:
      case K.for_statement:
        targetNames(c, childIn(c, i, f.left), names);
        break;
      case K.named_expression: {
        const name = childIn(c, i, f.name);
        if (name >= 0) names.add(textOf(c, name));
        break;
      }
      case K.as_pattern_target:
        targetNames(c, firstNamed(c, i), names);
        break;
      case K.import_statement:
      case K.import_from_statement:
        importedNames(c, i, names);
        i = nextOf(c, i);
        continue;
      case K.global_statement:
        for (const name of namedChildren(c, i))
          if (scope.kind !== "module") scope.globals.add(textOf(c, name));
        break;
      case K.nonlocal_statement:
        for (const name of namedChildren(c, i))
          if (scope.kind === "function") scope.nonlocals.add(textOf(c, name));
        break;
      case K.case_pattern:
        captureNames(c, i, names);
        i = nextOf(c, i);
        continue;
    }
    i++;
  }
}

/** Names that a target binds; those inside `a.b` and `a[b]` are only read. */
export function targetNames(c: Lowering, target: number, names: Set<string>): void {
  if (target < 0) return;
  const end = nextOf(c, target);
  for (let i = target; i < end; ) {
    const kind = kindOf(c, i);
    if (kind === K.identifier) names.add(textOf(c, i));
    if (kind === K.attribute || kind === K.subscript || kind === K.call) i = nextOf(c, i);
    else i++;
  }
}

function importedNames(c: Lowering, node: number, names: Set<string>): void {
  const { f } = c.syntax;
  for (const child of namedChildren(c, node)) {
    if (c.tree.field[child] !== f.name) continue;
    const alias = kindOf(c, child) === K.aliased_import ? childIn(c, child, f.alias) : -1;
    const bound = alias >= 0 ? alias : firstNamed(c, child);
    if (bound >= 0) names.add(textOf(c, bound));
  }
}

function captureNames(c: Lowering, pattern: number, names: Set<string>): void {
  const end = nextOf(c, pattern);
  for (let i = pattern; i < end; ) {
    const kind = kindOf(c, i);
    if (kind === K.class_pattern) {
      // Its first child names the class.
      const cls = firstNamed(c, i);
      i = cls < 0 ? i + 1 : nextOf(c, cls);
    } else if (kind === K.keyword_pattern) {
      const key = firstNamed(c, i);
      i = key < 0 ? i + 1 : nextOf(c, key);
    } else if (kind === K.dotted_name) {
      const parts = namedChildren(c, i);
      if (parts.length === 1) names.add(textOf(c, i));
      i = nextOf(c, i);
    } else {
      if (kind === K.identifier) names.add(textOf(c, i));
      i++;
    }
  }
}

function moduleOf(scope: Scope): Scope {
  let s = scope;
  while (s.parent !== undefined) s = s.parent;
  return s;
}

/** The scope that binds a name as seen from the current one; undefined for module-level and unknown names. */
function ownerOf(from: Scope, name: string): Scope | undefined {
  let deferred = from.defaults ? from.parent : undefined;
  for (let s: Scope | undefined = from; s !== undefined; s = s.parent) {
    if (s.globals.has(name)) return undefined;
    if (s.kind === "class" && s.fn !== from.fn && s !== deferred) continue;
    if (s.vars.has(name)) return s.kind === "module" && s.fn !== from.fn ? undefined : s;
    if (s.kind === "block" && s.defaults) deferred = s.parent;
  }
  return undefined;
}

/** True when no scope of the file but possibly the module binds the name. */
export function isFree(c: Lowering, name: string): boolean {
  return ownerOf(c.scope, name) === undefined && !moduleOf(c.scope).vars.has(name);
}

export function readName(c: Lowering, name: string, start: number, end: number): Reg {
  const own = c.scope.vars.get(name);
  if (own !== undefined) return own;
  const owner = ownerOf(c.scope, name);
  if (owner === undefined) return c.fn.value(Op.global, c.file.sym(name), -1, -1, start, end);
  if (owner.fn === c.fn) return owner.vars.get(name) ?? -1;
  return capture(homeFor(c), owner, name).reg;
}

/** Binds a name in the current function (comprehension variables only when the comprehension declared them). */
export function writeName(c: Lowering, name: string, value: Reg, start: number, end: number): void {
  for (let s: Scope | undefined = c.scope; s !== undefined; s = s.parent) {
    const home = s.kind !== "block" || s.defaults;
    if (home && s.globals.has(name)) {
      c.fn.row(Op.setGlobal, -1, c.file.sym(name), value, -1, start, end);
      return;
    }
    if (home && s.nonlocals.has(name)) {
      const owner = ownerOf(s, name);
      if (owner !== undefined && owner.fn !== c.fn) {
        const captured = capture(s, owner, name);
        captured.markWritten();
        c.fn.move(captured.reg, value, start, end);
        return;
      }
    }
    let reg = s.vars.get(name);
    if (reg === undefined && home) {
      reg = c.fn.variable();
      s.vars.set(name, reg);
    }
    if (reg !== undefined) {
      c.fn.move(reg, value, start, end);
      return;
    }
  }
}

/** The scope of the function that rows go to; default values run in the function whose defaults they are. */
function homeFor(c: Lowering): Scope {
  let s = c.scope;
  while (s.kind === "block" && !s.defaults && s.parent !== undefined) s = s.parent;
  return s;
}

function capture(home: Scope, owner: Scope, name: string): Captured {
  const known = home.captured.get(name);
  if (known !== undefined && known.owner === owner) return known;
  let enclosing = home.parent ?? owner;
  while (enclosing.kind === "block" && !enclosing.defaults && enclosing.parent !== undefined)
    enclosing = enclosing.parent;
  const above = enclosing.fn === owner.fn ? undefined : capture(enclosing, owner, name);
  const reg = home.fn.capture(above?.reg ?? owner.vars.get(name) ?? 0);
  const entry = home.fn.ir.captures[home.fn.ir.captures.length - 1];
  const captured: Captured = {
    owner,
    reg,
    markWritten: () => {
      if (entry !== undefined) entry.written = true;
      above?.markWritten();
    },
  };
  home.captured.set(name, captured);
  return captured;
}

/** The names that other code reads from a module or class, in the order in which they were declared. */
export function publishNames(scope: Scope): void {
  for (const [name, reg] of scope.vars) scope.fn.ir.names.push({ name, reg });
}

/** Runs `body` with another function and scope as the current ones. */
export function within(c: Lowering, scope: Scope, body: () => void): void {
  const { fn, scope: outer, blocks } = c;
  c.fn = scope.fn;
  c.scope = scope;
  c.blocks = -1;
  body();
  c.fn = fn;
  c.scope = outer;
  c.blocks = blocks;
}

/** Runs `body` in a scope of the same function. */
export function inBlock(c: Lowering, scope: Scope, body: () => void): void {
  const outer = c.scope;
  c.scope = scope;
  body();
  c.scope = outer;
}

/** Whether the current code stands directly in a class body. */
export function inClass(c: Lowering): boolean {
  return homeOf(c.scope).kind === "class";
}
