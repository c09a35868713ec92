import { Conv } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import {
  childIn,
  childOf,
  endOf,
  enter,
  firstNamed,
  kindOf,
  type Lowering,
  nextOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { K, T } from "./syntax.ts";

/** A piece of text: fixed, or a value with its conversion. */
type Part = string | { reg: Reg; conv: number };

/** Longer literals keep their beginning. */
const MAX_LITERAL = 65536;

/** Whether a node is text by its form: a literal, or `+` with such an operand; parentheses change nothing. */
export function isText(c: Lowering, node: number): boolean {
  let n = node;
  for (;;) {
    switch (kindOf(c, n)) {
      case K.string:
      case K.concatenated_string:
        return true;
      case K.parenthesized_expression:
        n = firstNamed(c, n);
        break;
      case K.binary_operator: {
        if (!isSum(c, n)) return false;
        const right = childIn(c, n, c.syntax.f.right);
        if (right >= 0 && isPlainText(c, right)) return true;
        n = childIn(c, n, c.syntax.f.left);
        break;
      }
      default:
        return false;
    }
    if (n < 0) return false;
  }
}

function isPlainText(c: Lowering, node: number): boolean {
  const n = skipParentheses(c, node);
  return n >= 0 && (kindOf(c, n) === K.string || kindOf(c, n) === K.concatenated_string);
}

export function isSum(c: Lowering, node: number): boolean {
  if (node < 0 || kindOf(c, node) !== K.binary_operator) return false;
  const operator = childIn(c, node, c.syntax.f.operator);
  return operator >= 0 && kindOf(c, operator) === T["+"];
}

/** Lowers text (see {@link isText}) to one value, after the given first pieces. */
export function lowerText(c: Lowering, node: number, start: number, end: number, first: Reg = -1): Reg {
  const parts: Part[] = first < 0 ? [] : [{ reg: first, conv: Conv.none }];
  collectParts(c, node, parts);
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.length - 1;
    const before = merged[last];
    if (typeof part === "string" && typeof before === "string")
      merged[last] = (before + part).slice(0, MAX_LITERAL);
    else if (part !== "") merged.push(part);
  }
  const only = merged.length === 0 ? "" : merged[0];
  if (merged.length <= 1 && typeof only === "string") return c.fn.const(only, start, end);
  return c.fn.text(
    merged.map((part) => (typeof part === "string" ? { reg: c.fn.const(part, start, end) } : part)),
    start,
    end,
  );
}

function collectParts(c: Lowering, node: number, parts: Part[]): void {
  // The left spine of a sum, then its operands from left to right.
  const operands: number[] = [];
  let n = node;
  while (n >= 0) {
    const kind = kindOf(c, n);
    if (kind === K.parenthesized_expression && isSum(c, skipParentheses(c, n))) n = skipParentheses(c, n);
    else if (isSum(c, n)) {
      const right = childIn(c, n, c.syntax.f.right);
      if (right >= 0) operands.push(right);
      n = childIn(c, n, c.syntax.f.left);
    } else {
      operands.push(n);
      break;
    }
  }
  for (let i = operands.length - 1; i >= 0; i--) {
    const operand = operands[i] as number;
    const inner = skipParentheses(c, operand);
    const kind = inner < 0 ? 0 : kindOf(c, inner);
    if (kind === K.string) stringParts(c, inner, parts);
    else if (kind === K.concatenated_string) {
      const end = nextOf(c, inner);
      for (let s = inner + 1; s < end; s = nextOf(c, s))
        if (kindOf(c, s) === K.string) stringParts(c, s, parts);
    } else if (kind === K.binary_operator && isText(c, inner) && enter(c, inner)) {
      collectParts(c, inner, parts);
      c.depth--;
    } else parts.push({ reg: c.part.expression(c, operand), conv: Conv.none });
  }
}

function skipParentheses(c: Lowering, node: number): number {
  let n = node;
  while (n >= 0 && kindOf(c, n) === K.parenthesized_expression) n = firstNamed(c, n);
  return n;
}

function stringParts(c: Lowering, node: number, parts: Part[]): void {
  const { f } = c.syntax;
  const open = childOf(c, node, K.string_start);
  const prefix = open < 0 ? "" : textOf(c, open).toLowerCase();
  const raw = prefix.includes("r");
  const template = prefix.includes("f") || prefix.includes("t");
  const end = nextOf(c, node);
  for (let i = node + 1; i < end; i = nextOf(c, i)) {
    const kind = kindOf(c, i);
    if (kind === K.string_content) {
      const from = startOf(c, i);
      let text = c.text.slice(from, Math.min(endOf(c, i), from + MAX_LITERAL));
      if (!raw && text.includes("\\")) text = decodeEscapes(text);
      if (template) text = text.replaceAll("{{", "{").replaceAll("}}", "}");
      parts.push(text);
    } else if (kind === K.interpolation) {
      const value = childIn(c, i, f.expression);
      if (value < 0) continue;
      const spec = childIn(c, i, f.format_specifier);
      const conversion = childIn(c, i, f.type_conversion);
      const named = childOf(c, i, T["="]);
      if (named >= 0) parts.push(c.text.slice(startOf(c, i) + 1, endOf(c, named)));
      let conv: number = Conv.none;
      if (conversion >= 0) conv = textOf(c, conversion) === "!s" ? Conv.none : Conv.repr;
      else if (spec >= 0 && isNumberFormat(textOf(c, spec))) conv = Conv.number;
      else if (named >= 0 && spec < 0) conv = Conv.repr;
      parts.push({ reg: c.part.expression(c, value), conv });
    }
  }
}

/** The value of a literal without interpolation; undefined for anything else. */
export function literalText(c: Lowering, node: number): string | undefined {
  if (kindOf(c, node) !== K.string) return undefined;
  const parts: Part[] = [];
  if (childOf(c, node, K.interpolation) >= 0) return undefined;
  stringParts(c, node, parts);
  return parts.join("");
}

const numberFormat = /^:(?:.?[<>=^])?[-+ ]?#?\d*[_,]?(?:\.\d+)?([bdeEfFgGnoxX%])?$/;

/** Formats that only a number accepts: a numeric type letter, or a thousands separator. */
function isNumberFormat(spec: string): boolean {
  if (spec.length > 24) return false;
  const match = numberFormat.exec(spec);
  return match !== null && (match[1] !== undefined || spec.endsWith(",") || spec.endsWith("_"));
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
  "\r\n": "",
};

function decodeEscapes(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{[^}]{1,80}\}|([0-7]{1,3})|(\r\n|[\s\S]))/g,
    (whole, x?: string, u?: string, wide?: string, octal?: string, simple?: string) => {
      const hex = x ?? u ?? wide;
      const code =
        hex !== undefined ? Number.parseInt(hex, 16) : octal !== undefined ? Number.parseInt(octal, 8) : -1;
      if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return simple === undefined ? "\ufffd" : (simpleEscapes[simple] ?? whole);
    },
  );
}
