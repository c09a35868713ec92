import type { Reg } from "../../ir/types.ts";
import { type ExpressionTable, endOf, kindOf, type Lowering, nextOf, startOf, textOf } from "./lowering.ts";
import { Kind } from "./syntax.ts";

/** Longer strings keep a prefix: nobody reads more of them, and they would fill the cache. */
const LONGEST_STRING = 0x10000;

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
  "\n": "",
  "\u2028": "",
  "\u2029": "",
};

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** What an escape sequence of a string or template stands for. */
export function unescapeSequence(source: string): string {
  const kind = source[1] ?? "";
  if (kind === "x" || kind === "u") {
    const digits = source[2] === "{" ? source.slice(3, -1) : source.slice(2);
    const code = Number.parseInt(digits, 16);
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : source;
  }
  if (kind === "\r") return "";
  if (kind >= "0" && kind <= "7" && source.length > 2) {
    const code = Number.parseInt(source.slice(1), 8);
    return Number.isNaN(code) ? source.slice(1) : String.fromCharCode(code);
  }
  return simpleEscapes[kind] ?? source.slice(1);
}

/** What `&amp;` and the like stand for; unknown ones stay as written. */
export function unescapeEntity(source: string): string {
  const name = source.slice(1, source.endsWith(";") ? -1 : undefined);
  if (name.startsWith("#")) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : source;
  }
  return entities[name] ?? source;
}

export function clipped(text: string): string {
  return text.length > LONGEST_STRING ? text.slice(0, LONGEST_STRING) : text;
}

/** The decoded text of a string node. */
export function stringValue(c: Lowering, node: number): string {
  const end = nextOf(c, node);
  let value = "";
  for (let child = node + 1; child < end; child = nextOf(c, child)) {
    const kind = kindOf(c, child);
    if (kind === Kind.string_fragment) value += textOf(c, child);
    else if (kind === Kind.escape_sequence) value += unescapeSequence(textOf(c, child));
    else if (kind === Kind.html_character_reference) value += unescapeEntity(textOf(c, child));
    if (value.length > LONGEST_STRING) return clipped(value);
  }
  return value;
}

export function numberValue(source: string): number {
  const digits = source.replaceAll("_", "");
  const plain = digits.endsWith("n") && !/^0x/i.test(digits) ? digits.slice(0, -1) : digits.replace(/n$/, "");
  const value = /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
  return Number.isNaN(value) ? 0 : value;
}

export const literalExpressions: ExpressionTable = {
  [Kind.string]: (c, node) => constant(c, node, stringValue(c, node)),
  [Kind.number]: (c, node) => constant(c, node, numberValue(textOf(c, node))),
  [Kind.true]: (c, node) => constant(c, node, true),
  [Kind.false]: (c, node) => constant(c, node, false),
  [Kind.null]: (c, node) => constant(c, node, null),
  [Kind.undefined]: (c, node) => constant(c, node, null),
  [Kind.private_property_identifier]: (c, node) => constant(c, node, textOf(c, node)),
};

export function constant(c: Lowering, node: number, value: string | number | boolean | null): Reg {
  return c.fn.b.const(value, startOf(c, node), endOf(c, node));
}
