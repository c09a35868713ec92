import { Bin, Cmp, Op } from "../../ir/ops.ts";
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
  textOf,
} from "./lowering.ts";
import { readName, writeName } from "./scopes.ts";
import { K } from "./syntax.ts";

/** `match`: a block whose cases are ifs, each left by a break. */
export function lowerMatch(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const body = childIn(c, node, f.body);
  const subject = lowerSubject(c, node);
  if (body < 0) return;
  const { blocks } = c;
  if (blocks >= 0) c.blocks++;
  const cases = namedChildren(c, body).filter((n) => kindOf(c, n) === K.case_clause);
  c.fn.block(
    () => {
      for (const one of cases) lowerCase(c, one, subject);
    },
    startOf(c, node),
    endOf(c, node),
  );
  c.blocks = blocks;
}

function lowerSubject(c: Lowering, node: number): Reg {
  const { f } = c.syntax;
  const values: Reg[] = [];
  const end = nextOf(c, node);
  for (let i = node + 1; i < end; i = nextOf(c, i)) {
    if (c.tree.field[i] === f.subject && isNamed(c, i)) values.push(c.part.expression(c, i));
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

function lowerCase(c: Lowering, node: number, subject: Reg): void {
  const { f } = c.syntax;
  const { fn } = c;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const patterns = namedChildren(c, node).filter((n) => kindOf(c, n) === K.case_pattern);
  const guard = childIn(c, node, f.guard);
  const body = childIn(c, node, f.consequence);
  const run = (): void => {
    if (body >= 0) c.part.block(c, body);
    fn.row(Op.break, -1, 0, -1, -1, start, end);
  };
  const chosen = (): void => {
    bindAll(c, patterns, subject);
    if (guard >= 0) fn.if(c.part.condition(c, firstNamed(c, guard)), run, undefined, start, end);
    else run();
  };
  const test = testAll(c, patterns, subject);
  if (test < 0) chosen();
  else fn.if(test, chosen, undefined, start, end);
}

function testAll(c: Lowering, patterns: readonly number[], subject: Reg): Reg {
  const [only] = patterns;
  if (only === undefined) return -1;
  return patterns.length === 1
    ? testPattern(c, only, subject)
    : testSequence(c, patterns, subject, startOf(c, only), endOf(c, only));
}

function bindAll(c: Lowering, patterns: readonly number[], subject: Reg): void {
  const [only] = patterns;
  if (only === undefined) return;
  if (patterns.length === 1) bindPattern(c, only, subject);
  else bindSequence(c, patterns, subject);
}

function both(c: Lowering, left: Reg, right: Reg, kind: number, start: number, end: number): Reg {
  if (left < 0) return right;
  return right < 0 ? left : c.fn.value(Op.binary, left, right, kind, start, end);
}

/** The condition under which a pattern matches; -1 when it always does. */
function testPattern(c: Lowering, node: number, subject: Reg): Reg {
  if (node < 0) return -1;
  const start = startOf(c, node);
  const end = endOf(c, node);
  if (!enter(c, node)) return c.fn.opaque([subject], start, end);
  const test = testInner(c, node, subject, start, end);
  c.depth--;
  return test;
}

function testInner(c: Lowering, node: number, subject: Reg, start: number, end: number): Reg {
  const { fn } = c;
  const children = namedChildren(c, node);
  const [first = -1] = children;
  switch (kindOf(c, node)) {
    case K.case_pattern: {
      if (first < 0) return -1;
      const kind = kindOf(c, first);
      if (kind === K.integer || kind === K.float)
        return equals(c, subject, negated(c, node, first), start, end);
      return testPattern(c, first, subject);
    }
    case K.as_pattern:
      return testPattern(c, first, subject);
    case K.dotted_name:
      return children.length === 1 ? -1 : equals(c, subject, dottedValue(c, node), start, end);
    case K.union_pattern: {
      let test = -1;
      for (const child of children) {
        const one = testPattern(c, child, subject);
        if (one < 0) return -1;
        test = both(c, test, one, Bin.or, start, end);
      }
      return test;
    }
    case K.class_pattern: {
      const type =
        first >= 0 && kindOf(c, first) === K.dotted_name ? dottedValue(c, first) : fn.opaque([], start, end);
      let test = fn.value(Op.isType, subject, type, -1, start, end);
      for (const part of classParts(c, node, subject))
        test = both(c, test, testPart(c, part), Bin.and, start, end);
      return test;
    }
    case K.dict_pattern: {
      let test = -1;
      for (const { key, value } of mappingParts(c, node)) {
        const name = c.part.expression(c, key);
        test = both(c, test, fn.value(Op.has, name, subject, -1, start, end), Bin.and, start, end);
        if (isTrivial(c, value)) continue;
        test = both(
          c,
          test,
          testPattern(c, value, fn.value(Op.index, subject, name, -1, start, end)),
          Bin.and,
          start,
          end,
        );
      }
      return test < 0 ? fn.opaque([subject], start, end) : test;
    }
    case K.list_pattern:
    case K.tuple_pattern: {
      // A parenthesised pattern without a comma is the pattern inside.
      if (isGroup(c, node, children)) return testPattern(c, first, subject);
      return testSequence(c, children, subject, start, end);
    }
    case K.splat_pattern:
    case K.identifier:
      return -1;
    case K.keyword_pattern:
      return testPattern(c, children[1] ?? -1, subject);
    case K.complex_pattern:
      return fn.opaque([subject], start, end);
    default:
      return equals(c, subject, c.part.expression(c, node), start, end);
  }
}

function equals(c: Lowering, subject: Reg, value: Reg, start: number, end: number): Reg {
  return c.fn.value(Op.cmp, subject, value, Cmp.eq, start, end);
}

function negated(c: Lowering, node: number, number: number): Reg {
  const value = c.part.expression(c, number);
  return startOf(c, node) === startOf(c, number)
    ? value
    : c.fn.value(Op.unary, value, -1, -1, startOf(c, node), endOf(c, node));
}

function testSequence(c: Lowering, items: readonly number[], subject: Reg, start: number, end: number): Reg {
  let test = c.fn.opaque([subject], start, end);
  for (const [i, item] of items.entries()) {
    if (isTrivial(c, item)) continue;
    test = both(c, test, testPattern(c, item, element(c, items, i, subject)), Bin.and, start, end);
  }
  return test;
}

/** Binds the names of a pattern that matched. */
function bindPattern(c: Lowering, node: number, subject: Reg): void {
  if (node < 0 || !enter(c, node)) return;
  const { fn } = c;
  const start = startOf(c, node);
  const end = endOf(c, node);
  const children = namedChildren(c, node);
  const [first = -1] = children;
  switch (kindOf(c, node)) {
    case K.case_pattern:
      bindPattern(c, first, subject);
      break;
    case K.union_pattern:
      // Every alternative binds the same names.
      bindPattern(c, first, subject);
      break;
    case K.as_pattern:
      bindPattern(c, first, subject);
      if (children[1] !== undefined) writeName(c, textOf(c, children[1]), subject, start, end);
      break;
    case K.dotted_name:
      if (children.length === 1) writeName(c, textOf(c, node), subject, start, end);
      break;
    case K.class_pattern:
      for (const part of classParts(c, node, subject)) {
        if (bindsNothing(c, part.pattern)) continue;
        bindPattern(c, part.pattern, part.read());
      }
      break;
    case K.dict_pattern:
      for (const { key, value } of mappingParts(c, node)) {
        if (bindsNothing(c, value)) continue;
        bindPattern(c, value, fn.value(Op.index, subject, c.part.expression(c, key), -1, start, end));
      }
      for (const child of children) if (kindOf(c, child) === K.splat_pattern) bindSplat(c, child, subject);
      break;
    case K.list_pattern:
    case K.tuple_pattern:
      if (isGroup(c, node, children)) bindPattern(c, first, subject);
      else bindSequence(c, children, subject);
      break;
    case K.splat_pattern:
      bindSplat(c, node, subject);
      break;
  }
  c.depth--;
}

function bindSequence(c: Lowering, items: readonly number[], subject: Reg): void {
  for (const [i, item] of items.entries()) {
    if (!bindsNothing(c, item)) bindPattern(c, item, element(c, items, i, subject));
  }
}

function bindSplat(c: Lowering, node: number, value: Reg): void {
  const name = firstNamed(c, node);
  if (name >= 0) writeName(c, textOf(c, name), value, startOf(c, node), endOf(c, node));
}

/** Element i of a matched sequence; the starred one is a slice, those after it count from the end. */
function element(c: Lowering, items: readonly number[], i: number, subject: Reg): Reg {
  const { fn } = c;
  const item = items[i] ?? -1;
  const start = startOf(c, item);
  const end = endOf(c, item);
  const star = items.findIndex(
    (n) => kindOf(c, n) === K.splat_pattern || kindOf(c, Math.max(firstNamed(c, n), 0)) === K.splat_pattern,
  );
  if (i === star) {
    const after = items.length - 1 - i;
    const bounds = [i === 0 ? -1 : fn.const(i, start, end), after === 0 ? -1 : fn.const(-after, start, end)];
    return fn.value(Op.slice, subject, -1, fn.list(bounds), start, end);
  }
  return fn.value(
    Op.index,
    subject,
    fn.const(star >= 0 && i > star ? i - items.length : i, start, end),
    -1,
    start,
    end,
  );
}

interface ClassPart {
  pattern: number;
  read: () => Reg;
}

const selfMatching = new Set([
  "bool",
  "bytearray",
  "bytes",
  "dict",
  "float",
  "frozenset",
  "int",
  "list",
  "set",
  "str",
  "tuple",
]);

/** The patterns inside `C(a, b=c)` with the values that they are matched against. */
function classParts(c: Lowering, node: number, subject: Reg): ClassPart[] {
  const { fn } = c;
  const [type = -1, ...rest] = namedChildren(c, node);
  const self = type >= 0 && selfMatching.has(textOf(c, type));
  return rest.map((item, i) => {
    const start = startOf(c, item);
    const end = endOf(c, item);
    const inner = firstNamed(c, item);
    if (inner >= 0 && kindOf(c, inner) === K.keyword_pattern) {
      const [key = -1, pattern = -1] = namedChildren(c, inner);
      return { pattern, read: () => fn.member(subject, key < 0 ? "" : textOf(c, key), start, end) };
    }
    return {
      pattern: item,
      read: () => (self ? subject : fn.value(Op.index, subject, fn.const(i, start, end), -1, start, end)),
    };
  });
}

function testPart(c: Lowering, part: ClassPart): Reg {
  return isTrivial(c, part.pattern) ? -1 : testPattern(c, part.pattern, part.read());
}

function mappingParts(c: Lowering, node: number): { key: number; value: number }[] {
  const { f } = c.syntax;
  const out: { key: number; value: number }[] = [];
  let key = -1;
  for (const child of namedChildren(c, node)) {
    if (c.tree.field[child] === f.key) key = child;
    else if (c.tree.field[child] === f.value && key >= 0) out.push({ key, value: child });
  }
  return out;
}

/** Patterns that match anything: names, `_`, `*rest`. */
function isTrivial(c: Lowering, node: number): boolean {
  const inner = node >= 0 && kindOf(c, node) === K.case_pattern ? firstNamed(c, node) : node;
  if (inner < 0) return true;
  const kind = kindOf(c, inner);
  return kind === K.splat_pattern || (kind === K.dotted_name && namedChildren(c, inner).length === 1);
}

function bindsNothing(c: Lowering, node: number): boolean {
  const inner = node >= 0 && kindOf(c, node) === K.case_pattern ? firstNamed(c, node) : node;
  if (inner < 0) return true;
  const kind = kindOf(c, inner);
  return kind === K.string || kind === K.integer || kind === K.none || kind === K.true || kind === K.false;
}

function isGroup(c: Lowering, node: number, children: readonly number[]): boolean {
  return (
    children.length === 1 &&
    kindOf(c, node) === K.tuple_pattern &&
    !c.text.slice(endOf(c, children[0] ?? node), endOf(c, node)).includes(",")
  );
}

function dottedValue(c: Lowering, node: number): Reg {
  const [first, ...rest] = namedChildren(c, node);
  const start = startOf(c, node);
  const end = endOf(c, node);
  if (first === undefined) return c.fn.opaque([], start, end);
  let value = readName(c, textOf(c, first), start, endOf(c, first));
  for (const part of rest) value = c.fn.member(value, textOf(c, part), start, endOf(c, part));
  return value;
}
