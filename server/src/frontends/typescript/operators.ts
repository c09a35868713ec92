import { Bin, Cmp, Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { numberValue, stringValue } from "./literals.ts";
import {
  childIn,
  type ExpressionTable,
  endOf,
  firstPart,
  kindOf,
  type Lowering,
  namedValue,
  nothing,
  startOf,
  textOf,
  tokenIn,
  unwrapped,
} from "./lowering.ts";
import { placeOf, readPlace, writePlace } from "./patterns.ts";
import { Kind, Token } from "./syntax.ts";
import { addPieces, addValue, isText, joinPieces, newPieces, summands } from "./texts.ts";

const comparisons: Readonly<Record<number, number>> = {
  [Token["=="]]: Cmp.eq,
  [Token["==="]]: Cmp.eq,
  [Token["!="]]: Cmp.ne,
  [Token["!=="]]: Cmp.ne,
  [Token["<"]]: Cmp.lt,
  [Token["<="]]: Cmp.le,
  [Token[">"]]: Cmp.gt,
  [Token[">="]]: Cmp.ge,
};

const arithmetic: Readonly<Record<number, number>> = {
  [Token["-"]]: Bin.sub,
  [Token["*"]]: Bin.mul,
  [Token["/"]]: Bin.div,
  [Token["%"]]: Bin.mod,
  [Token["**"]]: Bin.pow,
  [Token["|"]]: Bin.or,
  [Token["&"]]: Bin.and,
  [Token["^"]]: Bin.xor,
  [Token["<<"]]: Bin.shift,
  [Token[">>"]]: Bin.shift,
  [Token[">>>"]]: Bin.shift,
};

const assigned: Readonly<Record<string, number>> = {
  "+=": Bin.add,
  "-=": Bin.sub,
  "*=": Bin.mul,
  "/=": Bin.div,
  "%=": Bin.mod,
  "**=": Bin.pow,
  "|=": Bin.or,
  "&=": Bin.and,
  "^=": Bin.xor,
  "<<=": Bin.shift,
  ">>=": Bin.shift,
  ">>>=": Bin.shift,
};

/**
 * Lowers a condition. `&&` and `||` become one row over both operands instead of branches,
 * so that the whole test can be read off the register.
 */
export function condition(c: Lowering, node: number): Reg {
  const inner = unwrapped(c, node);
  if (kindOf(c, inner) !== Kind.binary_expression) return c.expression(inner);
  const operator = tokenIn(c, inner, c.fields.operator);
  if (operator !== Token["&&"] && operator !== Token["||"]) return c.expression(inner);
  // A long chain leans to the left: walk down it instead of nesting calls.
  const rights: number[] = [];
  let at = inner;
  for (;;) {
    const left = childIn(c, at, c.fields.left);
    const right = childIn(c, at, c.fields.right);
    if (left < 0 || right < 0) break;
    rights.push(right);
    const below = unwrapped(c, left);
    at = left;
    if (kindOf(c, below) !== Kind.binary_expression || tokenIn(c, below, c.fields.operator) !== operator)
      break;
    at = below;
  }
  c.depth++;
  let value = c.depth < 400 ? condition(c, at) : nothing(c, at);
  for (let i = rights.length - 1; i >= 0; i--) {
    const right = rights[i] as number;
    const other = c.depth < 400 ? condition(c, right) : nothing(c, right);
    const x = operator === Token["&&"] ? Bin.and : Bin.or;
    value = c.fn.b.value(Op.binary, value, other, x, startOf(c, inner), endOf(c, right));
  }
  c.depth--;
  return value;
}

function binary(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const left = childIn(c, node, c.fields.left);
  const right = childIn(c, node, c.fields.right);
  if (left < 0 || right < 0) return b.opaque(left < 0 ? [] : [c.expression(left)], start, end);
  const operator = tokenIn(c, node, c.fields.operator);
  if (operator === Token["+"]) return sum(c, node);
  if (operator === Token["&&"]) {
    const test = condition(c, left);
    return choose(
      c,
      node,
      test,
      () => c.expression(right),
      () => b.const(false, start, end),
    );
  }
  if (operator === Token["||"] || operator === Token["??"]) {
    const first = c.expression(left);
    return choose(
      c,
      node,
      first,
      () => first,
      () => c.expression(right),
    );
  }
  const one = c.expression(left);
  const two = c.expression(right);
  const comparison = comparisons[operator];
  if (comparison !== undefined) return b.value(Op.cmp, one, two, comparison, start, end);
  if (operator === Token.in) return b.value(Op.has, one, two, -1, start, end);
  if (operator === Token.instanceof) return b.value(Op.isType, one, two, -1, start, end);
  const kind = arithmetic[operator];
  return kind === undefined
    ? b.opaque([one, two], start, end)
    : b.value(Op.binary, one, two, kind, start, end);
}

/** A value that depends on a test. */
function choose(c: Lowering, node: number, test: Reg, yes: () => Reg, no: () => Reg): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const result = b.variable();
  b.if(
    test,
    () => b.move(result, yes(), start, end),
    () => b.move(result, no(), start, end),
    start,
    end,
  );
  return result;
}

function sum(c: Lowering, node: number): Reg {
  const start = startOf(c, node);
  if (isText(c, node)) {
    const pieces = newPieces();
    addPieces(c, pieces, node);
    return joinPieces(c, pieces, start, endOf(c, node));
  }
  const operands = summands(c, node);
  let value = c.expression(operands[0] as number);
  for (let i = 1; i < operands.length; i++) {
    const operand = operands[i] as number;
    value = c.fn.b.value(Op.binary, value, c.expression(operand), Bin.add, start, endOf(c, operand));
  }
  return value;
}

function augmented(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const left = childIn(c, node, c.fields.left);
  const right = childIn(c, node, c.fields.right);
  if (left < 0 || right < 0) return b.opaque([], start, end);
  const operator = c.text.slice(endOf(c, left), startOf(c, right)).match(/[-+*/%|&^<>?]+=/)?.[0] ?? "";
  const place = placeOf(c, left);
  const old = readPlace(c, place, startOf(c, left), endOf(c, left));
  if (operator === "??=" || operator === "||=" || operator === "&&=") {
    const result = b.variable();
    const keep = (): void => b.move(result, old, start, end);
    const replace = (): void => {
      const value = namedValue(c, right, place.kind === "name" ? place.name : "");
      writePlace(c, place, value, start, end);
      b.move(result, value, start, end);
    };
    if (operator === "&&=") b.if(old, replace, keep, start, end);
    else b.if(old, keep, replace, start, end);
    return result;
  }
  const value = operator === "+=" && isText(c, right) ? appended(c, node, old, right) : plain();
  writePlace(c, place, value, start, end);
  return value;

  function plain(): Reg {
    return b.value(Op.binary, old, c.expression(right), assigned[operator] ?? Bin.add, start, end);
  }
}

function appended(c: Lowering, node: number, old: Reg, right: number): Reg {
  const pieces = newPieces();
  addValue(c, pieces, old);
  addPieces(c, pieces, right);
  return joinPieces(c, pieces, startOf(c, node), endOf(c, node));
}

function update(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const argument = childIn(c, node, c.fields.argument);
  if (argument < 0) return b.opaque([], start, end);
  const place = placeOf(c, argument);
  const old = readPlace(c, place, start, end);
  const kind = tokenIn(c, node, c.fields.operator) === Token["--"] ? Bin.sub : Bin.add;
  const value = b.value(Op.binary, old, b.const(1, start, end), kind, start, end);
  writePlace(c, place, value, start, end);
  return value;
}

function unary(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const argument = childIn(c, node, c.fields.argument);
  if (argument < 0) return b.opaque([], start, end);
  switch (tokenIn(c, node, c.fields.operator)) {
    case Token["!"]:
      return b.value(Op.not, condition(c, argument), -1, -1, start, end);
    case Token.typeof:
      return b.value(Op.typeof, c.expression(argument), -1, -1, start, end);
    case Token.delete:
      return deleted(c, argument, start, end);
    case Token["-"]:
      if (kindOf(c, argument) === Kind.number) return b.const(-numberValue(textOf(c, argument)), start, end);
      break;
    default:
  }
  return b.value(Op.unary, c.expression(argument), -1, -1, start, end);
}

function deleted(c: Lowering, argument: number, start: number, end: number): Reg {
  const { b } = c.fn;
  const target = unwrapped(c, argument);
  const object = childIn(c, target, c.fields.object);
  const property = childIn(c, target, c.fields.property);
  const index = childIn(c, target, c.fields.index);
  if (object >= 0 && (property >= 0 || index >= 0)) {
    const owner = c.expression(object);
    const key =
      property >= 0
        ? b.const(textOf(c, property), startOf(c, property), endOf(c, property))
        : kindOf(c, index) === Kind.string
          ? b.const(stringValue(c, index), startOf(c, index), endOf(c, index))
          : c.expression(index);
    b.row(Op.del, -1, owner, key, -1, start, end);
  } else c.expression(target);
  return b.const(true, start, end);
}

export const operatorExpressions: ExpressionTable = {
  [Kind.binary_expression]: binary,
  [Kind.augmented_assignment_expression]: augmented,
  [Kind.update_expression]: update,
  [Kind.unary_expression]: unary,
  [Kind.ternary_expression]: (c, node) => {
    const test = childIn(c, node, c.fields.condition);
    const yes = childIn(c, node, c.fields.consequence);
    const no = childIn(c, node, c.fields.alternative);
    const start = startOf(c, node);
    const end = endOf(c, node);
    if (test < 0 || yes < 0 || no < 0) {
      const first = firstPart(c, node);
      return c.fn.b.opaque(first < 0 ? [] : [c.expression(first)], start, end);
    }
    return choose(
      c,
      node,
      condition(c, test),
      () => c.expression(yes),
      () => c.expression(no),
    );
  },
};
