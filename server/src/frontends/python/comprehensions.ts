import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import {
  childIn,
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
import { blockScope, inBlock, targetNames } from "./scopes.ts";
import { K } from "./syntax.ts";
import { assignTarget } from "./targets.ts";

/** A comprehension as loops that fill a list or record. */
export function lowerComprehension(c: Lowering, node: number): Reg {
  const { fn } = c;
  const { f } = c.syntax;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const kind = kindOf(c, node);
  const body = childIn(c, node, f.body);
  const clauses = namedChildren(c, node).filter(
    (n) => kindOf(c, n) === K.for_in_clause || kindOf(c, n) === K.if_clause,
  );
  const result =
    kind === K.dictionary_comprehension
      ? fn.record([], start, end)
      : fn.array([], kind === K.set_comprehension ? 2 : 0, start, end);
  const fill = (): void => {
    if (body < 0) return;
    if (kindOf(c, body) === K.pair) {
      const key = c.part.expression(c, childIn(c, body, f.key));
      const value = c.part.expression(c, childIn(c, body, f.value));
      fn.row(Op.setIndex, -1, result, key, value, startOf(c, body), endOf(c, body));
    } else {
      const reg = c.part.expression(c, body);
      fn.invoke(result, "append", [{ reg }], [], 0, startOf(c, body), endOf(c, body));
    }
  };
  inBlock(c, blockScope(c), () => lowerClauses(c, clauses, 0, fill));
  return result;
}

function lowerClauses(c: Lowering, clauses: readonly number[], at: number, fill: () => void): void {
  const clause = clauses[at];
  if (clause === undefined) {
    fill();
    return;
  }
  if (!enter(c, clause)) return;
  const { fn } = c;
  const start = startOf(c, clause);
  const end = endOf(c, clause);
  if (kindOf(c, clause) === K.if_clause) {
    fn.if(
      c.part.condition(c, firstNamed(c, clause)),
      () => lowerClauses(c, clauses, at + 1, fill),
      undefined,
      start,
      end,
    );
  } else {
    const { f } = c.syntax;
    const source = lowerSources(c, clause, f.right);
    const target = childIn(c, clause, f.left);
    const names = new Set<string>();
    targetNames(c, target, names);
    for (const name of names) c.scope.vars.set(name, fn.variable());
    const body = (): void => {
      assignTarget(c, target, fn.value(Op.iter, source, 0, -1, start, end));
      lowerClauses(c, clauses, at + 1, fill);
    };
    fn.loop(body, false, start, end);
  }
  c.depth--;
}

/** The iterated value; several (`for x in a, b`) are a tuple. */
function lowerSources(c: Lowering, node: number, field: number): Reg {
  const values: Reg[] = [];
  const end = nextOf(c, node);
  for (let i = node + 1; i < end; i = nextOf(c, i)) {
    if (c.tree.field[i] === field && isNamed(c, i)) values.push(c.part.expression(c, i));
  }
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  return c.fn.array(
    values.map((reg) => ({ reg })),
    1,
    startOf(c, node),
    endOf(c, node),
  );
}
