import type { Arg, KeyArg } from "../../ir/builder.ts";
import { Bin, Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
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
import { isFree } from "./scopes.ts";
import { lowerKey } from "./subscripts.ts";
import { K, T } from "./syntax.ts";

/** `f(x)`, `o.m(x)`, `o[k](x)`, `super().m(x)`, `isinstance(x, T)`. */
export function lowerCall(c: Lowering, node: number): Reg {
  const { fn } = c;
  const { f } = c.syntax;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const callee = childIn(c, node, f.function);
  const list = childIn(c, node, f.arguments);
  switch (callee < 0 ? 0 : kindOf(c, callee)) {
    case K.identifier: {
      const name = textOf(c, callee);
      if (name === "super" && isFree(c, name)) return fn.value(Op.super, -1, -1, -1, start, end);
      if (name === "isinstance" && isFree(c, name)) {
        const args = list < 0 ? [] : namedChildren(c, list);
        const [value, type] = args;
        if (args.length === 2 && value !== undefined && type !== undefined)
          return lowerIsType(c, value, type, start, end);
      }
      break;
    }
    case K.attribute: {
      const object = c.part.expression(c, childIn(c, callee, f.object));
      const name = childIn(c, callee, f.attribute);
      const { args, keys } = lowerArguments(c, list);
      return fn.invoke(object, name < 0 ? "" : textOf(c, name), args, keys, 0, start, end);
    }
    case K.subscript: {
      const object = c.part.expression(c, childIn(c, callee, f.value));
      const element = fn.value(
        Op.index,
        object,
        lowerKey(c, callee),
        -1,
        startOf(c, callee),
        endOf(c, callee),
      );
      const { args, keys } = lowerArguments(c, list);
      return fn.call(element, object, args, keys, 0, start, end);
    }
  }
  const target = c.part.expression(c, callee);
  const { args, keys } = lowerArguments(c, list);
  return fn.call(target, -1, args, keys, 0, start, end);
}

function lowerArguments(c: Lowering, list: number): { args: Arg[]; keys: KeyArg[] } {
  const args: Arg[] = [];
  const keys: KeyArg[] = [];
  if (list < 0) return { args, keys };
  if (kindOf(c, list) === K.generator_expression)
    return { args: [{ reg: c.part.expression(c, list) }], keys };
  const { f } = c.syntax;
  for (const child of namedChildren(c, list)) {
    switch (kindOf(c, child)) {
      case K.keyword_argument: {
        const name = childIn(c, child, f.name);
        keys.push({
          name: name < 0 ? "" : textOf(c, name),
          reg: c.fn.placed(
            c.part.expression(c, childIn(c, child, f.value)),
            startOf(c, childIn(c, child, f.value)),
            endOf(c, childIn(c, child, f.value)),
          ),
        });
        break;
      }
      case K.dictionary_splat:
        keys.push({ name: undefined, reg: c.part.expression(c, firstNamed(c, child)) });
        break;
      case K.list_splat:
        args.push({ spread: true, reg: c.part.expression(c, firstNamed(c, child)) });
        break;
      default:
        args.push({ reg: c.fn.placed(c.part.expression(c, child), startOf(c, child), endOf(c, child)) });
    }
  }
  return { args, keys };
}

/** One test per type of `isinstance(x, (A, B))` or `isinstance(x, A | B)`, joined by or. */
function lowerIsType(c: Lowering, value: number, type: number, start: number, end: number): Reg {
  const subject = c.part.expression(c, value);
  let result = -1;
  for (const one of typeList(c, type)) {
    const test = c.fn.value(Op.isType, subject, c.part.expression(c, one), -1, start, end);
    result = result < 0 ? test : c.fn.value(Op.binary, result, test, Bin.or, start, end);
  }
  return result < 0 ? c.fn.opaque([subject], start, end) : result;
}

/** The types of a tuple or union; any other expression is one type. */
export function typeList(c: Lowering, node: number): number[] {
  const { f } = c.syntax;
  const out: number[] = [];
  const open = [node];
  for (let n = open.pop(); n !== undefined; n = open.pop()) {
    const kind = kindOf(c, n);
    const operator = kind === K.binary_operator ? childIn(c, n, f.operator) : -1;
    const many =
      kind === K.tuple ||
      kind === K.parenthesized_expression ||
      (operator >= 0 && kindOf(c, operator) === T["|"]);
    if (many) open.push(...namedChildren(c, n).reverse());
    else out.push(n);
  }
  return out;
}
