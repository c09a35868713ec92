import type { FileBuilder } from "../../ir/builder.ts";
import type { Reg } from "../../ir/types.ts";
import type { FlatTree } from "../treeReader.ts";
import type { FuncScope } from "./scopes.ts";
import { type Fields, Kind } from "./syntax.ts";

/** Everything the lowering of one file passes around. */
export interface Lowering {
  readonly tree: FlatTree;
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly fields: Fields;
  readonly file: FileBuilder;
  /** The function whose rows are being written. */
  fn: FuncScope;
  /** How many expressions and statements enclose the one being lowered. */
  depth: number;
  /** Name that an anonymous function or class takes from where it stands. */
  nameHint: string | undefined;
  /** Label of the loop about to be lowered. */
  label: string | undefined;
  /** Names exported so far by the namespace being lowered; undefined outside of one. */
  exported: { name: string; local: string }[] | undefined;
  /** Emits the rows of an expression and returns its value. */
  expression(node: number): Reg;
  /** Emits the rows of a statement. */
  statement(node: number): void;
}

export type ExpressionTable = Readonly<Record<number, (c: Lowering, node: number) => Reg>>;
export type StatementTable = Readonly<Record<number, (c: Lowering, node: number) => void>>;

export function kindOf(c: Lowering, node: number): number {
  return c.kinds[c.tree.type[node] as number] as number;
}
export function nextOf(c: Lowering, node: number): number {
  return c.tree.next[node] as number;
}
export function startOf(c: Lowering, node: number): number {
  return c.tree.start[node] as number;
}
export function endOf(c: Lowering, node: number): number {
  return c.tree.end[node] as number;
}
export function textOf(c: Lowering, node: number): string {
  return c.text.slice(c.tree.start[node], c.tree.end[node]);
}

/** The named child in a field, -1 when there is none. */
export function childIn(c: Lowering, node: number, field: number): number {
  const { next, field: fields, named } = c.tree;
  const end = next[node] as number;
  for (let child = node + 1; child < end; child = next[child] as number) {
    if (fields[child] === field && named[child] === 1) return child;
  }
  return -1;
}

/** Kind of the token in a field, `Kind.none` when there is none. */
export function tokenIn(c: Lowering, node: number, field: number): number {
  const { next, field: fields } = c.tree;
  const end = next[node] as number;
  for (let child = node + 1; child < end; child = next[child] as number) {
    if (fields[child] === field) return kindOf(c, child);
  }
  return Kind.none;
}

/** The first child of a kind, -1 when there is none. */
export function childOf(c: Lowering, node: number, kind: number): number {
  const { next } = c.tree;
  const end = next[node] as number;
  for (let child = node + 1; child < end; child = next[child] as number) {
    if (kindOf(c, child) === kind) return child;
  }
  return -1;
}

export function hasChild(c: Lowering, node: number, kind: number): boolean {
  return childOf(c, node, kind) >= 0;
}

/** A child that carries meaning: named, no comment, nothing unreadable. */
export function isPart(c: Lowering, node: number): boolean {
  if (c.tree.named[node] !== 1) return false;
  const kind = kindOf(c, node);
  return kind !== Kind.comment && kind !== Kind.ERROR;
}

/** The first meaningful child at or after `from` inside `node`, -1 when there is none. */
export function partFrom(c: Lowering, node: number, from: number): number {
  const { next } = c.tree;
  const end = next[node] as number;
  for (let child = from; child < end; child = next[child] as number) if (isPart(c, child)) return child;
  return -1;
}

export function firstPart(c: Lowering, node: number): number {
  return partFrom(c, node, node + 1);
}

/** The meaningful children in order. */
export function partsOf(c: Lowering, node: number): number[] {
  const parts: number[] = [];
  const { next } = c.tree;
  const end = next[node] as number;
  for (let child = node + 1; child < end; child = next[child] as number)
    if (isPart(c, child)) parts.push(child);
  return parts;
}

/** The expression inside parentheses, casts and the like, whose value it has. */
export function unwrapped(c: Lowering, node: number): number {
  let at = node;
  for (;;) {
    switch (kindOf(c, at)) {
      case Kind.parenthesized_expression:
      case Kind.as_expression:
      case Kind.satisfies_expression:
      case Kind.non_null_expression:
      case Kind.instantiation_expression: {
        const inner = firstPart(c, at);
        if (inner < 0) return at;
        at = inner;
        break;
      }
      case Kind.type_assertion: {
        const type = firstPart(c, at);
        const inner = type < 0 ? -1 : partFrom(c, at, nextOf(c, type));
        if (inner < 0) return at;
        at = inner;
        break;
      }
      default:
        return at;
    }
  }
}

/** Lowers a value that takes its name from the place it is stored in. */
export function namedValue(c: Lowering, node: number, name: string): Reg {
  switch (kindOf(c, node)) {
    case Kind.arrow_function:
    case Kind.function_expression:
    case Kind.generator_function:
    case Kind.class:
      c.nameHint = name;
      break;
    default:
  }
  return c.expression(node);
}

/** `undefined` as a value. */
export function nothing(c: Lowering, node: number): Reg {
  return c.fn.b.const(null, startOf(c, node), endOf(c, node));
}
