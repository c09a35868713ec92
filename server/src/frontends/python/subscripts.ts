import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import { childIn, endOf, isNamed, kindOf, type Lowering, namedFrom, nextOf, startOf } from "./lowering.ts";
import { K } from "./syntax.ts";

/** `a[b]`, `a[b:c]`, `a[b, c]`. */
export function lowerSubscript(c: Lowering, node: number): Reg {
  const { f } = c.syntax;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const object = c.part.expression(c, childIn(c, node, f.value));
  const keys = keyNodes(c, node);
  const only = keys[0];
  if (keys.length === 1 && only !== undefined && kindOf(c, only) === K.slice) {
    const [from, to] = sliceBounds(c, only);
    return c.fn.value(Op.slice, object, -1, c.fn.list([from, to]), start, end);
  }
  return c.fn.value(Op.index, object, lowerKey(c, node), -1, start, end);
}

/** The key of a subscript as one value. */
export function lowerKey(c: Lowering, node: number): Reg {
  const start = startOf(c, node);
  const end = endOf(c, node);
  const keys = keyNodes(c, node);
  const values = keys.map((key) => {
    if (kindOf(c, key) !== K.slice) return c.part.expression(c, key);
    return c.fn.opaque(
      sliceBounds(c, key).filter((r) => r >= 0),
      startOf(c, key),
      endOf(c, key),
    );
  });
  if (values.length === 1) return values[0] ?? -1;
  return c.fn.array(
    values.map((reg) => ({ reg })),
    1,
    start,
    end,
  );
}

function keyNodes(c: Lowering, node: number): number[] {
  const { f } = c.syntax;
  const out: number[] = [];
  const end = nextOf(c, node);
  for (let i = node + 1; i < end; i = nextOf(c, i))
    if (c.tree.field[i] === f.subscript && isNamed(c, i)) out.push(i);
  return out;
}

/** Start and end of a slice; the step changes nothing that is followed. */
function sliceBounds(c: Lowering, node: number): [Reg, Reg] {
  const end = nextOf(c, node);
  let colon = node + 1;
  const first = namedFrom(c, node + 1, end);
  while (colon < end && isNamed(c, colon)) colon = nextOf(c, colon);
  const from = first >= 0 && first < colon ? c.part.expression(c, first) : -1;
  const second = namedFrom(c, Math.min(colon + 1, end), end);
  // `a[b::c]`: what follows a second colon is the step.
  const step = second >= 0 && second > colon + 1 && !isNamed(c, second - 1) && second - 1 > colon;
  const to = second >= 0 && !step ? c.part.expression(c, second) : -1;
  return [from, to];
}
