import type { FuncBuilder } from "../../ir/builder.ts";
import { Op } from "../../ir/ops.ts";
import type { CaptureIR, Reg } from "../../ir/types.ts";
import type { Lowering } from "./lowering.ts";

/** A declared name. */
export interface Variable {
  name: string;
  reg: Reg;
  owner: FuncScope;
  /** Top-level name of the file: other functions reach it by name, not by capture. */
  global: boolean;
}

/** The names of one block; `outer` ends at the function's own block. */
export interface Block {
  names: Map<string, Variable>;
  outer: Block | undefined;
  /** Declared functions that read variables which get their values only after the block was entered. */
  late: LateFunction[];
}

export interface LateFunction {
  node: number;
  index: number;
  name: string;
  /** Rows of the surrounding function when its closure was made last. */
  madeAt: number;
}

/** Something a `break` or `continue` can aim at. */
export interface Target {
  loop: boolean;
  /** A switch: an unlabelled `break` leaves it. */
  choice: boolean;
  label: string | undefined;
}

export interface FuncScope {
  b: FuncBuilder;
  parent: FuncScope | undefined;
  kind: "module" | "plain" | "arrow" | "classBody";
  qual: string;
  block: Block;
  captured: Map<Variable, CaptureIR>;
  targets: Target[];
  /** How often a name was used among the functions and classes inside. */
  ordinals: Map<string, number>;
  self: Variable | undefined;
  base: Variable | undefined;
}

export function newFuncScope(
  b: FuncBuilder,
  parent: FuncScope | undefined,
  kind: FuncScope["kind"],
): FuncScope {
  return {
    b,
    parent,
    kind,
    qual: b.ir.qual,
    block: { names: new Map(), outer: undefined, late: [] },
    captured: new Map(),
    targets: [],
    ordinals: new Map(),
    self: undefined,
    base: undefined,
  };
}

/** A path of names for something inside the current function. */
export function qualOf(c: Lowering, name: string): string {
  const { fn } = c;
  const count = (fn.ordinals.get(name) ?? 0) + 1;
  fn.ordinals.set(name, count);
  const own =
    count === 1 && !name.startsWith("<")
      ? name
      : name.startsWith("<")
        ? `<${name.slice(1, -1)}#${count}>`
        : `${name}#${count}`;
  return fn.qual === "" ? own : `${fn.qual}.${own}`;
}

/** Makes a name known in the innermost block; a second declaration of it is the same variable. */
export function declare(c: Lowering, name: string): Variable {
  const { fn } = c;
  const old = fn.block.names.get(name);
  if (old !== undefined) return old;
  const global = fn.kind === "module" && fn.block.outer === undefined;
  const variable: Variable = { name, reg: fn.b.variable(), owner: fn, global };
  fn.block.names.set(name, variable);
  return variable;
}

/** Makes a name stand for a register that exists. */
export function bind(c: Lowering, name: string, reg: Reg): void {
  c.fn.block.names.set(name, { name, reg, owner: c.fn, global: false });
}

/** Runs `body` with a block of its own. */
export function inBlock(c: Lowering, body: () => void): void {
  const { fn } = c;
  fn.block = { names: new Map(), outer: fn.block, late: [] };
  body();
  if (fn.block.outer !== undefined) fn.block = fn.block.outer;
}

/** Runs `body` as the code of a function. */
export function inFunction(c: Lowering, scope: FuncScope, body: () => void): void {
  const outer = c.fn;
  c.fn = scope;
  body();
  c.fn = outer;
}

export function resolve(c: Lowering, name: string): Variable | undefined {
  for (let fn: FuncScope | undefined = c.fn; fn !== undefined; fn = fn.parent) {
    for (let block: Block | undefined = fn.block; block !== undefined; block = block.outer) {
      const variable = block.names.get(name);
      if (variable !== undefined) return variable;
    }
  }
  return undefined;
}

/** Register of a name that the current function may assign without further ado, -1 for all others. */
export function ownRegister(c: Lowering, name: string): Reg {
  const variable = resolve(c, name);
  return variable !== undefined && variable.owner === c.fn ? variable.reg : -1;
}

export function readName(c: Lowering, name: string, start: number, end: number): Reg {
  const variable = resolve(c, name);
  if (variable === undefined || (variable.global && variable.owner !== c.fn)) {
    return c.fn.b.value(Op.global, c.file.sym(name), -1, -1, start, end);
  }
  return registerIn(c.fn, variable);
}

export function writeName(c: Lowering, name: string, value: Reg, start: number, end: number): void {
  const variable = resolve(c, name);
  const { fn } = c;
  if (variable === undefined || (variable.global && variable.owner !== fn)) {
    fn.b.row(Op.setGlobal, -1, c.file.sym(name), value, -1, start, end);
    return;
  }
  const reg = registerIn(fn, variable);
  for (let at: FuncScope | undefined = fn; at !== undefined && at !== variable.owner; at = at.parent) {
    const capture = at.captured.get(variable);
    if (capture !== undefined) capture.written = true;
  }
  if (reg !== value) fn.b.move(reg, value, start, end);
}

/** `this`: arrow functions take it from the function around them. */
export function readThis(c: Lowering, start: number, end: number): Reg {
  return receiver(c, "self", start, end);
}
export function readSuper(c: Lowering, start: number, end: number): Reg {
  return receiver(c, "base", start, end);
}

function receiver(c: Lowering, which: "self" | "base", start: number, end: number): Reg {
  const op = which === "self" ? Op.this : Op.super;
  let owner = c.fn;
  while (owner.kind === "arrow" && owner.parent !== undefined) owner = owner.parent;
  if (owner === c.fn || owner.kind === "module") return c.fn.b.value(op, -1, -1, -1, start, end);
  let variable = owner[which];
  if (variable === undefined) {
    variable = { name: which === "self" ? "this" : "super", reg: owner.b.variable(), owner, global: false };
    owner[which] = variable;
  }
  // The arrow directly inside is about to be created: its row comes after this one.
  let direct = c.fn;
  while (direct.parent !== undefined && direct.parent !== owner) direct = direct.parent;
  if (!direct.captured.has(variable)) {
    owner.b.move(variable.reg, owner.b.value(op, -1, -1, -1, start, end), start, end);
  }
  return registerIn(c.fn, variable);
}

/** The variable's register as the function sees it; functions in between hand it on. */
function registerIn(fn: FuncScope, variable: Variable): Reg {
  if (fn === variable.owner) return variable.reg;
  const known = fn.captured.get(variable);
  if (known !== undefined) return known.inner;
  if (fn.parent === undefined) return variable.reg;
  const outer = registerIn(fn.parent, variable);
  const inner = fn.b.capture(outer);
  const capture = fn.b.ir.captures[fn.b.ir.captures.length - 1];
  if (capture !== undefined) fn.captured.set(variable, capture);
  return inner;
}
