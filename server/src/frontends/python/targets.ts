import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import {
  childIn,
  endOf,
  enter,
  firstNamed,
  kindOf,
  type Lowering,
  namedChildren,
  startOf,
  textOf,
} from "./lowering.ts";
import { writeName } from "./scopes.ts";
import { lowerKey } from "./subscripts.ts";
import { K } from "./syntax.ts";

/** Stores a value in a target: a name, a member, an element, or a pattern of targets. */
export function assignTarget(c: Lowering, target: number, value: Reg): void {
  if (target < 0) return;
  const { f } = c.syntax;
  const start = startOf(c, target);
  const end = endOf(c, target);
  switch (kindOf(c, target)) {
    case K.identifier:
    case K.keyword_identifier:
      writeName(c, textOf(c, target), value, start, end);
      return;
    case K.attribute: {
      const object = c.part.expression(c, childIn(c, target, f.object));
      c.fn.row(
        Op.setMember,
        -1,
        object,
        c.file.sym(textOf(c, childIn(c, target, f.attribute))),
        value,
        start,
        end,
      );
      return;
    }
    case K.subscript: {
      const object = c.part.expression(c, childIn(c, target, f.value));
      c.fn.row(Op.setIndex, -1, object, lowerKey(c, target), value, start, end);
      return;
    }
    case K.pattern_list:
    case K.tuple_pattern:
    case K.list_pattern:
    case K.expression_list:
    case K.tuple:
    case K.list:
      if (!enter(c, target)) return;
      destructure(c, namedChildren(c, target), value);
      c.depth--;
      return;
    case K.as_pattern_target:
    case K.parenthesized_expression:
    case K.list_splat_pattern:
    case K.list_splat:
      if (!enter(c, target)) return;
      assignTarget(c, firstNamed(c, target), value);
      c.depth--;
      return;
  }
}

function destructure(c: Lowering, items: readonly number[], value: Reg): void {
  const star = items.findIndex((item) => isSplat(c, item));
  for (const [i, item] of items.entries()) {
    const start = startOf(c, item);
    const end = endOf(c, item);
    if (i === star) {
      const after = items.length - 1 - i;
      const from = i === 0 ? -1 : c.fn.const(i, start, end);
      const to = after === 0 ? -1 : c.fn.const(-after, start, end);
      assignTarget(c, item, c.fn.value(Op.slice, value, -1, c.fn.list([from, to]), start, end));
    } else {
      const key = c.fn.const(star >= 0 && i > star ? i - items.length : i, start, end);
      assignTarget(c, item, c.fn.value(Op.index, value, key, -1, start, end));
    }
  }
}

/** The targets of a pattern without a starred one; undefined for any other target. */
export function plainItems(c: Lowering, target: number): number[] | undefined {
  const kind = kindOf(c, target);
  if (kind !== K.pattern_list && kind !== K.tuple_pattern && kind !== K.list_pattern) return undefined;
  const items = namedChildren(c, target);
  return items.some((item) => isSplat(c, item)) ? undefined : items;
}

function isSplat(c: Lowering, node: number): boolean {
  const kind = kindOf(c, node);
  return kind === K.list_splat_pattern || kind === K.list_splat;
}
