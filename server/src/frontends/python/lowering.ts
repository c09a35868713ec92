import type { FileBuilder, FuncBuilder } from "../../ir/builder.ts";
import type { Reg } from "../../ir/types.ts";
import type { FlatTree } from "../treeReader.ts";
import { K, type Syntax } from "./syntax.ts";

/** A variable of an enclosing function, as seen by an inner one. */
export interface Captured {
  owner: Scope;
  reg: Reg;
  /** Sets the entry's `written`. */
  markWritten: () => void;
}

/** A naming scope. "block" scopes (comprehensions, default values) share the function of their parent or owner. */
export interface Scope {
  kind: "module" | "function" | "class" | "block";
  parent: Scope | undefined;
  fn: FuncBuilder;
  qual: string;
  vars: Map<string, Reg>;
  captured: Map<string, Captured>;
  /** Names declared `global` here. */
  globals: Set<string>;
  /** Names declared `nonlocal` here. */
  nonlocals: Set<string>;
  /** How often each qualified name was given out below this scope. */
  quals: Map<string, number>;
  /** Default values of a function: evaluated inside it, named as outside. */
  defaults: boolean;
}

/** The state of lowering one file. */
export interface Lowering {
  tree: FlatTree;
  syntax: Syntax;
  text: string;
  file: FileBuilder;
  /** Function that rows go to now. */
  fn: FuncBuilder;
  scope: Scope;
  /** Nesting of what is being lowered. */
  depth: number;
  /** Blocks (match) opened since the innermost loop; -1 outside of loops. */
  blocks: number;
  tooDeep: boolean;
  /** Entry points for parts that need each other. */
  part: {
    expression(c: Lowering, node: number): Reg;
    condition(c: Lowering, node: number): Reg;
    block(c: Lowering, node: number): void;
    lambda(c: Lowering, node: number): Reg;
  };
}

/** Levels of nesting that are lowered; anything deeper becomes one opaque value. */
const MAX_DEPTH = 300;

/** Counts a level; false when it is one too many (then nothing is counted). */
export function enter(c: Lowering, node: number): boolean {
  if (c.depth < MAX_DEPTH) {
    c.depth++;
    return true;
  }
  if (!c.tooDeep) {
    c.tooDeep = true;
    c.file.problem("nested too deeply", startOf(c, node), endOf(c, node));
  }
  return false;
}

export function kindOf(c: Lowering, node: number): number {
  return c.syntax.kinds[c.tree.type[node] as number] as number;
}
export function startOf(c: Lowering, node: number): number {
  return c.tree.start[node] as number;
}
export function endOf(c: Lowering, node: number): number {
  return c.tree.end[node] as number;
}
export function nextOf(c: Lowering, node: number): number {
  return c.tree.next[node] as number;
}
export function isNamed(c: Lowering, node: number): boolean {
  return c.tree.named[node] === 1;
}
/** The source text of a node. */
export function textOf(c: Lowering, node: number): string {
  return c.text.slice(c.tree.start[node], c.tree.end[node]);
}

/** The first child in a field, -1 when there is none. */
export function childIn(c: Lowering, node: number, field: number): number {
  const { next, field: fields } = c.tree;
  const end = next[node] as number;
  for (let i = node + 1; i < end; i = next[i] as number) if (fields[i] === field) return i;
  return -1;
}

/** The first child of a kind, -1 when there is none. */
export function childOf(c: Lowering, node: number, kind: number): number {
  const { next, type } = c.tree;
  const { kinds } = c.syntax;
  const end = next[node] as number;
  for (let i = node + 1; i < end; i = next[i] as number) if (kinds[type[i] as number] === kind) return i;
  return -1;
}

/** The first named child at or after a position among a node's children, -1 when there is none. */
export function namedFrom(c: Lowering, from: number, end: number): number {
  const { next, named, type } = c.tree;
  const { kinds } = c.syntax;
  for (let i = from; i < end; i = next[i] as number) {
    if (named[i] !== 1) continue;
    const kind = kinds[type[i] as number];
    if (kind !== K.comment && kind !== K.line_continuation) return i;
  }
  return -1;
}

/** The first named child, -1 when there is none. */
export function firstNamed(c: Lowering, node: number): number {
  return namedFrom(c, node + 1, nextOf(c, node));
}

/** Named children without comments. */
export function namedChildren(c: Lowering, node: number): number[] {
  const out: number[] = [];
  const end = nextOf(c, node);
  for (let i = namedFrom(c, node + 1, end); i >= 0; i = namedFrom(c, nextOf(c, i), end)) out.push(i);
  return out;
}

/** A new qualified name below the current scope; equals are numbered, nameless ones always. */
export function qualify(c: Lowering, name: string): string {
  const scope = homeOf(c.scope);
  const count = (scope.quals.get(name) ?? 0) + 1;
  scope.quals.set(name, count);
  const own = name.startsWith("<")
    ? `<${name.slice(1, -1)}#${count}>`
    : count === 1
      ? name
      : `${name}#${count}`;
  return scope.qual === "" ? own : `${scope.qual}.${own}`;
}

/** The scope of the function that a block scope belongs to. */
export function homeOf(scope: Scope): Scope {
  let s = scope;
  while (s.kind === "block" && s.parent !== undefined) s = s.parent;
  return s;
}
