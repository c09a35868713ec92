import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { commonJsExports } from "./commonJs.ts";
import { constant, numberValue, stringValue } from "./literals.ts";
import {
  childIn,
  type ExpressionTable,
  endOf,
  firstPart,
  kindOf,
  type Lowering,
  namedValue,
  partsOf,
  startOf,
  textOf,
  unwrapped,
} from "./lowering.ts";
import { ownRegister, readName, writeName } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";

/** Something that can be assigned, its parts evaluated once. */
export type Place =
  | { kind: "name"; name: string }
  | { kind: "member"; object: Reg; name: string }
  | { kind: "index"; object: Reg; key: Reg }
  | { kind: "pattern"; node: number }
  | { kind: "none" };

/** Calls `found` with every name a pattern declares. */
export function patternNames(c: Lowering, pattern: number, found: (name: string) => void): void {
  const open = [pattern];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    switch (kindOf(c, node)) {
      case Kind.identifier:
      case Kind.shorthand_property_identifier_pattern:
        found(textOf(c, node));
        break;
      case Kind.object_pattern:
      case Kind.array_pattern:
      case Kind.rest_pattern:
        for (const part of partsOf(c, node).reverse()) open.push(part);
        break;
      case Kind.assignment_pattern:
      case Kind.object_assignment_pattern: {
        const left = childIn(c, node, c.fields.left);
        if (left >= 0) open.push(left);
        break;
      }
      case Kind.pair_pattern: {
        const value = childIn(c, node, c.fields.value);
        if (value >= 0) open.push(value);
        break;
      }
      default:
    }
  }
}

export function placeOf(c: Lowering, target: number): Place {
  const node = unwrapped(c, target);
  switch (kindOf(c, node)) {
    case Kind.identifier:
    case Kind.shorthand_property_identifier_pattern:
      return { kind: "name", name: commonJsExports(c, node) ?? textOf(c, node) };
    case Kind.member_expression: {
      const whole = commonJsExports(c, node);
      if (whole !== undefined) return { kind: "name", name: whole };
      const object = childIn(c, node, c.fields.object);
      const property = childIn(c, node, c.fields.property);
      if (object < 0 || property < 0) return { kind: "none" };
      return { kind: "member", object: c.expression(object), name: textOf(c, property) };
    }
    case Kind.subscript_expression: {
      const object = childIn(c, node, c.fields.object);
      const index = childIn(c, node, c.fields.index);
      if (object < 0 || index < 0) return { kind: "none" };
      const owner = c.expression(object);
      if (kindOf(c, index) === Kind.string)
        return { kind: "member", object: owner, name: stringValue(c, index) };
      return { kind: "index", object: owner, key: c.expression(index) };
    }
    case Kind.object_pattern:
    case Kind.array_pattern:
    case Kind.assignment_pattern:
    case Kind.object_assignment_pattern:
    case Kind.rest_pattern:
      return { kind: "pattern", node };
    default:
      return { kind: "none" };
  }
}

export function readPlace(c: Lowering, place: Place, start: number, end: number): Reg {
  switch (place.kind) {
    case "name":
      return readName(c, place.name, start, end);
    case "member":
      return c.fn.b.member(place.object, place.name, start, end);
    case "index":
      return c.fn.b.value(Op.index, place.object, place.key, -1, start, end);
    default:
      return c.fn.b.const(null, start, end);
  }
}

export function writePlace(c: Lowering, place: Place, value: Reg, start: number, end: number): void {
  const { b } = c.fn;
  switch (place.kind) {
    case "name":
      writeName(c, place.name, value, start, end);
      break;
    case "member":
      b.row(Op.setMember, -1, place.object, c.file.sym(place.name), value, start, end);
      break;
    case "index":
      b.row(Op.setIndex, -1, place.object, place.key, value, start, end);
      break;
    case "pattern":
      takeApart(c, place.node, value);
      break;
    default:
  }
}

/** Assigns a value to a name, member or pattern. */
export function assign(c: Lowering, target: number, value: Reg): void {
  switch (kindOf(c, target)) {
    case Kind.object_pattern:
    case Kind.array_pattern:
    case Kind.assignment_pattern:
    case Kind.object_assignment_pattern:
    case Kind.rest_pattern:
      takeApart(c, target, value);
      break;
    default:
      writePlace(c, placeOf(c, target), value, startOf(c, target), endOf(c, target));
  }
}

function takeApart(c: Lowering, pattern: number, value: Reg): void {
  if (c.depth > 400) return;
  c.depth++;
  switch (kindOf(c, pattern)) {
    case Kind.object_pattern:
      for (const part of partsOf(c, pattern)) takeProperty(c, part, value);
      break;
    case Kind.array_pattern:
      takeElements(c, pattern, value);
      break;
    case Kind.rest_pattern: {
      const target = firstPart(c, pattern);
      if (target >= 0) assign(c, target, value);
      break;
    }
    case Kind.assignment_pattern:
    case Kind.object_assignment_pattern:
      takeWithDefault(c, pattern, value);
      break;
    default:
  }
  c.depth--;
}

function takeProperty(c: Lowering, part: number, object: Reg): void {
  const { b } = c.fn;
  const start = startOf(c, part);
  const end = endOf(c, part);
  switch (kindOf(c, part)) {
    case Kind.shorthand_property_identifier_pattern:
      assign(c, part, b.member(object, textOf(c, part), start, end));
      break;
    case Kind.object_assignment_pattern: {
      const left = childIn(c, part, c.fields.left);
      if (left >= 0) takeWithDefault(c, part, b.member(object, textOf(c, left), start, end));
      break;
    }
    case Kind.pair_pattern: {
      const key = childIn(c, part, c.fields.key);
      const target = childIn(c, part, c.fields.value);
      if (key >= 0 && target >= 0) assign(c, target, keyed(c, object, key, start, end));
      break;
    }
    case Kind.rest_pattern:
      takeApart(c, part, object);
      break;
    default:
  }
}

/** `object[key]` for a key as it stands in an object literal or pattern. */
function keyed(c: Lowering, object: Reg, key: number, start: number, end: number): Reg {
  const { b } = c.fn;
  switch (kindOf(c, key)) {
    case Kind.string:
      return b.member(object, stringValue(c, key), start, end);
    case Kind.number:
      return b.value(Op.index, object, constant(c, key, numberValue(textOf(c, key))), -1, start, end);
    case Kind.computed_property_name: {
      const inner = firstPart(c, key);
      if (inner < 0) return b.opaque([object], start, end);
      if (kindOf(c, inner) === Kind.string) return b.member(object, stringValue(c, inner), start, end);
      return b.value(Op.index, object, c.expression(inner), -1, start, end);
    }
    default:
      return b.member(object, textOf(c, key), start, end);
  }
}

function takeElements(c: Lowering, pattern: number, value: Reg): void {
  const { b } = c.fn;
  const { tree } = c;
  const close = tree.next[pattern] as number;
  let position = 0;
  for (let child = pattern + 1; child < close; child = tree.next[child] as number) {
    const kind = kindOf(c, child);
    if (kind === Kind.none && c.text[startOf(c, child)] === ",") position++;
    if (tree.named[child] !== 1 || kind === Kind.comment || kind === Kind.ERROR) continue;
    const start = startOf(c, child);
    const end = endOf(c, child);
    const at = b.const(position, start, end);
    if (kind === Kind.rest_pattern) {
      const rest = position === 0 ? value : b.value(Op.slice, value, -1, b.list([at, -1]), start, end);
      takeApart(c, child, rest);
    } else assign(c, child, b.value(Op.index, value, at, -1, start, end));
  }
}

function takeWithDefault(c: Lowering, pattern: number, value: Reg): void {
  const left = childIn(c, pattern, c.fields.left);
  const right = childIn(c, pattern, c.fields.right);
  if (left < 0) return;
  if (right < 0) {
    assign(c, left, value);
    return;
  }
  const { b } = c.fn;
  const start = startOf(c, pattern);
  const end = endOf(c, pattern);
  const name = isName(c, left) ? textOf(c, left) : "";
  const own = name === "" ? -1 : ownRegister(c, name);
  const joined = own >= 0 ? own : b.variable();
  b.if(
    value,
    () => b.move(joined, value, start, end),
    () => b.move(joined, namedValue(c, right, name), start, end),
    start,
    end,
  );
  if (own < 0) assign(c, left, joined);
}

function isName(c: Lowering, node: number): boolean {
  const kind = kindOf(c, node);
  return kind === Kind.identifier || kind === Kind.shorthand_property_identifier_pattern;
}

export const assignmentExpressions: ExpressionTable = {
  [Kind.assignment_expression]: (c, node) => {
    const left = childIn(c, node, c.fields.left);
    const right = childIn(c, node, c.fields.right);
    if (left < 0 || right < 0) return c.fn.b.opaque([], startOf(c, node), endOf(c, node));
    const start = startOf(c, node);
    const end = endOf(c, node);
    if (kindOf(c, node + 1) === Token.using) {
      const value = c.expression(right);
      assign(c, left, value);
      return value;
    }
    const place = placeOf(c, left);
    const name = place.kind === "name" || place.kind === "member" ? place.name : "";
    const value = name === "" || name === "module.exports" ? c.expression(right) : namedValue(c, right, name);
    writePlace(c, place, value, start, end);
    return value;
  },
};
