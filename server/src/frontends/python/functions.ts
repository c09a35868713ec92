import { Op } from "../../ir/ops.ts";
import {
  type ClassIR,
  FuncFlag,
  type FuncKind,
  type ParamKind,
  type Reg,
  type TypeExpr,
} from "../../ir/types.ts";
import {
  childIn,
  childOf,
  endOf,
  enter,
  firstNamed,
  homeOf,
  kindOf,
  type Lowering,
  namedChildren,
  qualify,
  startOf,
  textOf,
} from "./lowering.ts";
import { declareNames, newScope, publishNames, within, writeName } from "./scopes.ts";
import { K, T } from "./syntax.ts";
import { assignTarget } from "./targets.ts";
import { literalText } from "./texts.ts";
import { settingsOf, typeOf } from "./types.ts";

/** Decorators that are properties of a member and leave nothing to call. */
const memberFlags: ReadonlyMap<string, number> = new Map([
  ["staticmethod", FuncFlag.static],
  ["classmethod", FuncFlag.classMethod],
  ["property", FuncFlag.getter],
  ["cached_property", FuncFlag.getter],
  ["functools.cached_property", FuncFlag.getter],
  ["abc.abstractproperty", FuncFlag.getter | FuncFlag.abstract],
  ["abstractmethod", FuncFlag.abstract],
  ["abc.abstractmethod", FuncFlag.abstract],
]);
const overloads = new Set(["overload", "typing.overload", "t.overload", "typing_extensions.overload"]);

interface Member {
  flags: number;
  /** `@x.deleter`, `@x.setter`: the name keeps its getter. */
  role: "plain" | "setter" | "deleter";
}

/** A function or class with what decorates it. */
export function lowerDefinition(c: Lowering, node: number): void {
  const { f } = c.syntax;
  if (!enter(c, node)) return;
  const decorated = kindOf(c, node) === K.decorated_definition;
  const definition = decorated ? childIn(c, node, f.definition) : node;
  const decorators = decorated ? namedChildren(c, node).filter((n) => kindOf(c, n) === K.decorator) : [];
  if (definition >= 0) {
    if (kindOf(c, definition) === K.class_definition) defineClass(c, definition, decorators);
    else defineFunction(c, definition, decorators);
  }
  c.depth--;
}

function defineFunction(c: Lowering, node: number, decorators: readonly number[]): void {
  const { f } = c.syntax;
  const nameNode = childIn(c, node, f.name);
  const name = nameNode < 0 ? "" : textOf(c, nameNode);
  const start = startOf(c, node);
  const end = endOf(c, node);
  const home = homeOf(c.scope);
  const isMember = home.kind === "class";
  const member: Member = { flags: 0, role: "plain" };
  const applied: { reg: Reg; node: number }[] = [];
  for (const decorator of decorators) {
    const expression = firstNamed(c, decorator);
    if (expression < 0) continue;
    const kind = kindOf(c, expression);
    if (kind === K.identifier || kind === K.attribute) {
      const path = textOf(c, expression);
      if (overloads.has(path)) return;
      if (isMember && readMemberFlag(path, name, member)) continue;
    }
    applied.push({ reg: c.part.expression(c, expression), node: decorator });
  }
  let flags = member.flags | (member.role === "setter" ? FuncFlag.setter : 0);
  if (isMember && name === "__init__") flags |= FuncFlag.ctor;
  if (home.kind === "module" && !name.startsWith("_")) flags |= FuncFlag.exported;
  let value = closure(c, node, name, nameNode < 0 ? node : nameNode, isMember ? "method" : "function", flags);
  for (const { reg, node: at } of applied.reverse()) {
    value = c.fn.value(Op.decorate, value, reg, -1, startOf(c, at), endOf(c, at));
  }
  if (member.role === "plain") {
    if (name !== "") writeName(c, name, value, start, end);
  } else if (member.role === "setter") {
    const reg = c.fn.variable();
    c.fn.move(reg, value, start, end);
    c.fn.ir.names.push({ name, reg });
  }
}

function readMemberFlag(path: string, name: string, member: Member): boolean {
  const flag = memberFlags.get(path);
  if (flag !== undefined) {
    member.flags |= flag;
    return true;
  }
  if (path === `${name}.setter`) member.role = "setter";
  else if (path === `${name}.deleter`) member.role = "deleter";
  else if (path === `${name}.getter`) member.flags |= FuncFlag.getter;
  else return false;
  return true;
}

/** Lowers a function's code and makes the closure in the current function. */
function closure(
  c: Lowering,
  node: number,
  name: string,
  nameNode: number,
  kind: FuncKind,
  flags: number,
): Reg {
  const { f } = c.syntax;
  const cls = kind === "method" ? homeOf(c.scope).fn.ir.cls : -1;
  const qual = qualify(c, name);
  const fn = c.file.func({
    name,
    qual,
    kind,
    parent: c.fn.index,
    cls,
    start: startOf(c, nameNode),
    end: endOf(c, nameNode),
  });
  fn.ir.flags = flags | (childOf(c, node, T.async) >= 0 ? FuncFlag.async : 0);
  const outer = c.scope;
  const scope = newScope("function", outer, fn, qual);
  const body = childIn(c, node, f.body);
  within(c, scope, () => {
    const params = lowerParameters(
      c,
      childIn(c, node, f.parameters),
      kind === "method" && (flags & FuncFlag.static) === 0,
    );
    for (const [param, reg] of params.named) scope.vars.set(param, reg);
    declareNames(c, scope, body);
    const defaults = newScope("block", outer, fn, "");
    defaults.defaults = true;
    defaults.captured = scope.captured;
    for (const { reg, value } of params.defaults) {
      c.scope = defaults;
      const from = c.part.expression(c, value);
      c.scope = scope;
      fn.row(Op.dflt, reg, from, -1, -1, startOf(c, value), endOf(c, value));
    }
    for (const { reg, target } of params.patterns) assignTarget(c, target, reg);
    const returns = childIn(c, node, f.return_type);
    if (returns >= 0) fn.ir.returnType = typeOf(c, returns);
    if (body < 0) return;
    if (kind === "lambda") {
      fn.row(Op.return, -1, c.part.expression(c, body), -1, -1, startOf(c, body), endOf(c, body));
      return;
    }
    const doc = docstring(c, body);
    if (doc !== undefined) fn.ir.doc = doc;
    if (kind === "method" && isDeclaration(c, body)) fn.ir.flags |= FuncFlag.abstract;
    c.part.block(c, body);
  });
  fn.finish();
  return c.fn.value(Op.func, fn.index, -1, -1, startOf(c, node), endOf(c, node));
}

/** A body of `...`, as in a protocol: it says that there is such a method, not what it does. */
function isDeclaration(c: Lowering, body: number): boolean {
  const statements = namedChildren(c, body).filter((n) => kindOf(c, n) !== K.comment);
  const last = statements.at(-1);
  if (last === undefined || statements.length > 2 || kindOf(c, last) !== K.expression_statement) return false;
  const isEllipsis = (n: number): boolean => n >= 0 && kindOf(c, n) === K.ellipsis;
  return isEllipsis(firstNamed(c, last)) && (statements.length === 1 || docstring(c, body) !== undefined);
}

export function lowerLambda(c: Lowering, node: number): Reg {
  return closure(c, node, "<lambda>", node, "lambda", 0);
}

interface Parameters {
  named: [string, Reg][];
  defaults: { reg: Reg; value: number }[];
  patterns: { reg: Reg; target: number }[];
}

function lowerParameters(c: Lowering, list: number, hasReceiver: boolean): Parameters {
  const { f } = c.syntax;
  const out: Parameters = { named: [], defaults: [], patterns: [] };
  if (list < 0) return out;
  let plain: ParamKind = "pos";
  let first = hasReceiver;
  for (const node of namedChildren(c, list)) {
    const kind = kindOf(c, node);
    if (kind === K.positional_separator) continue;
    if (kind === K.keyword_separator) {
      plain = "key";
      continue;
    }
    const hasDefault = kind === K.default_parameter || kind === K.typed_default_parameter;
    let nameNode = hasDefault
      ? childIn(c, node, f.name)
      : kind === K.typed_parameter
        ? firstNamed(c, node)
        : node;
    if (nameNode < 0) continue;
    let paramKind: ParamKind = plain as ParamKind;
    const form = kindOf(c, nameNode);
    if (form === K.list_splat_pattern || form === K.dictionary_splat_pattern) {
      paramKind = form === K.list_splat_pattern ? "rest" : "restKey";
      plain = "key";
      nameNode = firstNamed(c, nameNode);
      if (nameNode < 0) continue;
    }
    if (first && paramKind === "pos") paramKind = "this";
    first = false;
    const reg = c.fn.variable();
    const isName = kindOf(c, nameNode) === K.identifier || kindOf(c, nameNode) === K.keyword_identifier;
    const name = isName ? textOf(c, nameNode) : "";
    const typeNode = childIn(c, node, f.type);
    const type: TypeExpr | undefined = typeNode < 0 ? undefined : typeOf(c, typeNode);
    const value = hasDefault ? childIn(c, node, f.value) : -1;
    c.fn.param({
      name,
      kind: paramKind,
      reg,
      optional: hasDefault,
      ...(type === undefined ? {} : { type }),
      ...settingsOf(c, [typeNode, value]),
    });
    if (isName) out.named.push([name, reg]);
    else if (kindOf(c, nameNode) === K.tuple_pattern) out.patterns.push({ reg, target: nameNode });
    if (value >= 0) out.defaults.push({ reg, value });
  }
  return out;
}

function defineClass(c: Lowering, node: number, decorators: readonly number[]): void {
  const { f } = c.syntax;
  const nameNode = childIn(c, node, f.name);
  const name = nameNode < 0 ? "" : textOf(c, nameNode);
  const start = startOf(c, node);
  const end = endOf(c, node);
  const applied: { reg: Reg; node: number }[] = [];
  for (const decorator of decorators)
    applied.push({ reg: c.part.expression(c, firstNamed(c, decorator)), node: decorator });
  const { bases, types } = lowerBases(c, childIn(c, node, f.superclasses));
  const qual = qualify(c, name);
  const head = {
    start: startOf(c, nameNode < 0 ? node : nameNode),
    end: endOf(c, nameNode < 0 ? node : nameNode),
  };
  const { classes } = c.file.ir;
  const body = c.file.func({
    name,
    qual,
    kind: "classBody",
    parent: c.fn.index,
    cls: classes.length,
    ...head,
  });
  const exported = homeOf(c.scope).kind === "module" && !name.startsWith("_");
  const index = c.file.class({ name, qual, body: body.index, bases: types, fields: [], exported, ...head });
  const scope = newScope("class", c.scope, body, qual);
  const block = childIn(c, node, f.body);
  within(c, scope, () => {
    declareNames(c, scope, block);
    if (block < 0) return;
    const doc = docstring(c, block);
    if (doc !== undefined) body.ir.doc = doc;
    c.part.block(c, block);
  });
  publishNames(scope);
  body.finish();
  if (types.some((type) => type.kind === "name" && /^(typing(_extensions)?\.)?Protocol$/.test(type.path)))
    (classes[index] as ClassIR).contract = c.file.ir.funcs
      .filter((func) => func.cls === index && func.kind === "method" && !func.name.startsWith("__"))
      .map((func) => func.name);
  let value = c.fn.value(Op.class, index, -1, c.fn.list([bases.length, ...bases]), start, end);
  for (const { reg, node: at } of applied.reverse()) {
    value = c.fn.value(Op.decorate, value, reg, -1, startOf(c, at), endOf(c, at));
  }
  if (name !== "") writeName(c, name, value, start, end);
}

function lowerBases(c: Lowering, list: number): { bases: Reg[]; types: TypeExpr[] } {
  const { f } = c.syntax;
  const bases: Reg[] = [];
  const types: TypeExpr[] = [];
  if (list < 0) return { bases, types };
  for (const child of namedChildren(c, list)) {
    const kind = kindOf(c, child);
    if (kind === K.keyword_argument) c.part.expression(c, childIn(c, child, f.value));
    if (kind === K.keyword_argument || kind === K.dictionary_splat || kind === K.list_splat) continue;
    // A base with type arguments is the class itself.
    const value = kind === K.subscript ? childIn(c, child, f.value) : child;
    bases.push(c.part.expression(c, value));
    types.push(typeOf(c, child));
  }
  return { bases, types };
}

/** First paragraph of the docstring that opens a body. */
function docstring(c: Lowering, block: number): string | undefined {
  const statement = firstNamed(c, block);
  if (statement < 0 || kindOf(c, statement) !== K.expression_statement) return undefined;
  const text = firstNamed(c, statement);
  const literal = text < 0 ? undefined : literalText(c, text);
  if (literal === undefined) return undefined;
  const lines: string[] = [];
  for (const line of literal.slice(0, 4096).trim().split("\n")) {
    if (line.trim() === "") break;
    lines.push(line.trim());
  }
  return lines.join(" ");
}
