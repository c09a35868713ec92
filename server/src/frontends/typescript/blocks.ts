import { Op } from "../../ir/ops.ts";
import { stringValue } from "./literals.ts";
import {
  childIn,
  childOf,
  endOf,
  firstPart,
  hasChild,
  isPart,
  kindOf,
  type Lowering,
  nextOf,
  startOf,
  textOf,
} from "./lowering.ts";
import { patternNames } from "./patterns.ts";
import { declare, inBlock, type LateFunction, writeName } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";

/** Strings that open a body: "use client" and the like. */
export function directivesOf(c: Lowering, body: number): string[] {
  const found: string[] = [];
  const close = nextOf(c, body);
  for (let child = body + 1; child < close; child = nextOf(c, child)) {
    if (!isPart(c, child)) continue;
    const only = kindOf(c, child) === Kind.expression_statement ? firstPart(c, child) : -1;
    if (only < 0 || kindOf(c, only) !== Kind.string) {
      if (startOf(c, child) === 0 && c.text.startsWith("#!")) continue;
      break;
    }
    found.push(stringValue(c, only));
  }
  return found;
}

/** Declares the `var` names of a function body, wherever in it they stand. */
export function hoistVars(c: Lowering, body: number): void {
  const close = nextOf(c, body);
  for (let node = body + 1; node < close; ) {
    switch (kindOf(c, node)) {
      case Kind.arrow_function:
      case Kind.function_expression:
      case Kind.generator_function:
      case Kind.function_declaration:
      case Kind.generator_function_declaration:
      case Kind.method_definition:
      case Kind.class_body:
      case Kind.internal_module:
      case Kind.ambient_declaration:
        node = nextOf(c, node);
        continue;
      case Kind.variable_declaration:
        declareVariables(c, node);
        break;
      case Kind.for_in_statement:
        if (hasChild(c, node, Token.var)) {
          const left = childIn(c, node, c.fields.left);
          if (left >= 0) declarePattern(c, left);
        }
        break;
      default:
    }
    node++;
  }
}

/** Declares the names of the statements directly in a block. */
export function declareStatements(c: Lowering, container: number): void {
  const close = nextOf(c, container);
  for (let child = container + 1; child < close; child = nextOf(c, child)) declareStatement(c, child);
}

export function declareStatement(c: Lowering, node: number): void {
  switch (kindOf(c, node)) {
    case Kind.lexical_declaration:
    case Kind.using_declaration:
      declareVariables(c, node);
      break;
    case Kind.function_declaration:
    case Kind.generator_function_declaration:
    case Kind.class_declaration:
    case Kind.enum_declaration:
    case Kind.internal_module: {
      const name = childIn(c, node, c.fields.name);
      if (name >= 0) declare(c, rootName(c, name));
      break;
    }
    case Kind.import_alias: {
      const name = firstPart(c, node);
      if (name >= 0) declare(c, textOf(c, name));
      break;
    }
    case Kind.import_statement:
      declareImports(c, node);
      break;
    case Kind.export_statement: {
      const declaration = childIn(c, node, c.fields.declaration);
      if (declaration >= 0) declareStatement(c, declaration);
      break;
    }
    case Kind.expression_statement:
      declareByExpression(c, node);
      break;
    case Kind.ERROR:
      declareStatements(c, node);
      break;
    default:
  }
}

function declareVariables(c: Lowering, declaration: number): void {
  const close = nextOf(c, declaration);
  for (let child = declaration + 1; child < close; child = nextOf(c, child)) {
    if (kindOf(c, child) !== Kind.variable_declarator) continue;
    const name = childIn(c, child, c.fields.name);
    if (name >= 0) declarePattern(c, name);
  }
}

/** Declares the names in a pattern. */
export function declarePattern(c: Lowering, pattern: number): void {
  patternNames(c, pattern, (name) => {
    declare(c, name);
  });
}

function declareImports(c: Lowering, statement: number): void {
  const close = nextOf(c, statement);
  for (let node = statement + 1; node < close; node++) {
    switch (kindOf(c, node)) {
      case Kind.import_specifier: {
        const alias = childIn(c, node, c.fields.alias);
        const name = alias < 0 ? childIn(c, node, c.fields.name) : alias;
        if (name >= 0) declare(c, textOf(c, name));
        node = nextOf(c, node) - 1;
        break;
      }
      case Kind.string:
        node = nextOf(c, node) - 1;
        break;
      case Kind.identifier:
        declare(c, textOf(c, node));
        break;
      default:
    }
  }
}

/** The TypeScript grammar reads `namespace` blocks and `using` declarations as expressions. */
function declareByExpression(c: Lowering, statement: number): void {
  let inner = firstPart(c, statement);
  if (inner >= 0 && kindOf(c, inner) === Kind.await_expression) inner = firstPart(c, inner);
  if (inner < 0) return;
  if (kindOf(c, inner) === Kind.internal_module) declareStatement(c, inner);
  else if (kindOf(c, inner) === Kind.assignment_expression && hasChild(c, inner, Token.using)) {
    const left = childIn(c, inner, c.fields.left);
    if (left >= 0 && kindOf(c, left) === Kind.identifier) declare(c, textOf(c, left));
  }
}

/** The name a namespace declares: `a` of `a.b.c`. */
export function rootName(c: Lowering, name: number): string {
  const text = textOf(c, name);
  const dot = text.indexOf(".");
  return dot < 0 ? text : text.slice(0, dot).trim();
}

/** Emits the function declarations of a block, which exist before its first statement. */
export function hoistFunctions(c: Lowering, container: number): void {
  const close = nextOf(c, container);
  for (let child = container + 1; child < close; child = nextOf(c, child)) {
    const kind = kindOf(c, child);
    const declaration = kind === Kind.export_statement ? childIn(c, child, c.fields.declaration) : child;
    if (declaration < 0) continue;
    const declared = kindOf(c, declaration);
    if (declared !== Kind.function_declaration && declared !== Kind.generator_function_declaration) continue;
    const name = childIn(c, declaration, c.fields.name);
    const index = c.file.ir.funcs.length;
    const closure = c.expression(declaration);
    if (name < 0) continue;
    writeName(c, textOf(c, name), closure, startOf(c, name), endOf(c, name));
    if ((c.file.ir.funcs[index]?.captures.length ?? 0) > 0) {
      c.fn.block.late.push({ node: declaration, index, name: textOf(c, name), madeAt: 0 });
    }
  }
  for (const late of c.fn.block.late) late.madeAt = c.fn.b.rowCount;
}

/** Makes the closure of a declared function again, now that what it reads has its value. */
function remake(c: Lowering, late: LateFunction): void {
  const { b } = c.fn;
  if (late.madeAt === b.rowCount) return;
  const start = startOf(c, late.node);
  const end = endOf(c, late.node);
  writeName(c, late.name, b.value(Op.func, late.index, -1, -1, start, end), start, end);
  late.madeAt = b.rowCount;
}

function remakeBefore(c: Lowering, statement: number): void {
  const { late } = c.fn.block;
  const returns = kindOf(c, statement) === Kind.return_statement;
  for (const func of late) {
    if (func.node === statement || (returns && func.node > statement)) remake(c, func);
  }
}

export function emitStatements(c: Lowering, container: number): void {
  const close = nextOf(c, container);
  for (let child = container + 1; child < close; child = nextOf(c, child)) {
    if (c.tree.named[child] !== 1) continue;
    if (c.fn.block.late.length > 0) remakeBefore(c, child);
    c.statement(child);
  }
}

/** A block with names of its own. */
export function emitBlock(c: Lowering, block: number): void {
  inBlock(c, () => {
    declareStatements(c, block);
    hoistFunctions(c, block);
    emitStatements(c, block);
  });
}

/** The statement under an `if`, loop or label, which need not be a block. */
export function emitBody(c: Lowering, body: number): void {
  if (body < 0) return;
  if (kindOf(c, body) === Kind.statement_block) emitBlock(c, body);
  else if (kindOf(c, body) === Kind.else_clause) emitBody(c, childOfClause(c, body));
  else {
    inBlock(c, () => {
      declareStatement(c, body);
      if (kindOf(c, body) === Kind.function_declaration) {
        const name = childIn(c, body, c.fields.name);
        const closure = c.expression(body);
        if (name >= 0) writeName(c, textOf(c, name), closure, startOf(c, name), endOf(c, name));
      } else c.statement(body);
    });
  }
}

function childOfClause(c: Lowering, clause: number): number {
  const block = childOf(c, clause, Kind.statement_block);
  return block >= 0 ? block : firstPart(c, clause);
}
