import type { Arg } from "../../ir/builder.ts";
import { CallFlag, Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { stringValue } from "./literals.ts";
import {
  childIn,
  type ExpressionTable,
  endOf,
  firstPart,
  hasChild,
  kindOf,
  type Lowering,
  nothing,
  partsOf,
  startOf,
  textOf,
  unwrapped,
} from "./lowering.ts";
import { readSuper, resolve } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";
import { templateParts } from "./texts.ts";

function call(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const callee = childIn(c, node, c.fields.function);
  const list = childIn(c, node, c.fields.arguments);
  if (callee < 0) return b.opaque([], start, end);
  const imported = importCall(c, node, callee, list);
  if (imported >= 0) return imported;
  let flags = 0;
  if (hasChild(c, node, Token["?."]) || childIn(c, node, c.fields.optional_chain) >= 0)
    flags |= CallFlag.optional;
  if (list >= 0 && kindOf(c, list) === Kind.template_string) flags |= CallFlag.tagged;
  const target = unwrapped(c, callee);
  switch (kindOf(c, target)) {
    case Kind.super:
      return b.invoke(
        readSuper(c, startOf(c, target), endOf(c, target)),
        "constructor",
        argumentsOf(c, list),
        [],
        flags,
        start,
        end,
      );
    case Kind.member_expression: {
      const object = childIn(c, target, c.fields.object);
      const property = childIn(c, target, c.fields.property);
      if (object < 0 || property < 0) break;
      const receiver = c.expression(object);
      return b.invoke(receiver, textOf(c, property), argumentsOf(c, list), [], flags, start, end);
    }
    case Kind.subscript_expression: {
      const object = childIn(c, target, c.fields.object);
      const index = childIn(c, target, c.fields.index);
      if (object < 0 || index < 0) break;
      const receiver = c.expression(object);
      if (kindOf(c, index) === Kind.string) {
        return b.invoke(receiver, stringValue(c, index), argumentsOf(c, list), [], flags, start, end);
      }
      const method = b.value(
        Op.index,
        receiver,
        c.expression(index),
        -1,
        startOf(c, target),
        endOf(c, target),
      );
      return b.call(method, receiver, argumentsOf(c, list), [], flags, start, end);
    }
    default:
  }
  return b.call(c.expression(target), -1, argumentsOf(c, list), [], flags, start, end);
}

function construct(c: Lowering, node: number): Reg {
  const { b } = c.fn;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const callee = childIn(c, node, c.fields.constructor);
  if (callee < 0) return b.opaque([], start, end);
  const made = c.expression(callee);
  return b.call(made, -1, argumentsOf(c, childIn(c, node, c.fields.arguments)), [], CallFlag.new, start, end);
}

/** Arguments in order; for a tagged template the list of its strings and then its values. */
export function argumentsOf(c: Lowering, list: number): Arg[] {
  if (list < 0) return [];
  if (kindOf(c, list) === Kind.template_string) return templateArguments(c, list);
  const args: Arg[] = [];
  for (const part of partsOf(c, list)) {
    if (kindOf(c, part) === Kind.spread_element) {
      const inner = firstPart(c, part);
      if (inner >= 0) args.push({ reg: c.expression(inner), spread: true });
    } else args.push({ reg: c.fn.b.placed(c.expression(part), startOf(c, part), endOf(c, part)) });
  }
  return args;
}

function templateArguments(c: Lowering, template: number): Arg[] {
  const { b } = c.fn;
  const start = startOf(c, template);
  const end = endOf(c, template);
  const { strings, values } = templateParts(c, template);
  const constants = strings.map((text) => ({ reg: b.const(text, start, end) }));
  const args: Arg[] = [{ reg: b.array(constants, 0, start, end) }];
  for (const value of values) args.push({ reg: value < 0 ? nothing(c, template) : c.expression(value) });
  return args;
}

/** `import("x")` and `require("x")`; -1 when the call is neither or its argument is no constant. */
function importCall(c: Lowering, node: number, callee: number, list: number): Reg {
  const kind = kindOf(c, callee);
  if (list < 0 || (kind !== Kind.import && kind !== Kind.identifier)) return -1;
  if (kind === Kind.identifier && textOf(c, callee) !== "require") return -1;
  const argument = kindOf(c, list) === Kind.arguments ? firstPart(c, list) : -1;
  if (argument < 0) return -1;
  const specifier = constantText(c, argument);
  if (specifier === undefined) return -1;
  if (kind === Kind.identifier && resolve(c, "require") !== undefined && !madeByCreateRequire(c)) return -1;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const entry = c.file.import({ specifier, name: "*", typeOnly: false, start, end });
  return c.fn.b.value(Op.import, entry, -1, -1, start, end);
}

/** `const require = createRequire(import.meta.url)` gives an ES module the usual function. */
function madeByCreateRequire(c: Lowering): boolean {
  return resolve(c, "require")?.global === true && c.text.includes("createRequire");
}

function constantText(c: Lowering, node: number): string | undefined {
  const inner = unwrapped(c, node);
  if (kindOf(c, inner) === Kind.string) return stringValue(c, inner);
  if (kindOf(c, inner) !== Kind.template_string) return undefined;
  const { strings, values } = templateParts(c, inner);
  return values.length === 0 ? strings[0] : undefined;
}

export const callExpressions: ExpressionTable = {
  [Kind.call_expression]: call,
  [Kind.new_expression]: construct,
  [Kind.import]: (c, node) =>
    c.fn.b.value(Op.global, c.file.sym("import"), -1, -1, startOf(c, node), endOf(c, node)),
};
