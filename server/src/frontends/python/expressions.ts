import { Bin, Cmp, Op } from "../../ir/ops.ts";
import { FuncFlag, type Reg } from "../../ir/types.ts";
import { lowerCall } from "./calls.ts";
import { lowerComprehension } from "./comprehensions.ts";
import {
  childIn,
  childOf,
  endOf,
  enter,
  firstNamed,
  isNamed,
  kindOf,
  type Lowering,
  namedChildren,
  nextOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { readName, writeName } from "./scopes.ts";
import { lowerSubscript } from "./subscripts.ts";
import { K, T } from "./syntax.ts";
import { isText, lowerText } from "./texts.ts";

/** Lowers an expression; the register holds its value. A missing one (broken source) is opaque. */
export function lowerExpression(c: Lowering, node: number): Reg {
  if (node < 0) return c.fn.opaque([], 0, 0);
  if (!enter(c, node)) return c.fn.opaque([], startOf(c, node), endOf(c, node));
  const reg = dispatch(c, node);
  c.depth--;
  return reg;
}

function dispatch(c: Lowering, node: number): Reg {
  const { fn } = c;
  const { f } = c.syntax;
  const start = startOf(c, node);
  const end = endOf(c, node);
  switch (kindOf(c, node)) {
    case K.identifier:
    case K.keyword_identifier:
      return readName(c, textOf(c, node), start, end);
    case K.attribute:
      return fn.member(
        lowerExpression(c, childIn(c, node, f.object)),
        nameIn(c, node, f.attribute),
        start,
        end,
      );
    case K.call:
      return lowerCall(c, node);
    case K.string:
    case K.concatenated_string:
      return lowerText(c, node, start, end);
    case K.integer:
    case K.float:
      return fn.const(numberOf(textOf(c, node)), start, end);
    case K.true:
      return fn.const(true, start, end);
    case K.false:
      return fn.const(false, start, end);
    case K.none:
    case K.ellipsis:
      return fn.const(null, start, end);
    case K.parenthesized_expression:
    case K.type:
    case K.as_pattern_target:
      return lowerExpression(c, firstNamed(c, node));
    case K.binary_operator:
      return lowerBinary(c, node, start, end);
    case K.boolean_operator:
      return lowerBoolean(c, node, start, end);
    case K.comparison_operator:
      return lowerComparison(c, node, start, end);
    case K.not_operator:
      return fn.value(Op.not, lowerCondition(c, childIn(c, node, f.argument)), -1, -1, start, end);
    case K.unary_operator:
      return lowerUnary(c, node, start, end);
    case K.conditional_expression:
      return lowerConditional(c, node, start, end);
    case K.subscript:
      return lowerSubscript(c, node);
    case K.list:
      return lowerItems(c, node, 0);
    case K.tuple:
    case K.expression_list:
    case K.pattern_list:
    case K.tuple_pattern:
      return lowerItems(c, node, 1);
    case K.list_pattern:
      return lowerItems(c, node, 0);
    case K.set:
      return lowerItems(c, node, 2);
    case K.dictionary:
      return lowerDictionary(c, node, start, end);
    case K.list_comprehension:
    case K.generator_expression:
    case K.set_comprehension:
    case K.dictionary_comprehension:
      return lowerComprehension(c, node);
    case K.lambda:
      return c.part.lambda(c, node);
    case K.await:
      return fn.value(Op.await, lowerExpression(c, firstNamed(c, node)), -1, -1, start, end);
    case K.yield:
      return lowerYield(c, node, start, end);
    case K.named_expression: {
      const value = lowerExpression(c, childIn(c, node, f.value));
      const name = nameIn(c, node, f.name);
      writeName(c, name, value, start, end);
      // The variable, not the value: a condition around it says something about the name.
      return readName(c, name, start, end);
    }
    case K.list_splat:
    case K.list_splat_pattern:
    case K.as_pattern:
      return lowerExpression(c, firstNamed(c, node));
    default:
      return fn.opaque(
        namedChildren(c, node).map((child) => lowerExpression(c, child)),
        start,
        end,
      );
  }
}

/** The text of a child in a field, "" when it is missing. */
export function nameIn(c: Lowering, node: number, field: number): string {
  const child = childIn(c, node, field);
  return child < 0 ? "" : textOf(c, child);
}

/** A condition: `and` and `or` become operations over all operands, so that a guard can be read from one value. */
export function lowerCondition(c: Lowering, node: number): Reg {
  let inner = node;
  while (inner >= 0 && kindOf(c, inner) === K.parenthesized_expression) inner = firstNamed(c, inner);
  if (inner < 0 || kindOf(c, inner) !== K.boolean_operator) return lowerExpression(c, inner);
  if (!enter(c, inner)) return c.fn.opaque([], startOf(c, inner), endOf(c, inner));
  const { operands, operators } = spine(c, inner, K.boolean_operator);
  let value = lowerCondition(c, operands[0] ?? -1);
  for (const [i, operator] of operators.entries()) {
    const operand = operands[i + 1] ?? -1;
    const other = lowerCondition(c, operand);
    const kind = operator === T.and ? Bin.and : Bin.or;
    value = c.fn.value(
      Op.binary,
      value,
      other,
      kind,
      startOf(c, inner),
      operand < 0 ? endOf(c, inner) : endOf(c, operand),
    );
  }
  c.depth--;
  return value;
}

/** The left spine of a binary form: `a + b + c` as operands and the operators between them. */
function spine(c: Lowering, node: number, kind: number): { operands: number[]; operators: number[] } {
  const { f } = c.syntax;
  const operands: number[] = [];
  const operators: number[] = [];
  let n = node;
  let above: number = T["+"];
  while (n >= 0 && kindOf(c, n) === kind) {
    // Text further down stays text. Below a sum that is none there is none, so only the start of a sum is looked at.
    if (above !== T["+"] && kind === K.binary_operator && isText(c, n)) break;
    const operator = childIn(c, n, f.operator);
    above = operator < 0 ? 0 : kindOf(c, operator);
    operands.push(childIn(c, n, f.right));
    operators.push(above);
    n = childIn(c, n, f.left);
  }
  operands.push(n);
  return { operands: operands.reverse(), operators: operators.reverse() };
}

const binaries: ReadonlyMap<number, number> = new Map([
  [T["+"], Bin.add],
  [T["-"], Bin.sub],
  [T["*"], Bin.mul],
  [T["@"], Bin.mul],
  [T["/"], Bin.div],
  [T["//"], Bin.div],
  [T["%"], Bin.mod],
  [T["**"], Bin.pow],
  [T["|"], Bin.or],
  [T["&"], Bin.and],
  [T["^"], Bin.xor],
  [T["<<"], Bin.shift],
  [T[">>"], Bin.shift],
  [T["+="], Bin.add],
  [T["-="], Bin.sub],
  [T["*="], Bin.mul],
  [T["@="], Bin.mul],
  [T["/="], Bin.div],
  [T["//="], Bin.div],
  [T["%="], Bin.mod],
  [T["**="], Bin.pow],
  [T["|="], Bin.or],
  [T["&="], Bin.and],
  [T["^="], Bin.xor],
  [T["<<="], Bin.shift],
  [T[">>="], Bin.shift],
]);

/** The operation of an operator, also of one with assignment. */
export function binaryOf(operator: number): number {
  return binaries.get(operator) ?? Bin.add;
}

function lowerBinary(c: Lowering, node: number, start: number, end: number): Reg {
  if (isText(c, node)) return lowerText(c, node, start, end);
  const { operands, operators } = spine(c, node, K.binary_operator);
  let value = lowerExpression(c, operands[0] ?? -1);
  for (const [i, operator] of operators.entries()) {
    const operand = operands[i + 1] ?? -1;
    const other = lowerExpression(c, operand);
    value = c.fn.value(
      Op.binary,
      value,
      other,
      binaryOf(operator),
      start,
      operand < 0 ? end : endOf(c, operand),
    );
  }
  return value;
}

function lowerBoolean(c: Lowering, node: number, start: number, end: number): Reg {
  const { fn } = c;
  const { operands, operators } = spine(c, node, K.boolean_operator);
  // `a and b and c` is c when the others hold: only the last operand can be a true result.
  let value = -1;
  let i = 0;
  while (i < operators.length) {
    const both = operators[i] === T.and;
    const result = fn.variable();
    let condition = value;
    if (both && value < 0) {
      condition = lowerCondition(c, operands[i] ?? -1);
      for (; operators[i + 1] === T.and; i++) {
        condition = fn.value(
          Op.binary,
          condition,
          lowerCondition(c, operands[i + 1] ?? -1),
          Bin.and,
          start,
          end,
        );
      }
    } else if (value < 0) condition = lowerExpression(c, operands[i] ?? -1);
    const last = operands[i + 1] ?? -1;
    const use = (): void => fn.move(result, lowerExpression(c, last), start, end);
    if (both)
      fn.if(condition, use, () => fn.move(result, fn.const(null, start, end), start, end), start, end);
    else fn.if(condition, () => fn.move(result, condition, start, end), use, start, end);
    value = result;
    i++;
  }
  return value;
}

function lowerComparison(c: Lowering, node: number, start: number, end: number): Reg {
  const { fn } = c;
  const { f } = c.syntax;
  const close = nextOf(c, node);
  let value = -1;
  let left = -1;
  let leftNode = -1;
  let operator = 0;
  for (let i = node + 1; i < close; i = nextOf(c, i)) {
    if (c.tree.field[i] === f.operators) {
      operator = kindOf(c, i);
      continue;
    }
    if (!isNamed(c, i) || kindOf(c, i) === K.comment || kindOf(c, i) === K.line_continuation) continue;
    const right = lowerExpression(c, i);
    if (left >= 0) {
      const part = compare(c, operator, left, right, startOf(c, leftNode), endOf(c, i));
      value = value < 0 ? part : fn.value(Op.binary, value, part, Bin.and, start, end);
    }
    left = right;
    leftNode = i;
  }
  return value < 0 ? fn.opaque(left < 0 ? [] : [left], start, end) : value;
}

const comparisons: ReadonlyMap<number, number> = new Map([
  [T["=="], Cmp.eq],
  [T.is, Cmp.eq],
  [T["!="], Cmp.ne],
  [T["<>"], Cmp.ne],
  [T["is not"], Cmp.ne],
  [T["<"], Cmp.lt],
  [T["<="], Cmp.le],
  [T[">"], Cmp.gt],
  [T[">="], Cmp.ge],
]);

function compare(c: Lowering, operator: number, left: Reg, right: Reg, start: number, end: number): Reg {
  if (operator === T.in) return c.fn.value(Op.has, left, right, -1, start, end);
  if (operator === T["not in"]) {
    return c.fn.value(Op.not, c.fn.value(Op.has, left, right, -1, start, end), -1, -1, start, end);
  }
  return c.fn.value(Op.cmp, left, right, comparisons.get(operator) ?? Cmp.eq, start, end);
}

function lowerUnary(c: Lowering, node: number, start: number, end: number): Reg {
  const { f } = c.syntax;
  const argument = childIn(c, node, f.argument);
  const kind = argument < 0 ? 0 : kindOf(c, argument);
  if ((kind === K.integer || kind === K.float) && c.text[start] === "-") {
    return c.fn.const(-numberOf(textOf(c, argument)), start, end);
  }
  return c.fn.value(Op.unary, lowerExpression(c, argument), -1, -1, start, end);
}

function lowerConditional(c: Lowering, node: number, start: number, end: number): Reg {
  const { fn } = c;
  const [then = -1, test = -1, otherwise = -1] = namedChildren(c, node);
  const result = fn.variable();
  const condition = lowerCondition(c, test);
  const use = (value: number) => (): void => fn.move(result, lowerExpression(c, value), start, end);
  fn.if(condition, use(then), use(otherwise), start, end);
  return result;
}

function lowerItems(c: Lowering, node: number, kind: 0 | 1 | 2): Reg {
  const items = namedChildren(c, node).map((item) => {
    const spread = kindOf(c, item) === K.list_splat || kindOf(c, item) === K.list_splat_pattern;
    return { reg: lowerExpression(c, item), spread };
  });
  return c.fn.array(items, kind, startOf(c, node), endOf(c, node));
}

function lowerDictionary(c: Lowering, node: number, start: number, end: number): Reg {
  const { f } = c.syntax;
  const entries: { key: Reg | undefined; value: Reg }[] = [];
  for (const child of namedChildren(c, node)) {
    if (kindOf(c, child) === K.pair) {
      const key = lowerExpression(c, childIn(c, child, f.key));
      const value = childIn(c, child, f.value);
      entries.push({
        key,
        value: c.fn.placed(lowerExpression(c, value), startOf(c, value), endOf(c, value)),
      });
    } else
      entries.push({
        key: undefined,
        value: lowerExpression(c, kindOf(c, child) === K.dictionary_splat ? firstNamed(c, child) : child),
      });
  }
  return c.fn.record(entries, start, end);
}

function lowerYield(c: Lowering, node: number, start: number, end: number): Reg {
  c.fn.ir.flags |= FuncFlag.generator;
  const from = childOf(c, node, T.from) >= 0;
  const value = firstNamed(c, node);
  const operand = value < 0 ? c.fn.const(null, start, end) : lowerExpression(c, value);
  return c.fn.value(Op.yield, operand, from ? 1 : 0, -1, start, end);
}

function numberOf(text: string): number {
  const digits = text.replaceAll("_", "").replace(/[lLjJ]$/, "");
  const value = Number(/^0\d/.test(digits) ? digits.replace(/^0+(?=\d)/, "") : digits);
  return Number.isNaN(value) ? 0 : value;
}
