import type { Arg } from "../../ir/builder.ts";
import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { commonJsExports } from "./commonJs.ts";
import { lowerFunction } from "./functions.ts";
import { constant, numberValue, stringValue } from "./literals.ts";
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
  nextOf,
  nothing,
  partFrom,
  partsOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { readName, readSuper, readThis, resolve } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";
import { tells, typeExpr } from "./types.ts";

function identifier(c: Lowering, node: number): Reg {
  const name = textOf(c, node);
  const start = startOf(c, node);
  const end = endOf(c, node);
  if (name === "arguments" && c.fn.kind === "plain" && resolve(c, name) === undefined) {
    const args = c.fn.b.ir.params.map((param) => ({ reg: param.reg, spread: param.kind === "rest" }));
    return c.fn.b.array(args, 0, start, end);
  }
  return readName(c, commonJsExports(c, node) ?? name, start, end);
}

function member(c: Lowering, node: number): Reg {
  const start = startOf(c, node);
  const end = endOf(c, node);
  const whole = commonJsExports(c, node);
  if (whole !== undefined) return readName(c, whole, start, end);
  const object = childIn(c, node, c.fields.object);
  const property = childIn(c, node, c.fields.property);
  if (object < 0) return c.fn.b.opaque([], start, end);
  const owner = c.expression(object);
  return property < 0 ? owner : c.fn.b.member(owner, textOf(c, property), start, end);
}

function subscript(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const object = childIn(c, node, c.fields.object);
  const index = childIn(c, node, c.fields.index);
  if (object < 0) return b.opaque([], start, end);
  const owner = c.expression(object);
  if (index < 0) return owner;
  if (kindOf(c, index) === Kind.string) return b.member(owner, stringValue(c, index), start, end);
  return b.value(Op.index, owner, c.expression(index), -1, start, end);
}

function array(c: Lowering, node: number): Reg {
  const items: Arg[] = [];
  for (const part of partsOf(c, node)) {
    if (kindOf(c, part) === Kind.spread_element) {
      const inner = firstPart(c, part);
      if (inner >= 0) items.push({ reg: c.expression(inner), spread: true });
    } else items.push({ reg: c.expression(part) });
  }
  return c.fn.b.array(items, 0, startOf(c, node), endOf(c, node));
}

function object(c: Lowering, node: number): Reg {
  const entries: { key: Reg | undefined; value: Reg }[] = [];
  for (const part of partsOf(c, node)) {
    switch (kindOf(c, part)) {
      case Kind.pair: {
        const key = childIn(c, part, c.fields.key);
        const value = childIn(c, part, c.fields.value);
        if (key >= 0 && value >= 0) {
          entries.push({
            key: keyOf(c, key),
            value: c.fn.b.placed(namedValue(c, value, keyName(c, key)), startOf(c, value), endOf(c, value)),
          });
        }
        break;
      }
      case Kind.shorthand_property_identifier:
        entries.push({
          key: constant(c, part, textOf(c, part)),
          value: c.fn.b.placed(identifier(c, part), startOf(c, part), endOf(c, part)),
        });
        break;
      case Kind.spread_element: {
        const inner = firstPart(c, part);
        if (inner >= 0) entries.push({ key: undefined, value: c.expression(inner) });
        break;
      }
      case Kind.method_definition: {
        const key = childIn(c, part, c.fields.name);
        if (key < 0) break;
        const at = keyOf(c, key);
        const index = lowerFunction(c, part, { name: keyName(c, key), kind: "method" });
        const closure = c.fn.b.value(Op.func, index, -1, -1, startOf(c, part), endOf(c, part));
        if (!hasChild(c, part, Token.set)) entries.push({ key: at, value: closure });
        break;
      }
      default:
        entries.push({ key: undefined, value: c.expression(part) });
    }
  }
  return c.fn.b.record(entries, startOf(c, node), endOf(c, node));
}

function keyOf(c: Lowering, key: number): Reg {
  switch (kindOf(c, key)) {
    case Kind.computed_property_name: {
      const inner = firstPart(c, key);
      return inner < 0 ? constant(c, key, "") : c.expression(inner);
    }
    case Kind.number:
      return constant(c, key, numberValue(textOf(c, key)));
    default:
      return constant(c, key, keyName(c, key));
  }
}

/** The name a key gives to a function stored under it. */
export function keyName(c: Lowering, key: number): string {
  if (kindOf(c, key) === Kind.string) return stringValue(c, key);
  const text = textOf(c, key);
  return text.length > 80 ? text.slice(0, 80) : text;
}

function sequence(c: Lowering, node: number): Reg {
  let value = -1;
  for (const part of partsOf(c, node)) value = c.expression(part);
  return value < 0 ? nothing(c, node) : value;
}

function inner(c: Lowering, node: number): Reg {
  const part = firstPart(c, node);
  return part < 0 ? nothing(c, node) : c.expression(part);
}

function cast(c: Lowering, node: number): Reg {
  const value = firstPart(c, node);
  if (value < 0) return nothing(c, node);
  const reg = c.expression(value);
  // `as const` has a token where the type would be.
  const type = partFrom(c, node, nextOf(c, value));
  return kindOf(c, node) === Kind.as_expression ? annotated(c, node, reg, type) : reg;
}

/** A row for a declared type, if the type can help. */
export function annotated(c: Lowering, node: number, value: Reg, type: number): Reg {
  if (type < 0) return value;
  const expr = typeExpr(c, type);
  if (!tells(expr)) return value;
  return c.fn.b.value(Op.annotate, value, c.file.type(expr), -1, startOf(c, node), endOf(c, node));
}

function oldCast(c: Lowering, node: number): Reg {
  const types = firstPart(c, node);
  const value = types < 0 ? -1 : partFrom(c, node, nextOf(c, types));
  if (value < 0) return nothing(c, node);
  return annotated(c, node, c.expression(value), firstPart(c, types));
}

function regex(c: Lowering, node: number): Reg {
  const pattern = childIn(c, node, c.fields.pattern);
  const flags = childIn(c, node, c.fields.flags);
  const source = c.file.literal(pattern < 0 ? "" : textOf(c, pattern));
  const options = c.file.literal(flags < 0 ? "" : textOf(c, flags));
  return c.fn.b.value(Op.regex, source, options, -1, startOf(c, node), endOf(c, node));
}

function global(c: Lowering, node: number): Reg {
  return c.fn.b.value(Op.global, c.file.sym(textOf(c, node)), -1, -1, startOf(c, node), endOf(c, node));
}

export const basicExpressions: ExpressionTable = {
  [Kind.identifier]: identifier,
  [Kind.shorthand_property_identifier]: identifier,
  [Kind.type_identifier]: identifier,
  [Kind.member_expression]: member,
  [Kind.nested_identifier]: member,
  [Kind.subscript_expression]: subscript,
  [Kind.array]: array,
  [Kind.object]: object,
  [Kind.sequence_expression]: sequence,
  [Kind.parenthesized_expression]: inner,
  [Kind.non_null_expression]: inner,
  [Kind.instantiation_expression]: inner,
  [Kind.spread_element]: inner,
  [Kind.as_expression]: cast,
  [Kind.satisfies_expression]: cast,
  [Kind.type_assertion]: oldCast,
  [Kind.regex]: regex,
  [Kind.meta_property]: global,
  [Kind.this]: (c, node) => readThis(c, startOf(c, node), endOf(c, node)),
  [Kind.super]: (c, node) => readSuper(c, startOf(c, node), endOf(c, node)),
  [Kind.await_expression]: (c, node) =>
    c.fn.b.value(Op.await, inner(c, node), -1, -1, startOf(c, node), endOf(c, node)),
  [Kind.yield_expression]: (c, node) => {
    const all = childOf(c, node, Token["*"]) >= 0 ? 1 : 0;
    return c.fn.b.value(Op.yield, inner(c, node), all, -1, startOf(c, node), endOf(c, node));
  },
};
