import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { lowerAssignment, lowerAugmented } from "./assignments.ts";
import { lowerDefinition } from "./functions.ts";
import { lowerImport, lowerImportFrom } from "./imports.ts";
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
  textOf,
} from "./lowering.ts";
import { lowerMatch } from "./matching.ts";
import { lowerKey } from "./subscripts.ts";
import { K } from "./syntax.ts";
import { assignTarget } from "./targets.ts";
import { lowerTry, lowerWith } from "./trying.ts";
import { typeOf } from "./types.ts";

/** Lowers the statements of a block or module. */
export function lowerBlock(c: Lowering, block: number): void {
  if (!enter(c, block)) return;
  const end = nextOf(c, block);
  for (let i = block + 1; i < end; i = nextOf(c, i)) if (isNamed(c, i)) lowerStatement(c, i);
  c.depth--;
}

function lowerStatement(c: Lowering, node: number): void {
  const { fn } = c;
  const { f } = c.syntax;
  const start = startOf(c, node);
  const end = endOf(c, node);
  switch (kindOf(c, node)) {
    case K.comment:
    case K.line_continuation:
    case K.pass_statement:
    case K.global_statement:
    case K.nonlocal_statement:
    case K.future_import_statement:
      return;
    case K.expression_statement:
      lowerExpressionStatement(c, node);
      return;
    case K.return_statement: {
      const value = firstNamed(c, node);
      fn.row(Op.return, -1, value < 0 ? -1 : c.part.expression(c, value), -1, -1, start, end);
      return;
    }
    case K.if_statement:
      lowerIf(c, node);
      return;
    case K.for_statement:
      lowerFor(c, node, start, end);
      return;
    case K.while_statement:
      lowerWhile(c, node, start, end);
      return;
    case K.try_statement:
      lowerTry(c, node);
      return;
    case K.with_statement:
      lowerWith(c, node);
      return;
    case K.match_statement:
      lowerMatch(c, node);
      return;
    case K.function_definition:
    case K.class_definition:
    case K.decorated_definition:
      lowerDefinition(c, node);
      return;
    case K.import_statement:
      lowerImport(c, node);
      return;
    case K.import_from_statement:
      lowerImportFrom(c, node);
      return;
    case K.raise_statement: {
      const value = firstNamed(c, node);
      const reg = value < 0 || c.tree.field[value] === f.cause ? -1 : c.part.expression(c, value);
      const cause = childIn(c, node, f.cause);
      if (cause >= 0) c.part.expression(c, cause);
      fn.row(Op.throw, -1, reg, -1, -1, start, end);
      return;
    }
    case K.assert_statement:
      // The message is evaluated only when the assertion fails.
      fn.row(Op.assert, -1, c.part.condition(c, firstNamed(c, node)), -1, -1, start, end);
      return;
    case K.delete_statement:
      for (const child of namedChildren(c, node)) lowerDelete(c, child);
      return;
    case K.break_statement:
      if (c.blocks >= 0) fn.row(Op.break, -1, c.blocks, -1, -1, start, end);
      return;
    case K.continue_statement:
      if (c.blocks >= 0) fn.row(Op.continue, -1, c.blocks, -1, -1, start, end);
      return;
    case K.type_alias_statement: {
      const name = childIn(c, node, f.left);
      if (name >= 0)
        c.file.ir.typeNames.push({ name: textOf(c, name), type: typeOf(c, childIn(c, node, f.right)) });
      return;
    }
    case K.print_statement:
    case K.exec_statement: {
      const name = kindOf(c, node) === K.print_statement ? "print" : "exec";
      const args = namedChildren(c, node).map((child) => ({ reg: c.part.expression(c, child) }));
      fn.call(
        fn.value(Op.global, c.file.sym(name), -1, -1, start, start + name.length),
        -1,
        args,
        [],
        0,
        start,
        end,
      );
      return;
    }
    case K.ERROR:
    case K.block:
    case K.module:
    case K.decorator:
      lowerBlock(c, node);
      return;
    default:
      lowerLoose(c, node);
  }
}

function lowerExpressionStatement(c: Lowering, node: number): void {
  const [first, ...rest] = namedChildren(c, node);
  if (first === undefined) return;
  if (rest.length > 0) {
    for (const child of [first, ...rest]) c.part.expression(c, child);
    return;
  }
  lowerLoose(c, first);
}

/** An assignment or expression whose value nobody takes. */
function lowerLoose(c: Lowering, node: number): void {
  switch (kindOf(c, node)) {
    case K.assignment:
      lowerAssignment(c, node);
      return;
    case K.augmented_assignment:
      lowerAugmented(c, node);
      return;
    case K.string:
      // A docstring or comment in string form, unless it calls something.
      if (childOf(c, node, K.interpolation) >= 0) c.part.expression(c, node);
      return;
    case K.ellipsis:
      return;
    default:
      c.part.expression(c, node);
  }
}

function lowerIf(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const clauses = [node];
  const end = nextOf(c, node);
  for (let i = node + 1; i < end; i = nextOf(c, i))
    if (c.tree.field[i] === f.alternative && isNamed(c, i)) clauses.push(i);
  lowerIfClause(c, clauses, 0);
}

function lowerIfClause(c: Lowering, clauses: readonly number[], at: number): void {
  const { f } = c.syntax;
  const clause = clauses[at];
  if (clause === undefined || !enter(c, clause)) return;
  if (kindOf(c, clause) === K.else_clause) lowerBody(c, childIn(c, clause, f.body));
  else {
    const condition = c.part.condition(c, childIn(c, clause, f.condition));
    const then = (): void => lowerBody(c, childIn(c, clause, f.consequence));
    const otherwise = at + 1 < clauses.length ? () => lowerIfClause(c, clauses, at + 1) : undefined;
    c.fn.if(condition, then, otherwise, startOf(c, clause), endOf(c, clause));
  }
  c.depth--;
}

function lowerBody(c: Lowering, block: number): void {
  if (block >= 0) lowerBlock(c, block);
}

function loop(c: Lowering, body: () => void, infinite: boolean, start: number, end: number): void {
  const { blocks } = c;
  c.blocks = 0;
  c.fn.loop(body, infinite, start, end);
  c.blocks = blocks;
}

function lowerElse(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const clause = childIn(c, node, f.alternative);
  if (clause >= 0) lowerBody(c, childIn(c, clause, f.body));
}

function lowerFor(c: Lowering, node: number, start: number, end: number): void {
  const { f } = c.syntax;
  const source: Reg = c.part.expression(c, childIn(c, node, f.right));
  const target = childIn(c, node, f.left);
  const body = (): void => {
    const at = target < 0 ? node : target;
    assignTarget(c, target, c.fn.value(Op.iter, source, 0, -1, startOf(c, at), endOf(c, at)));
    lowerBody(c, childIn(c, node, f.body));
  };
  loop(c, body, false, start, end);
  lowerElse(c, node);
}

function lowerWhile(c: Lowering, node: number, start: number, end: number): void {
  const { f } = c.syntax;
  const condition = childIn(c, node, f.condition);
  const infinite = condition >= 0 && (kindOf(c, condition) === K.true || textOf(c, condition) === "1");
  const body = (): void => {
    if (!infinite) {
      const test = c.part.condition(c, condition);
      const leave = (): void => void c.fn.row(Op.break, -1, 0, -1, -1, start, end);
      c.fn.if(test, () => undefined, leave, start, end);
    }
    lowerBody(c, childIn(c, node, f.body));
  };
  loop(c, body, infinite, start, end);
  lowerElse(c, node);
}

function lowerDelete(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const start = startOf(c, node);
  const end = endOf(c, node);
  switch (kindOf(c, node)) {
    case K.subscript: {
      const object = c.part.expression(c, childIn(c, node, f.value));
      c.fn.row(Op.del, -1, object, lowerKey(c, node), -1, start, end);
      return;
    }
    case K.attribute: {
      const object = c.part.expression(c, childIn(c, node, f.object));
      const name = childIn(c, node, f.attribute);
      c.fn.row(Op.del, -1, object, c.fn.const(name < 0 ? "" : textOf(c, name), start, end), -1, start, end);
      return;
    }
    case K.expression_list:
    case K.tuple:
    case K.list:
    case K.parenthesized_expression:
      if (!enter(c, node)) return;
      for (const child of namedChildren(c, node)) lowerDelete(c, child);
      c.depth--;
  }
}
