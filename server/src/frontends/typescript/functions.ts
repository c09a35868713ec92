import { Op } from "../../ir/ops.ts";
import { FuncFlag, type FuncKind, type ParamKind, type Reg } from "../../ir/types.ts";
import {
  declarePattern,
  declareStatements,
  directivesOf,
  emitStatements,
  hoistFunctions,
  hoistVars,
} from "./blocks.ts";
import {
  childIn,
  type ExpressionTable,
  endOf,
  firstPart,
  hasChild,
  kindOf,
  type Lowering,
  namedValue,
  partsOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { assign } from "./patterns.ts";
import { bind, declare, inBlock, inFunction, newFuncScope, qualOf, readThis } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";
import { typeOfField } from "./types.ts";

export interface FunctionOptions {
  name: string;
  kind: FuncKind;
  /** Class whose member this is. */
  cls?: number;
}

interface Parameter {
  node: number;
  reg: Reg;
  /** Destructuring pattern, -1 for a plain name. */
  pattern: number;
  /** Default value, -1 when there is none. */
  value: number;
  /** The parameter is a field of the object, too. */
  field: string | undefined;
}

/** Lowers a function with everything in it and returns its index; the caller makes the closure. */
export function lowerFunction(c: Lowering, node: number, options: FunctionOptions): number {
  const body = childIn(c, node, c.fields.body);
  const name = childIn(c, node, c.fields.name);
  const start = startOf(c, name < 0 ? node : name);
  const end = name >= 0 ? endOf(c, name) : body >= 0 ? Math.max(start, startOf(c, body)) : endOf(c, node);
  const b = c.file.func({
    name: options.name,
    qual: qualOf(c, options.name),
    kind: options.kind,
    parent: c.fn.b.index,
    cls: options.cls ?? -1,
    start,
    end,
  });
  const arrow = kindOf(c, node) === Kind.arrow_function;
  inFunction(c, newFuncScope(b, c.fn, arrow ? "arrow" : "plain"), () => {
    b.ir.flags = flagsOf(c, node);
    const returnType = typeOfField(c, node, c.fields.return_type);
    if (returnType !== undefined && returnType.kind !== "unknown") b.ir.returnType = returnType;
    const parameters = declareParameters(c, node);
    if (body >= 0 && kindOf(c, body) === Kind.statement_block) {
      b.ir.directives = directivesOf(c, body);
      hoistVars(c, body);
      declareStatements(c, body);
      emitParameters(c, parameters);
      hoistFunctions(c, body);
      emitStatements(c, body);
    } else {
      emitParameters(c, parameters);
      if (body >= 0) b.row(Op.return, -1, c.expression(body), -1, -1, startOf(c, body), endOf(c, body));
    }
  });
  b.finish();
  return b.index;
}

function flagsOf(c: Lowering, node: number): number {
  let flags = 0;
  const kind = kindOf(c, node);
  if (hasChild(c, node, Token.async)) flags |= FuncFlag.async;
  if (kind !== Kind.arrow_function && hasChild(c, node, Token["*"])) flags |= FuncFlag.generator;
  if (kind === Kind.method_definition) {
    if (hasChild(c, node, Token.static)) flags |= FuncFlag.static;
    if (hasChild(c, node, Token.get)) flags |= FuncFlag.getter;
    if (hasChild(c, node, Token.set)) flags |= FuncFlag.setter;
    const name = childIn(c, node, c.fields.name);
    const inClass = kindOf(c, c.tree.parent[node] as number) === Kind.class_body;
    if (inClass && name >= 0 && textOf(c, name) === "constructor" && (flags & FuncFlag.static) === 0) {
      flags |= FuncFlag.ctor;
    }
  }
  if (isExported(c, node)) flags |= FuncFlag.exported;
  return flags;
}

/** Whether `export` stands before the declaration of a function or class. */
export function isExported(c: Lowering, node: number): boolean {
  let above = c.tree.parent[node] as number;
  if (above >= 0 && kindOf(c, above) === Kind.variable_declarator) {
    above = c.tree.parent[c.tree.parent[above] as number] as number;
  }
  return above >= 0 && kindOf(c, above) === Kind.export_statement;
}

function declareParameters(c: Lowering, node: number): Parameter[] {
  const single = childIn(c, node, c.fields.parameter);
  const list = childIn(c, node, c.fields.parameters);
  const nodes = single >= 0 ? [single] : list >= 0 ? partsOf(c, list) : [];
  const parameters: Parameter[] = [];
  for (const parameter of nodes) {
    const declared = declareParameter(c, parameter);
    if (declared !== undefined) parameters.push(declared);
  }
  return parameters;
}

function declareParameter(c: Lowering, node: number): Parameter | undefined {
  const kind = kindOf(c, node);
  const typed = kind === Kind.required_parameter || kind === Kind.optional_parameter;
  let pattern = node;
  let value = -1;
  if (typed) {
    pattern = childIn(c, node, c.fields.pattern);
    if (pattern < 0) pattern = childIn(c, node, c.fields.name);
    value = childIn(c, node, c.fields.value);
  }
  if (pattern < 0 || kindOf(c, pattern) === Kind.this) return undefined;
  if (kindOf(c, pattern) === Kind.assignment_pattern) {
    value = childIn(c, pattern, c.fields.right);
    pattern = childIn(c, pattern, c.fields.left);
  }
  let passed: ParamKind = "pos";
  if (pattern >= 0 && kindOf(c, pattern) === Kind.rest_pattern) {
    passed = "rest";
    pattern = firstPart(c, pattern);
  }
  if (pattern < 0) return undefined;
  const plain = kindOf(c, pattern) === Kind.identifier;
  const name = plain ? textOf(c, pattern) : "";
  const { b } = c.fn;
  const reg = plain ? declare(c, name).reg : b.variable();
  if (!plain) declarePattern(c, pattern);
  const type = typed ? typeOfField(c, node, c.fields.type) : undefined;
  const optional = value >= 0 || kind === Kind.optional_parameter;
  b.param({ name, kind: passed, reg, optional, ...(type === undefined ? {} : { type }) });
  const field = typed && plain && isField(c, node) ? name : undefined;
  return { node, reg, pattern: plain ? -1 : pattern, value, field };
}

/** A constructor parameter with `private`, `readonly` and the like. */
export function isField(c: Lowering, parameter: number): boolean {
  return (
    hasChild(c, parameter, Kind.accessibility_modifier) ||
    hasChild(c, parameter, Token.readonly) ||
    hasChild(c, parameter, Kind.override_modifier)
  );
}

function emitParameters(c: Lowering, parameters: readonly Parameter[]): void {
  const { b } = c.fn;
  for (const { node, reg, pattern, value, field } of parameters) {
    const start = startOf(c, node);
    const end = endOf(c, node);
    for (const part of partsOf(c, node)) {
      if (kindOf(c, part) !== Kind.decorator) continue;
      const decorator = firstPart(c, part);
      if (decorator >= 0) c.expression(decorator);
    }
    if (value >= 0) b.row(Op.dflt, reg, namedValue(c, value, field ?? ""), -1, -1, start, end);
    if (pattern >= 0) assign(c, pattern, reg);
    if (field !== undefined)
      b.row(Op.setMember, -1, readThis(c, start, end), c.file.sym(field), reg, start, end);
  }
}

function takeHint(c: Lowering): string | undefined {
  const hint = c.nameHint;
  c.nameHint = undefined;
  return hint === "" ? undefined : hint;
}

function anonymous(c: Lowering, node: number): Reg {
  const hint = takeHint(c);
  const index = lowerFunction(c, node, {
    name: hint ?? "<lambda>",
    kind: hint === undefined ? "lambda" : "function",
  });
  return c.fn.b.value(Op.func, index, -1, -1, startOf(c, node), endOf(c, node));
}

function functionExpression(c: Lowering, node: number): Reg {
  const nameNode = childIn(c, node, c.fields.name);
  if (nameNode < 0) return anonymous(c, node);
  takeHint(c);
  const name = textOf(c, nameNode);
  let closure = -1;
  inBlock(c, () => {
    const { b } = c.fn;
    const own = b.variable();
    bind(c, name, own);
    const index = lowerFunction(c, node, { name, kind: "function" });
    closure = b.value(Op.func, index, -1, -1, startOf(c, node), endOf(c, node));
    b.move(own, closure, startOf(c, node), endOf(c, node));
  });
  return closure;
}

function functionDeclaration(c: Lowering, node: number): Reg {
  const nameNode = childIn(c, node, c.fields.name);
  const index = lowerFunction(c, node, {
    name: nameNode < 0 ? "default" : textOf(c, nameNode),
    kind: "function",
  });
  return c.fn.b.value(Op.func, index, -1, -1, startOf(c, node), endOf(c, node));
}

export const functionExpressions: ExpressionTable = {
  [Kind.arrow_function]: anonymous,
  [Kind.function_expression]: functionExpression,
  [Kind.generator_function]: functionExpression,
  [Kind.function_declaration]: functionDeclaration,
  [Kind.generator_function_declaration]: functionDeclaration,
};
