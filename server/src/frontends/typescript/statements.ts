import { Op } from "../../ir/ops.ts";
import { declarePattern, emitBlock, emitBody } from "./blocks.ts";
import {
  childIn,
  endOf,
  firstPart,
  kindOf,
  type Lowering,
  partsOf,
  type StatementTable,
  startOf,
  textOf,
} from "./lowering.ts";
import { condition } from "./operators.ts";
import { assign } from "./patterns.ts";
import { bind, inBlock } from "./scopes.ts";
import { Kind } from "./syntax.ts";

function choice(c: Lowering, node: number): void {
  const { b } = c.fn;
  const test = childIn(c, node, c.fields.condition);
  const yes = childIn(c, node, c.fields.consequence);
  const no = childIn(c, node, c.fields.alternative);
  const start = startOf(c, node);
  const end = endOf(c, node);
  const value = test < 0 ? b.opaque([], start, end) : condition(c, test);
  b.if(value, () => emitBody(c, yes), no < 0 ? undefined : () => emitBody(c, no), start, end);
}

function attempt(c: Lowering, node: number): void {
  const { b } = c.fn;
  const body = childIn(c, node, c.fields.body);
  const handler = childIn(c, node, c.fields.handler);
  const finalizer = childIn(c, node, c.fields.finalizer);
  const last = finalizer < 0 ? -1 : childIn(c, finalizer, c.fields.body);
  const exception = handler < 0 ? -1 : b.variable();
  b.try(
    exception,
    () => emitBody(c, body),
    () => {
      if (handler >= 0) caught(c, handler, exception);
    },
    () => emitBody(c, last),
    startOf(c, node),
    endOf(c, node),
  );
}

function caught(c: Lowering, handler: number, exception: number): void {
  const parameter = childIn(c, handler, c.fields.parameter);
  inBlock(c, () => {
    if (parameter >= 0 && kindOf(c, parameter) === Kind.identifier) bind(c, textOf(c, parameter), exception);
    else if (parameter >= 0) {
      declarePattern(c, parameter);
      assign(c, parameter, exception);
    }
    emitBody(c, childIn(c, handler, c.fields.body));
  });
}

function operandOf(c: Lowering, node: number): number {
  const part = firstPart(c, node);
  return part < 0 ? -1 : c.expression(part);
}

export const plainStatements: StatementTable = {
  [Kind.if_statement]: choice,
  [Kind.try_statement]: attempt,
  [Kind.statement_block]: emitBlock,
  [Kind.expression_statement]: (c, node) => {
    const inner = firstPart(c, node);
    if (inner < 0) return;
    if (kindOf(c, inner) === Kind.internal_module) c.statement(inner);
    else c.expression(inner);
  },
  [Kind.return_statement]: (c, node) => {
    c.fn.b.row(Op.return, -1, operandOf(c, node), -1, -1, startOf(c, node), endOf(c, node));
  },
  [Kind.throw_statement]: (c, node) => {
    c.fn.b.row(Op.throw, -1, operandOf(c, node), -1, -1, startOf(c, node), endOf(c, node));
  },
  [Kind.with_statement]: (c, node) => {
    const object = childIn(c, node, c.fields.object);
    if (object >= 0) c.expression(object);
    emitBody(c, childIn(c, node, c.fields.body));
  },
  [Kind.ERROR]: (c, node) => {
    for (const part of partsOf(c, node)) c.statement(part);
  },
  [Kind.empty_statement]: () => {},
  [Kind.debugger_statement]: () => {},
  [Kind.comment]: () => {},
};
