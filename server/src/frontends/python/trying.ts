import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { typeList } from "./calls.ts";
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
} from "./lowering.ts";
import { K } from "./syntax.ts";
import { assignTarget } from "./targets.ts";

/** `try` with its handlers, `else` (the end of the guarded code) and `finally`. */
export function lowerTry(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const { fn } = c;
  const children = namedChildren(c, node);
  const body = childIn(c, node, f.body);
  const handlers = children.filter(
    (n) => kindOf(c, n) === K.except_clause || kindOf(c, n) === K.except_group_clause,
  );
  const otherwise = children.find((n) => kindOf(c, n) === K.else_clause);
  const last = children.find((n) => kindOf(c, n) === K.finally_clause);
  const exception = handlers.length > 0 ? fn.variable() : -1;
  const run = (clause: number | undefined): void => {
    const block = clause === undefined ? -1 : childOf(c, clause, K.block);
    if (block >= 0) c.part.block(c, block);
  };
  const guarded = (): void => {
    if (body >= 0) c.part.block(c, body);
    run(otherwise);
  };
  const handle = (): void => lowerHandlers(c, handlers, 0, exception);
  fn.try(exception, guarded, handle, () => run(last), startOf(c, node), endOf(c, node));
}

/** Handlers exclude each other; which one runs is not known. */
function lowerHandlers(c: Lowering, handlers: readonly number[], at: number, exception: Reg): void {
  const handler = handlers[at];
  if (handler === undefined || !enter(c, handler)) return;
  const { fn } = c;
  const { f } = c.syntax;
  const start = startOf(c, handler);
  const end = endOf(c, handler);
  let alias = -1;
  const types: Reg[] = [];
  const close = nextOf(c, handler);
  for (let i = handler + 1; i < close; i = nextOf(c, i)) {
    if (c.tree.field[i] !== f.value || !isNamed(c, i)) continue;
    const aliased = kindOf(c, i) === K.as_pattern;
    if (aliased) alias = childIn(c, i, f.alias);
    if (at + 1 === handlers.length) continue;
    for (const type of typeList(c, aliased ? firstNamed(c, i) : i)) types.push(c.part.expression(c, type));
  }
  const body = (): void => {
    if (alias >= 0) assignTarget(c, alias, exception);
    const block = childOf(c, handler, K.block);
    if (block >= 0) c.part.block(c, block);
  };
  if (at + 1 === handlers.length) body();
  else
    fn.if(
      fn.opaque(types, start, end),
      body,
      () => lowerHandlers(c, handlers, at + 1, exception),
      start,
      end,
    );
  c.depth--;
}

/** `with`: what is bound, then the body in line. */
export function lowerWith(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const clause = childOf(c, node, K.with_clause);
  for (const item of clause < 0 ? [] : namedChildren(c, clause)) {
    if (kindOf(c, item) !== K.with_item) continue;
    let value = childIn(c, item, f.value);
    while (value >= 0 && kindOf(c, value) === K.parenthesized_expression) value = firstNamed(c, value);
    if (value < 0) continue;
    if (kindOf(c, value) !== K.as_pattern) {
      c.part.expression(c, value);
      continue;
    }
    const source = c.part.expression(c, firstNamed(c, value));
    const bound = c.fn.value(Op.enter, source, -1, -1, startOf(c, value), endOf(c, value));
    assignTarget(c, childIn(c, value, f.alias), bound);
  }
  const body = childIn(c, node, f.body);
  if (body >= 0) c.part.block(c, body);
}
