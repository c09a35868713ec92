import { Bin, Cmp, Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import {
  declarePattern,
  declareStatement,
  declareStatements,
  emitBody,
  emitStatements,
  hoistFunctions,
} from "./blocks.ts";
import {
  childIn,
  endOf,
  firstPart,
  hasChild,
  kindOf,
  type Lowering,
  partsOf,
  type StatementTable,
  startOf,
  textOf,
  unwrapped,
} from "./lowering.ts";
import { condition } from "./operators.ts";
import { assign } from "./patterns.ts";
import { inBlock, type Target } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";

function aimedAt(c: Lowering, target: Target, body: () => void): void {
  c.fn.targets.push(target);
  body();
  c.fn.targets.pop();
}

/** A loop of the language; its label, if it has one, waits in the context. */
function repeat(c: Lowering, node: number, infinite: boolean, body: () => void): void {
  const label = c.label;
  c.label = undefined;
  aimedAt(c, { loop: true, choice: false, label }, () => {
    c.fn.b.loop(body, infinite, startOf(c, node), endOf(c, node));
  });
}

function leaveUnless(c: Lowering, test: number): void {
  const { b } = c.fn;
  const start = startOf(c, test);
  const end = endOf(c, test);
  const value = condition(c, test);
  b.if(
    value,
    () => {},
    () => b.row(Op.break, -1, 0, -1, -1, start, end),
    start,
    end,
  );
}

function alwaysTrue(c: Lowering, test: number): boolean {
  if (test < 0) return true;
  const inner = unwrapped(c, test);
  const kind = kindOf(c, inner);
  return (
    kind === Kind.true || kind === Kind.empty_statement || (kind === Kind.number && textOf(c, inner) === "1")
  );
}

function whileLoop(c: Lowering, node: number): void {
  const test = childIn(c, node, c.fields.condition);
  const endless = alwaysTrue(c, test);
  repeat(c, node, endless, () => {
    if (!endless) leaveUnless(c, test);
    emitBody(c, childIn(c, node, c.fields.body));
  });
}

function doLoop(c: Lowering, node: number): void {
  const test = childIn(c, node, c.fields.condition);
  const endless = alwaysTrue(c, test);
  repeat(c, node, endless, () => {
    emitBody(c, childIn(c, node, c.fields.body));
    if (!endless) leaveUnless(c, test);
  });
}

function forLoop(c: Lowering, node: number): void {
  const initializer = childIn(c, node, c.fields.initializer);
  const test = childIn(c, node, c.fields.condition);
  const increment = childIn(c, node, c.fields.increment);
  const endless = alwaysTrue(c, test);
  const label = c.label;
  inBlock(c, () => {
    if (initializer >= 0) {
      declareStatement(c, initializer);
      c.statement(initializer);
    }
    c.label = label;
    repeat(c, node, endless, () => {
      if (!endless) leaveUnless(c, test);
      emitBody(c, childIn(c, node, c.fields.body));
      if (increment >= 0) c.expression(increment);
    });
  });
}

function forInLoop(c: Lowering, node: number): void {
  const left = childIn(c, node, c.fields.left);
  const right = childIn(c, node, c.fields.right);
  const { b } = c.fn;
  const label = c.label;
  const source = right < 0 ? b.opaque([], startOf(c, node), endOf(c, node)) : c.expression(right);
  const keys = hasChild(c, node, Token.in) ? 1 : 0;
  inBlock(c, () => {
    c.label = label;
    repeat(c, node, false, () => {
      if (left >= 0 && declaresBlockNames(c, node)) declarePattern(c, left);
      const at = left < 0 ? node : left;
      const element = b.value(Op.iter, source, keys, -1, startOf(c, at), endOf(c, at));
      if (left >= 0) assign(c, left, element);
      emitBody(c, childIn(c, node, c.fields.body));
    });
  });
}

/** `const`, `let` or `using` before the loop's variable; `var` names are the function's. */
function declaresBlockNames(c: Lowering, node: number): boolean {
  const { next, field } = c.tree;
  for (let child = node + 1; child < (next[node] as number); child = next[child] as number) {
    if (field[child] === c.fields.kind) return kindOf(c, child) !== Token.var;
  }
  return false;
}

/** A chain of tests; a case that ends without `break` runs on into the next test. */
function choices(c: Lowering, node: number): void {
  const { b } = c.fn;
  const value = childIn(c, node, c.fields.value);
  const body = childIn(c, node, c.fields.body);
  const start = startOf(c, node);
  const end = endOf(c, node);
  const subject = value < 0 ? b.opaque([], start, end) : c.expression(value);
  if (body < 0) return;
  const onTrue = value >= 0 && kindOf(c, unwrapped(c, value)) === Kind.true;
  const label = c.label;
  c.label = undefined;
  const cases = partsOf(c, body);
  aimedAt(c, { loop: false, choice: true, label }, () => {
    b.block(
      () =>
        inBlock(c, () => {
          for (const part of cases) declareStatements(c, part);
          for (const part of cases) hoistFunctions(c, part);
          let fallback = -1;
          let pending: Reg = -1;
          let withDefault = false;
          for (const part of cases) {
            const test = kindOf(c, part) === Kind.switch_case ? childIn(c, part, c.fields.value) : -1;
            if (test >= 0) {
              const hit = caseTest(c, subject, test, onTrue);
              pending =
                pending < 0
                  ? hit
                  : b.value(Op.binary, pending, hit, Bin.or, startOf(c, part), endOf(c, test));
            } else withDefault = true;
            if (!hasBody(c, part, test)) continue;
            if (withDefault && fallback < 0) fallback = part;
            else if (pending >= 0)
              b.if(pending, () => emitCase(c, part, test), undefined, startOf(c, part), endOf(c, part));
            pending = -1;
            withDefault = false;
          }
          if (fallback >= 0) emitCase(c, fallback, childIn(c, fallback, c.fields.value));
        }),
      start,
      end,
    );
  });
}

function caseTest(c: Lowering, subject: Reg, test: number, onTrue: boolean): Reg {
  if (onTrue) return condition(c, test);
  return c.fn.b.value(Op.cmp, subject, c.expression(test), Cmp.eq, startOf(c, test), endOf(c, test));
}

function hasBody(c: Lowering, part: number, test: number): boolean {
  return partsOf(c, part).some((child) => child !== test);
}

function emitCase(c: Lowering, part: number, test: number): void {
  if (test < 0) {
    emitStatements(c, part);
    return;
  }
  for (const child of partsOf(c, part)) if (child !== test) c.statement(child);
}

function labelled(c: Lowering, node: number): void {
  const name = childIn(c, node, c.fields.label);
  const body = childIn(c, node, c.fields.body);
  if (body < 0) return;
  const label = name < 0 ? undefined : textOf(c, name);
  switch (kindOf(c, body)) {
    case Kind.for_statement:
    case Kind.for_in_statement:
    case Kind.while_statement:
    case Kind.do_statement:
    case Kind.switch_statement:
      c.label = label;
      c.statement(body);
      c.label = undefined;
      break;
    default:
      aimedAt(c, { loop: false, choice: false, label }, () => {
        c.fn.b.block(() => emitBody(c, body), startOf(c, node), endOf(c, node));
      });
  }
}

function jump(c: Lowering, node: number, op: typeof Op.break | typeof Op.continue): void {
  const name = firstPart(c, node);
  const label = name < 0 ? undefined : textOf(c, name);
  const { targets } = c.fn;
  for (let depth = 0; depth < targets.length; depth++) {
    const target = targets[targets.length - 1 - depth] as Target;
    const hit =
      label !== undefined ? target.label === label : target.loop || (op === Op.break && target.choice);
    if (!hit) continue;
    c.fn.b.row(op, -1, depth, -1, -1, startOf(c, node), endOf(c, node));
    return;
  }
}

export const loopStatements: StatementTable = {
  [Kind.while_statement]: whileLoop,
  [Kind.do_statement]: doLoop,
  [Kind.for_statement]: forLoop,
  [Kind.for_in_statement]: forInLoop,
  [Kind.switch_statement]: choices,
  [Kind.labeled_statement]: labelled,
  [Kind.break_statement]: (c, node) => jump(c, node, Op.break),
  [Kind.continue_statement]: (c, node) => jump(c, node, Op.continue),
};
