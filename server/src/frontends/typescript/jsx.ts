import { Op } from "../../ir/ops.ts";
import type { Reg, Sym } from "../../ir/types.ts";
import { constant, stringValue, unescapeEntity } from "./literals.ts";
import {
  childIn,
  type ExpressionTable,
  endOf,
  firstPart,
  kindOf,
  type Lowering,
  nextOf,
  nothing,
  partFrom,
  partsOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { Kind } from "./syntax.ts";

function element(c: Lowering, node: number): Reg {
  const open = childIn(c, node, c.fields.open_tag);
  return open < 0 ? c.fn.b.opaque([], startOf(c, node), endOf(c, node)) : build(c, node, open);
}

function build(c: Lowering, node: number, open: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const tag = tagOf(c, open);
  const props: (Sym | Reg)[] = [];
  const close = nextOf(c, open);
  for (let child = open + 1; child < close; child = nextOf(c, child)) {
    const kind = kindOf(c, child);
    if (kind === Kind.jsx_attribute) addAttribute(c, child, props);
    else if (kind === Kind.jsx_expression) {
      const value = expressionIn(c, child);
      if (value >= 0) props.push(-1, value);
    }
  }
  const children = open === node ? [] : childrenOf(c, node, open);
  const x = b.list([props.length / 2, ...props, children.length, ...children]);
  return b.value(Op.jsx, b.cell(), tag, x, start, end);
}

/** A component is its value; a host element its name as text; a fragment has the empty name. */
function tagOf(c: Lowering, open: number): Reg {
  const name = childIn(c, open, c.fields.name);
  if (name < 0) return constant(c, open, "");
  const text = textOf(c, name);
  const kind = kindOf(c, name);
  const host = kind === Kind.jsx_namespace_name || (kind === Kind.identifier && /^[a-z]|-/.test(text));
  return host ? constant(c, name, text) : c.expression(name);
}

function addAttribute(c: Lowering, node: number, props: (Sym | Reg)[]): void {
  const name = firstPart(c, node);
  if (name < 0) return;
  const value = partFrom(c, node, nextOf(c, name));
  let reg: Reg;
  if (value < 0) reg = constant(c, node, true);
  else if (kindOf(c, value) === Kind.string) reg = constant(c, value, stringValue(c, value));
  else reg = c.expression(value);
  props.push(c.file.sym(textOf(c, name)), reg);
}

function expressionIn(c: Lowering, node: number): Reg {
  const inner = firstPart(c, node);
  return inner < 0 ? -1 : c.expression(inner);
}

function childrenOf(c: Lowering, node: number, open: number): Reg[] {
  const children: Reg[] = [];
  let text = "";
  let textStart = -1;
  let textEnd = -1;
  const flush = (): void => {
    const kept = visible(text);
    if (kept !== "") children.push(c.fn.b.const(kept, textStart, textEnd));
    text = "";
    textStart = -1;
  };
  for (const part of partsOf(c, node)) {
    const kind = kindOf(c, part);
    if (part === open || kind === Kind.jsx_closing_element) continue;
    if (kind === Kind.jsx_text || kind === Kind.html_character_reference) {
      if (textStart < 0) textStart = startOf(c, part);
      textEnd = endOf(c, part);
      text += kind === Kind.jsx_text ? textOf(c, part) : unescapeEntity(textOf(c, part));
      continue;
    }
    flush();
    const value = kind === Kind.jsx_expression ? expressionIn(c, part) : c.expression(part);
    if (value >= 0) children.push(value);
  }
  flush();
  return children;
}

/** White space around line ends is not part of the text. */
function visible(text: string): string {
  if (!text.includes("\n")) return text;
  const lines = text.split("\n");
  return lines
    .map((line, i) => {
      const head = i === 0 ? line : line.trimStart();
      return i === lines.length - 1 ? head : head.trimEnd();
    })
    .filter((line) => line !== "")
    .join(" ");
}

export const jsxExpressions: ExpressionTable = {
  [Kind.jsx_element]: element,
  [Kind.jsx_self_closing_element]: (c, node) => build(c, node, node),
  [Kind.jsx_expression]: (c, node) => {
    const value = expressionIn(c, node);
    return value < 0 ? nothing(c, node) : value;
  },
};
