import { Op } from "../../ir/ops.ts";
import { type FieldIR, FuncFlag, type Reg, type TypeExpr } from "../../ir/types.ts";
import { emitBlock } from "./blocks.ts";
import { keyName } from "./expressions.ts";
import { isExported, isField, lowerFunction } from "./functions.ts";
import {
  childIn,
  childOf,
  type ExpressionTable,
  endOf,
  firstPart,
  hasChild,
  kindOf,
  type Lowering,
  namedValue,
  partsOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { bind, inBlock, inFunction, newFuncScope, qualOf } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";
import { typeExpr, typeOfField } from "./types.ts";

/** Lowers a class and returns its value. */
function classValue(c: Lowering, node: number): Reg {
  const hint = c.nameHint;
  c.nameHint = undefined;
  const nameNode = childIn(c, node, c.fields.name);
  const name = nameNode >= 0 ? textOf(c, nameNode) : hint === undefined || hint === "" ? "<class>" : hint;
  const decorators = evaluateDecorators(c, decoratorsOf(c, node));
  const { regs, types } = basesOf(c, node);
  let value = -1;
  const make = (): void => {
    const index = lowerBody(c, node, name, types);
    const { b } = c.fn;
    value = b.value(Op.class, index, -1, b.list([regs.length, ...regs]), startOf(c, node), endOf(c, node));
  };
  if (kindOf(c, node) === Kind.class && nameNode >= 0) {
    inBlock(c, () => {
      const own = c.fn.b.variable();
      bind(c, name, own);
      make();
      c.fn.b.move(own, value, startOf(c, node), endOf(c, node));
    });
  } else make();
  return decorate(c, node, value, decorators);
}

function decoratorsOf(c: Lowering, node: number): number[] {
  const above = c.tree.parent[node] as number;
  const places = above >= 0 && kindOf(c, above) === Kind.export_statement ? [above, node] : [node];
  return places.flatMap((place) => partsOf(c, place).filter((part) => kindOf(c, part) === Kind.decorator));
}

function evaluateDecorators(c: Lowering, decorators: readonly number[]): Reg[] {
  const values: Reg[] = [];
  for (const decorator of decorators) {
    const inner = firstPart(c, decorator);
    if (inner >= 0) values.push(c.expression(inner));
  }
  return values;
}

/** Applies decorators, the one nearest to the declaration first. */
function decorate(c: Lowering, node: number, value: Reg, decorators: readonly Reg[]): Reg {
  let decorated = value;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const decorator = decorators[i] as Reg;
    decorated = c.fn.b.value(Op.decorate, decorated, decorator, -1, startOf(c, node), endOf(c, node));
  }
  return decorated;
}

function basesOf(c: Lowering, node: number): { regs: Reg[]; types: TypeExpr[] } {
  const heritage = childOf(c, node, Kind.class_heritage);
  if (heritage < 0) return { regs: [], types: [] };
  const contracts = childOf(c, heritage, Kind.implements_clause);
  const implemented = contracts < 0 ? [] : partsOf(c, contracts).map((part) => typeExpr(c, part));
  const clause = childOf(c, heritage, Kind.extends_clause);
  // Without an `extends` clause the part is a JavaScript base class, or the `implements` clause.
  const value = clause >= 0 ? childIn(c, clause, c.fields.value) : firstPart(c, heritage);
  if (value < 0 || value === contracts || kindOf(c, value) === Kind.none)
    return { regs: [], types: implemented };
  const type = typeExpr(c, value);
  const args = clause < 0 ? -1 : childOf(c, clause, Kind.type_arguments);
  if (type.kind === "name" && args >= 0) type.args = partsOf(c, args).map((arg) => typeExpr(c, arg));
  return { regs: [c.expression(value)], types: [type, ...implemented] };
}

function lowerBody(c: Lowering, node: number, name: string, bases: TypeExpr[]): number {
  const nameNode = childIn(c, node, c.fields.name);
  const body = childIn(c, node, c.fields.body);
  const start = startOf(c, nameNode < 0 ? node : nameNode);
  const end =
    nameNode >= 0 ? endOf(c, nameNode) : body >= 0 ? Math.max(start, startOf(c, body)) : endOf(c, node);
  const qual = qualOf(c, name);
  const cls = c.file.ir.classes.length;
  const b = c.file.func({ name, qual, kind: "classBody", parent: c.fn.b.index, cls, start, end });
  const fields: FieldIR[] = [];
  c.file.class({ name, qual, body: b.index, bases, fields, exported: isExported(c, node), start, end });
  inFunction(c, newFuncScope(b, c.fn, "classBody"), () => {
    if (body >= 0) lowerMembers(c, body, cls, fields);
  });
  b.finish();
  return cls;
}

/**
 * An interface with methods is a class without code: what runs is a method of a class that has them all. Undefined for
 * one without methods, which only describes a record.
 */
export function interfaceClass(c: Lowering, node: number): number | undefined {
  const nameNode = childIn(c, node, c.fields.name);
  const body = childIn(c, node, c.fields.body);
  const members = body < 0 ? [] : partsOf(c, body).filter((m) => kindOf(c, m) === Kind.property_signature);
  const methods = members.filter((m) => isCallable(c, m)).map((m) => memberName(c, m));
  if (nameNode < 0 || methods.length === 0) return undefined;
  const name = textOf(c, nameNode);
  const qual = qualOf(c, name);
  const [start, end] = [startOf(c, nameNode), endOf(c, nameNode)];
  const cls = c.file.ir.classes.length;
  const b = c.file.func({ name, qual, kind: "classBody", parent: c.fn.b.index, cls, start, end });
  b.finish();
  const fields = members.flatMap((m): FieldIR[] => {
    const type = isCallable(c, m) ? undefined : typeOfField(c, m, c.fields.type);
    return type === undefined ? [] : [{ name: memberName(c, m), static: false, type }];
  });
  const above = childOf(c, node, Kind.extends_type_clause);
  const bases = above < 0 ? [] : partsOf(c, above).map((part) => typeExpr(c, part));
  c.file.class({
    name,
    qual,
    body: b.index,
    bases,
    fields,
    contract: methods,
    exported: isExported(c, node),
    start,
    end,
  });
  return cls;
}

function isCallable(c: Lowering, member: number): boolean {
  if (childIn(c, member, c.fields.parameters) >= 0) return true;
  const annotation = childIn(c, member, c.fields.type);
  const type = annotation < 0 ? -1 : firstPart(c, annotation);
  return type >= 0 && kindOf(c, type) === Kind.function_type;
}

function memberName(c: Lowering, member: number): string {
  const name = childIn(c, member, c.fields.name);
  return name < 0 ? "" : textOf(c, name);
}

function lowerMembers(c: Lowering, body: number, cls: number, fields: FieldIR[]): void {
  let decorators: number[] = [];
  for (const member of partsOf(c, body)) {
    switch (kindOf(c, member)) {
      case Kind.decorator:
        decorators.push(member);
        continue;
      case Kind.method_definition:
        method(c, member, cls, fields, decorators);
        break;
      case Kind.field_definition:
        field(c, member, fields, decorators);
        break;
      case Kind.class_static_block: {
        const block = childIn(c, member, c.fields.body);
        if (block >= 0) emitBlock(c, block);
        break;
      }
      default:
    }
    decorators = [];
  }
}

function method(c: Lowering, node: number, cls: number, fields: FieldIR[], before: readonly number[]): void {
  const nameNode = childIn(c, node, c.fields.name);
  if (nameNode < 0) return;
  const { b } = c.fn;
  const own = partsOf(c, node).filter((part) => kindOf(c, part) === Kind.decorator);
  const decorators = evaluateDecorators(c, [...before, ...own]);
  const name = keyName(c, nameNode);
  const index = lowerFunction(c, node, { name, kind: "method", cls });
  const closure = b.value(Op.func, index, -1, -1, startOf(c, node), endOf(c, node));
  const ir = c.file.ir.funcs[index];
  if (ir !== undefined && (ir.flags & FuncFlag.ctor) !== 0) parameterFields(c, node, fields);
  attribute(c, node, name, decorate(c, node, closure, decorators));
}

function parameterFields(c: Lowering, declaration: number, fields: FieldIR[]): void {
  const list = childIn(c, declaration, c.fields.parameters);
  if (list < 0) return;
  for (const parameter of partsOf(c, list)) {
    const kind = kindOf(c, parameter);
    if (kind !== Kind.required_parameter && kind !== Kind.optional_parameter) continue;
    const pattern = childIn(c, parameter, c.fields.pattern);
    if (pattern < 0 || !isField(c, parameter)) continue;
    const type = typeOfField(c, parameter, c.fields.type);
    fields.push({ name: textOf(c, pattern), static: false, ...(type === undefined ? {} : { type }) });
  }
}

function field(c: Lowering, node: number, fields: FieldIR[], before: readonly number[]): void {
  let nameNode = childIn(c, node, c.fields.name);
  if (nameNode < 0) nameNode = childIn(c, node, c.fields.property);
  if (nameNode < 0) return;
  const own = partsOf(c, node).filter((part) => kindOf(c, part) === Kind.decorator);
  const decorators = evaluateDecorators(c, [...before, ...own]);
  const name = keyName(c, nameNode);
  const type = typeOfField(c, node, c.fields.type);
  fields.push({ name, static: hasChild(c, node, Token.static), ...(type === undefined ? {} : { type }) });
  const value = childIn(c, node, c.fields.value);
  if (value < 0) return;
  const reg = namedValue(c, value, name);
  attribute(c, node, name, decorate(c, node, reg, decorators));
}

function attribute(c: Lowering, node: number, name: string, value: Reg): void {
  const { b } = c.fn;
  const reg = b.variable();
  b.move(reg, value, startOf(c, node), endOf(c, node));
  b.ir.names.push({ name, reg });
}

export const classExpressions: ExpressionTable = {
  [Kind.class]: classValue,
  [Kind.class_declaration]: classValue,
};
