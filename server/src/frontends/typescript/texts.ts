import type { Reg } from "../../ir/types.ts";
import { clipped, stringValue, unescapeSequence } from "./literals.ts";
import {
  childIn,
  type ExpressionTable,
  endOf,
  firstPart,
  kindOf,
  type Lowering,
  nextOf,
  startOf,
  textOf,
  tokenIn,
  unwrapped,
} from "./lowering.ts";
import { Kind, Token } from "./syntax.ts";

const DEEPEST = 100;

/** Pieces of a text; neighbouring constants grow together. */
export interface Pieces {
  parts: { reg: Reg }[];
  constant: string;
  start: number;
  end: number;
}

export function newPieces(): Pieces {
  return { parts: [], constant: "", start: -1, end: -1 };
}

export function addConstant(pieces: Pieces, text: string, start: number, end: number): void {
  if (pieces.start < 0) pieces.start = start;
  pieces.end = end;
  pieces.constant = clipped(pieces.constant + text);
}

export function addValue(c: Lowering, pieces: Pieces, value: Reg): void {
  flush(c, pieces);
  pieces.parts.push({ reg: value });
}

/** One `text` row for the pieces, or a constant when nothing else is in them. */
export function joinPieces(c: Lowering, pieces: Pieces, start: number, end: number): Reg {
  const { b } = c.fn;
  if (pieces.parts.length === 0) return b.const(pieces.constant, start, end);
  flush(c, pieces);
  return b.text(pieces.parts, start, end);
}

function flush(c: Lowering, pieces: Pieces): void {
  if (pieces.start >= 0 && pieces.constant !== "") {
    pieces.parts.push({ reg: c.fn.b.const(pieces.constant, pieces.start, pieces.end) });
  }
  pieces.constant = "";
  pieces.start = -1;
}

/** Whether an expression is text by its syntax: a literal, a template, or a sum with one of them in it. */
export function isText(c: Lowering, node: number, depth = 0): boolean {
  const inner = unwrapped(c, node);
  switch (kindOf(c, inner)) {
    case Kind.string:
    case Kind.template_string:
      return true;
    case Kind.binary_expression:
      return (
        depth < DEEPEST && isSum(c, inner) && summands(c, inner).some((part) => isText(c, part, depth + 1))
      );
    default:
      return false;
  }
}

export function isSum(c: Lowering, node: number): boolean {
  return kindOf(c, node) === Kind.binary_expression && tokenIn(c, node, c.fields.operator) === Token["+"];
}

/** Operands of a chain of `+`, left to right. */
export function summands(c: Lowering, node: number): number[] {
  const operands: number[] = [];
  let at = node;
  while (isSum(c, at)) {
    const left = childIn(c, at, c.fields.left);
    const right = childIn(c, at, c.fields.right);
    if (left < 0 || right < 0) break;
    operands.push(right);
    at = left;
  }
  operands.push(at);
  return operands.reverse();
}

/** Adds what an expression contributes to a text. */
export function addPieces(c: Lowering, pieces: Pieces, node: number, depth = 0): void {
  const inner = unwrapped(c, node);
  const kind = kindOf(c, inner);
  if (kind === Kind.string) addConstant(pieces, stringValue(c, inner), startOf(c, inner), endOf(c, inner));
  else if (kind === Kind.template_string) addTemplate(c, pieces, inner);
  else if (depth < DEEPEST && isSum(c, inner) && isText(c, inner)) {
    for (const part of summands(c, inner)) addPieces(c, pieces, part, depth + 1);
  } else addValue(c, pieces, c.expression(node));
}

function addTemplate(c: Lowering, pieces: Pieces, node: number): void {
  const close = nextOf(c, node);
  for (let child = node + 1; child < close; child = nextOf(c, child)) {
    const kind = kindOf(c, child);
    if (kind === Kind.template_substitution) {
      const value = firstPart(c, child);
      if (value >= 0) addValue(c, pieces, c.expression(value));
    } else if (kind === Kind.string_fragment) {
      addConstant(pieces, textOf(c, child), startOf(c, child), endOf(c, child));
    } else if (kind === Kind.escape_sequence) {
      addConstant(pieces, unescapeSequence(textOf(c, child)), startOf(c, child), endOf(c, child));
    }
  }
}

/** Constant strings and values of a template, as a tag function gets them. */
export function templateParts(c: Lowering, node: number): { strings: string[]; values: number[] } {
  const strings: string[] = [];
  const values: number[] = [];
  let current = "";
  const close = nextOf(c, node);
  for (let child = node + 1; child < close; child = nextOf(c, child)) {
    const kind = kindOf(c, child);
    if (kind === Kind.template_substitution) {
      strings.push(clipped(current));
      current = "";
      values.push(firstPart(c, child));
    } else if (kind === Kind.string_fragment) current += textOf(c, child);
    else if (kind === Kind.escape_sequence) current += unescapeSequence(textOf(c, child));
  }
  strings.push(clipped(current));
  return { strings, values };
}

export const textExpressions: ExpressionTable = {
  [Kind.template_string]: (c, node) => {
    const pieces = newPieces();
    addTemplate(c, pieces, node);
    return joinPieces(c, pieces, startOf(c, node), endOf(c, node));
  },
};
