import { Op } from "../../ir/ops.ts";
import type { Reg, TypeExpr } from "../../ir/types.ts";
import { declareStatements, emitStatements, hoistFunctions, hoistVars, rootName } from "./blocks.ts";
import { interfaceClass } from "./classes.ts";
import { annotated, keyName } from "./expressions.ts";
import { constant, numberValue } from "./literals.ts";
import {
  childIn,
  endOf,
  firstPart,
  kindOf,
  type Lowering,
  namedValue,
  nextOf,
  nothing,
  partFrom,
  partsOf,
  type StatementTable,
  startOf,
  textOf,
} from "./lowering.ts";
import { assign } from "./patterns.ts";
import { inBlock, readName, resolve, writeName } from "./scopes.ts";
import { Kind } from "./syntax.ts";
import { typeExpr } from "./types.ts";

function variables(c: Lowering, node: number): void {
  const close = nextOf(c, node);
  for (let child = node + 1; child < close; child = nextOf(c, child)) {
    if (kindOf(c, child) === Kind.variable_declarator) variable(c, child);
  }
}

function variable(c: Lowering, node: number): void {
  const target = childIn(c, node, c.fields.name);
  const value = childIn(c, node, c.fields.value);
  const annotation = childIn(c, node, c.fields.type);
  if (target < 0) return;
  const type = annotation < 0 ? -1 : firstPart(c, annotation);
  if (value < 0) {
    const redeclared = kindOf(c, c.tree.parent[node] as number) === Kind.variable_declaration;
    if (!redeclared) assign(c, target, annotated(c, node, nothing(c, node), type));
    return;
  }
  const plain = kindOf(c, target) === Kind.identifier;
  const reg = plain ? namedValue(c, value, textOf(c, target)) : c.expression(value);
  assign(c, target, annotated(c, node, reg, type));
}

function classDeclaration(c: Lowering, node: number): void {
  const name = childIn(c, node, c.fields.name);
  const value = c.expression(node);
  if (name >= 0) writeName(c, textOf(c, name), value, startOf(c, name), endOf(c, name));
}

function enumeration(c: Lowering, node: number): void {
  const name = childIn(c, node, c.fields.name);
  const body = childIn(c, node, c.fields.body);
  if (name < 0 || body < 0) return;
  const entries: { key: Reg; value: Reg }[] = [];
  let counter = 0;
  for (const part of partsOf(c, body)) {
    const assigned = kindOf(c, part) === Kind.enum_assignment;
    const key = assigned ? childIn(c, part, c.fields.name) : part;
    const value = assigned ? childIn(c, part, c.fields.value) : -1;
    if (key < 0) continue;
    const at = constant(c, key, keyName(c, key));
    if (value < 0) entries.push({ key: at, value: constant(c, part, counter++) });
    else {
      if (kindOf(c, value) === Kind.number) counter = numberValue(textOf(c, value)) + 1;
      entries.push({ key: at, value: c.expression(value) });
    }
  }
  const record = c.fn.b.record(entries, startOf(c, node), endOf(c, node));
  writeName(c, textOf(c, name), record, startOf(c, name), endOf(c, name));
}

/** A namespace: its body runs in place, its exported names make a record. */
function namespace(c: Lowering, node: number): void {
  const name = childIn(c, node, c.fields.name);
  const body = childIn(c, node, c.fields.body);
  if (name < 0 || body < 0 || kindOf(c, name) === Kind.string) return;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const { b } = c.fn;
  const outer = c.exported;
  c.exported = [];
  const entries: { key: Reg; value: Reg }[] = [];
  inBlock(c, () => {
    hoistVars(c, body);
    declareStatements(c, body);
    hoistFunctions(c, body);
    emitStatements(c, body);
    for (const { name: key, local } of c.exported ?? []) {
      if (resolve(c, local) === undefined) continue;
      entries.push({ key: b.const(key, start, end), value: readName(c, local, start, end) });
    }
  });
  c.exported = outer;
  const root = rootName(c, name);
  let record = b.record(entries, start, end);
  const inner = textOf(c, name).split(".").slice(1).reverse();
  for (const part of inner)
    record = b.record([{ key: b.const(part.trim(), start, end), value: record }], start, end);
  if (!mergesWith(c, node, root)) {
    writeName(c, root, record, start, end);
    return;
  }
  // A namespace beside a function, class or namespace of its name adds members to that.
  const existing = readName(c, root, start, end);
  for (const entry of entries) b.row(Op.setIndex, -1, existing, entry.key, entry.value, start, end);
}

function mergesWith(c: Lowering, node: number, name: string): boolean {
  let top = node;
  const above = (): number => c.tree.parent[top] as number;
  while (kindOf(c, above()) === Kind.export_statement || kindOf(c, above()) === Kind.expression_statement)
    top = above();
  for (let child = above() + 1; child < top; child = nextOf(c, child)) {
    const inner = kindOf(c, child) === Kind.expression_statement ? firstPart(c, child) : child;
    const declared =
      kindOf(c, child) === Kind.export_statement ? childIn(c, child, c.fields.declaration) : inner;
    if (declared < 0) continue;
    const kind = kindOf(c, declared);
    const names =
      kind === Kind.function_declaration ||
      kind === Kind.class_declaration ||
      kind === Kind.enum_declaration ||
      kind === Kind.internal_module;
    const id = names ? childIn(c, declared, c.fields.name) : -1;
    if (id >= 0 && rootName(c, id) === name) return true;
  }
  return false;
}

function importAlias(c: Lowering, node: number): void {
  const name = firstPart(c, node);
  const target = name < 0 ? -1 : partFrom(c, node, nextOf(c, name));
  if (target < 0) return;
  writeName(c, textOf(c, name), c.expression(target), startOf(c, node), endOf(c, node));
}

function namedType(c: Lowering, node: number): void {
  const name = childIn(c, node, c.fields.name);
  const value = childIn(
    c,
    node,
    kindOf(c, node) === Kind.interface_declaration ? c.fields.body : c.fields.value,
  );
  if (name < 0 || value < 0) return;
  const cls = kindOf(c, node) === Kind.interface_declaration ? interfaceClass(c, node) : undefined;
  const type: TypeExpr = cls === undefined ? withBases(c, node, typeExpr(c, value)) : { kind: "class", cls };
  c.file.ir.typeNames.push({ name: textOf(c, name), type });
}

function withBases(c: Lowering, node: number, own: TypeExpr): TypeExpr {
  const clause = partsOf(c, node).find((part) => kindOf(c, part) === Kind.extends_type_clause);
  if (clause === undefined) return own;
  return { kind: "union", of: [own, ...partsOf(c, clause).map((part) => typeExpr(c, part))] };
}

/** `declare` makes no code; the types in it still have names. */
function ambient(c: Lowering, node: number): void {
  for (let at = node + 1; at < nextOf(c, node); at++) {
    const kind = kindOf(c, at);
    if (kind === Kind.interface_declaration || kind === Kind.type_alias_declaration) namedType(c, at);
  }
}

export const declarationStatements: StatementTable = {
  [Kind.lexical_declaration]: variables,
  [Kind.variable_declaration]: variables,
  [Kind.using_declaration]: variables,
  [Kind.class_declaration]: classDeclaration,
  [Kind.enum_declaration]: enumeration,
  [Kind.internal_module]: namespace,
  [Kind.import_alias]: importAlias,
  [Kind.interface_declaration]: namedType,
  [Kind.type_alias_declaration]: namedType,
  [Kind.ambient_declaration]: ambient,
  [Kind.function_signature]: () => {},
  // Emitted when their block was entered.
  [Kind.function_declaration]: () => {},
  [Kind.generator_function_declaration]: () => {},
};
