import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { binaryOf, nameIn } from "./expressions.ts";
import {
  childIn,
  endOf,
  firstNamed,
  kindOf,
  type Lowering,
  namedChildren,
  startOf,
  textOf,
} from "./lowering.ts";
import { inClass } from "./scopes.ts";
import { lowerKey } from "./subscripts.ts";
import { K, T } from "./syntax.ts";
import { assignTarget, plainItems } from "./targets.ts";
import { isText, lowerText } from "./texts.ts";
import { isClassVar, isTelling, settingsOf, typeOf } from "./types.ts";

/** `a = b = value`, `a: T = value`, `a: T`. */
export function lowerAssignment(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const targets: number[] = [];
  let value = node;
  let typeNode = -1;
  while (value >= 0 && kindOf(c, value) === K.assignment) {
    targets.push(childIn(c, value, f.left));
    const type = childIn(c, value, f.type);
    if (type >= 0) typeNode = type;
    value = childIn(c, value, f.right);
  }
  const [first = -1] = targets;
  if (typeNode >= 0 && first >= 0 && inClass(c) && kindOf(c, first) === K.identifier) {
    const fields = c.file.ir.classes[c.fn.ir.cls]?.fields;
    fields?.push({
      name: textOf(c, first),
      type: typeOf(c, typeNode),
      static: isClassVar(c, typeNode),
      ...settingsOf(c, [typeNode, value]),
    });
  }
  if (value < 0) return;
  noteAlias(c, first, typeNode, value);
  const items = targets.length === 1 && first >= 0 ? plainItems(c, first) : undefined;
  if (items !== undefined && assignPairwise(c, items, value)) return;
  let reg =
    kindOf(c, value) === K.augmented_assignment ? lowerAugmented(c, value) : c.part.expression(c, value);
  const type = typeNode < 0 ? undefined : typeOf(c, typeNode);
  if (type !== undefined && isTelling(type)) {
    reg = c.fn.value(Op.annotate, reg, c.file.type(type), -1, startOf(c, typeNode), endOf(c, typeNode));
  }
  for (const target of targets) assignTarget(c, target, reg);
}

/** `a, b = c, d`: each value goes to its target without a tuple between them. */
function assignPairwise(c: Lowering, items: readonly number[], value: number): boolean {
  const kind = kindOf(c, value);
  if (kind !== K.expression_list && kind !== K.tuple && kind !== K.list) return false;
  const values = namedChildren(c, value);
  if (values.length !== items.length || values.some((n) => kindOf(c, n) === K.list_splat)) return false;
  // A name may be a target as well: what it holds now is kept.
  const regs = values.map((n): Reg => c.fn.placed(c.part.expression(c, n), startOf(c, n), endOf(c, n)));
  for (const [i, item] of items.entries()) assignTarget(c, item, regs[i] ?? -1);
  return true;
}

const aliasHead = /^(?:typing\.|t\.|typing_extensions\.)?(?:Literal|Union|Optional|Annotated)\[/;

/** `Tone = Literal["a", "b"]` at module level names a type. */
function noteAlias(c: Lowering, target: number, typeNode: number, value: number): void {
  if (c.scope.kind !== "module" || target < 0 || kindOf(c, target) !== K.identifier) return;
  const declared = typeNode >= 0 && textOf(c, typeNode).endsWith("TypeAlias");
  if (
    !declared &&
    !(
      kindOf(c, value) === K.subscript &&
      aliasHead.test(c.text.slice(startOf(c, value), startOf(c, value) + 40))
    )
  )
    return;
  c.file.ir.typeNames.push({ name: textOf(c, target), type: typeOf(c, value) });
}

/** `a += b`; returns the new value. */
export function lowerAugmented(c: Lowering, node: number): Reg {
  const { f } = c.syntax;
  const { fn } = c;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const operator = childIn(c, node, f.operator);
  const kind = operator < 0 ? 0 : kindOf(c, operator);
  const right = childIn(c, node, f.right);
  let target = childIn(c, node, f.left);
  while (target >= 0 && kindOf(c, target) === K.parenthesized_expression) target = firstNamed(c, target);
  const combine = (old: Reg): Reg =>
    kind === T["+="] && right >= 0 && isText(c, right)
      ? lowerText(c, right, start, end, old)
      : fn.value(Op.binary, old, c.part.expression(c, right), binaryOf(kind), start, end);
  if (target < 0) return c.part.expression(c, right);
  switch (kindOf(c, target)) {
    case K.attribute: {
      const object = c.part.expression(c, childIn(c, target, f.object));
      const name = nameIn(c, target, f.attribute);
      const value = combine(fn.member(object, name, startOf(c, target), endOf(c, target)));
      fn.row(Op.setMember, -1, object, c.file.sym(name), value, start, end);
      return value;
    }
    case K.subscript: {
      const object = c.part.expression(c, childIn(c, target, f.value));
      const key = lowerKey(c, target);
      const value = combine(fn.value(Op.index, object, key, -1, startOf(c, target), endOf(c, target)));
      fn.row(Op.setIndex, -1, object, key, value, start, end);
      return value;
    }
    default: {
      const value = combine(c.part.expression(c, target));
      assignTarget(c, target, value);
      return value;
    }
  }
}
