import type { TypeExpr } from "../../ir/types.ts";
import { numberValue, stringValue } from "./literals.ts";
import { childIn, childOf, firstPart, hasChild, kindOf, type Lowering, partsOf, textOf } from "./lowering.ts";
import { Kind, Token } from "./syntax.ts";

const DEEPEST = 40;
const unknown: TypeExpr = { kind: "unknown" };

/** The type behind the colon of `node` (a parameter, variable, field); undefined when none is written. */
export function typeOfField(c: Lowering, node: number, field: number): TypeExpr | undefined {
  const annotation = childIn(c, node, field);
  if (annotation < 0) return undefined;
  return annotationType(c, annotation);
}

export function annotationType(c: Lowering, annotation: number): TypeExpr {
  const type = firstPart(c, annotation);
  return type < 0 ? unknown : typeExpr(c, type, 0);
}

/** A written type, reduced to what helps to find a callee. */
export function typeExpr(c: Lowering, node: number, depth = 0): TypeExpr {
  if (depth > DEEPEST) return unknown;
  switch (kindOf(c, node)) {
    case Kind.type_identifier:
    case Kind.predefined_type:
    case Kind.nested_type_identifier:
    case Kind.nested_identifier:
    case Kind.identifier:
    case Kind.member_expression:
    case Kind.this_type:
      return { kind: "name", path: pathText(c, node), args: [] };
    case Kind.generic_type:
      return genericType(c, node, depth);
    case Kind.array_type: {
      const of = firstPart(c, node);
      return { kind: "array", of: of < 0 ? unknown : typeExpr(c, of, depth + 1) };
    }
    case Kind.tuple_type:
      return { kind: "array", of: unionOf(partsOf(c, node).map((part) => typeExpr(c, part, depth + 1))) };
    case Kind.union_type:
    case Kind.intersection_type:
      // A value of `A & B` has the members of both, so both are candidates: the same as for a union.
      return unionOf(membersOf(c, node).map((part) => typeExpr(c, part, depth + 1)));
    case Kind.conditional_type: {
      const yes = childIn(c, node, c.fields.consequence);
      const no = childIn(c, node, c.fields.alternative);
      return unionOf([yes, no].filter((n) => n >= 0).map((part) => typeExpr(c, part, depth + 1)));
    }
    case Kind.literal_type:
      return literalType(c, node);
    case Kind.template_literal_type:
      return { kind: "name", path: "string", args: [] };
    case Kind.object_type:
      return recordType(c, node, depth);
    case Kind.required_parameter:
    case Kind.optional_parameter:
      return typeOfField(c, node, c.fields.type) ?? unknown;
    case Kind.parenthesized_type:
    case Kind.readonly_type:
    case Kind.optional_type:
    case Kind.rest_type:
    case Kind.type_annotation: {
      const inner = firstPart(c, node);
      return inner < 0 ? unknown : typeExpr(c, inner, depth + 1);
    }
    default:
      return unknown;
  }
}

/** Types worth a row of their own: those that can name a class. */
export function tells(type: TypeExpr): boolean {
  switch (type.kind) {
    case "name":
      return (
        type.path !== "any" && type.path !== "unknown" && type.args.every((arg) => arg.kind !== "record")
      );
    case "union":
      return type.of.some(tells);
    case "array":
      return tells(type.of);
    default:
      return false;
  }
}

function pathText(c: Lowering, node: number): string {
  const text = textOf(c, node);
  return /\s/.test(text) ? text.replace(/\s+/g, "") : text;
}

function genericType(c: Lowering, node: number, depth: number): TypeExpr {
  const name = firstPart(c, node);
  const list = childOf(c, node, Kind.type_arguments);
  const args = list < 0 ? [] : partsOf(c, list).map((arg) => typeExpr(c, arg, depth + 1));
  return { kind: "name", path: name < 0 ? "" : pathText(c, name), args };
}

/** The grammar nests unions to the left, thousands deep in generated code. */
function membersOf(c: Lowering, node: number): number[] {
  const own = kindOf(c, node);
  const members: number[] = [];
  let at = node;
  for (;;) {
    const parts = partsOf(c, at);
    const first = parts[0];
    const nested = first !== undefined && kindOf(c, first) === own;
    for (let i = parts.length - 1; i >= (nested ? 1 : 0); i--) members.push(parts[i] as number);
    if (!nested) break;
    at = first;
  }
  return members.reverse();
}

function unionOf(of: TypeExpr[]): TypeExpr {
  const [only] = of;
  if (only === undefined) return unknown;
  return of.length === 1 ? only : { kind: "union", of };
}

function literalType(c: Lowering, node: number): TypeExpr {
  const literal = firstPart(c, node);
  switch (literal < 0 ? Kind.none : kindOf(c, literal)) {
    case Kind.string:
      return { kind: "literal", value: stringValue(c, literal) };
    case Kind.number:
      return { kind: "literal", value: numberValue(textOf(c, literal)) };
    case Kind.unary_expression:
      return { kind: "literal", value: -numberValue(textOf(c, literal).replace(/^[-+\s]+/, "")) };
    case Kind.true:
      return { kind: "literal", value: true };
    case Kind.false:
      return { kind: "literal", value: false };
    case Kind.null:
      return { kind: "literal", value: null };
    default:
      return { kind: "name", path: "undefined", args: [] };
  }
}

function recordType(c: Lowering, node: number, depth: number): TypeExpr {
  const fields: { name: string; type: TypeExpr; optional: boolean }[] = [];
  for (const member of partsOf(c, node)) {
    if (kindOf(c, member) !== Kind.property_signature) continue;
    const name = childIn(c, member, c.fields.name);
    if (name < 0) continue;
    fields.push({
      name: kindOf(c, name) === Kind.string ? stringValue(c, name) : textOf(c, name),
      type: memberType(c, member, depth),
      optional: hasChild(c, member, Token["?"]),
    });
  }
  return { kind: "record", fields };
}

function memberType(c: Lowering, member: number, depth: number): TypeExpr {
  const annotation = childIn(c, member, c.fields.type);
  const type = annotation < 0 ? -1 : firstPart(c, annotation);
  return type < 0 ? unknown : typeExpr(c, type, depth + 1);
}
