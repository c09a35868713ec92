import { FileBuilder } from "../../ir/builder.ts";
import type { FileIR, Reg } from "../../ir/types.ts";
import { type FlatTree, type Grammar, reportSyntaxErrors, spansOf } from "../treeReader.ts";
import { declareStatements, directivesOf, emitStatements, hoistFunctions, hoistVars } from "./blocks.ts";
import { callExpressions } from "./calls.ts";
import { classExpressions } from "./classes.ts";
import { declareCommonJs } from "./commonJs.ts";
import { declarationStatements } from "./declarations.ts";
import { basicExpressions } from "./expressions.ts";
import { functionExpressions } from "./functions.ts";
import { jsxExpressions } from "./jsx.ts";
import { literalExpressions } from "./literals.ts";
import { loopStatements } from "./loops.ts";
import {
  type ExpressionTable,
  endOf,
  kindOf,
  type Lowering,
  partsOf,
  type StatementTable,
  startOf,
  textOf,
} from "./lowering.ts";
import { emitImports, markExported, moduleStatements } from "./modules.ts";
import { operatorExpressions } from "./operators.ts";
import { assignmentExpressions } from "./patterns.ts";
import { newFuncScope, readName } from "./scopes.ts";
import { plainStatements } from "./statements.ts";
import { Kind, syntaxOf } from "./syntax.ts";
import { textExpressions } from "./texts.ts";

/** Expressions and statements inside each other; beyond it code becomes one opaque value. */
const DEEPEST = 300;
/** Names an opaque value keeps as operands. */
const MOST_OPERANDS = 64;

const expressions = tableOf<ExpressionTable[number]>([
  literalExpressions,
  basicExpressions,
  textExpressions,
  operatorExpressions,
  assignmentExpressions,
  callExpressions,
  functionExpressions,
  classExpressions,
  jsxExpressions,
]);

const statements = tableOf<StatementTable[number]>([
  plainStatements,
  loopStatements,
  declarationStatements,
  moduleStatements,
]);

/** Lowers one TypeScript or JavaScript module, JSX included. */
export function lowerTypeScript(tree: FlatTree, grammar: Grammar, text: string, path: string): FileIR {
  const file = new FileBuilder(path, "ts");
  const { kinds, fields, comment } = syntaxOf(grammar);
  const b = file.func({ name: "", qual: "", kind: "module", parent: -1, start: 0, end: 0 });
  const module = newFuncScope(b, undefined, "module");
  let tooDeep = false;
  const c: Lowering = {
    tree,
    text,
    kinds,
    fields,
    file,
    fn: module,
    depth: 0,
    nameHint: undefined,
    label: undefined,
    exported: undefined,
    expression(node) {
      if (c.depth >= DEEPEST) return buried(node);
      const lower = expressions[kindOf(c, node)];
      c.depth++;
      const value = lower === undefined ? opaque(c, node) : lower(c, node);
      c.depth--;
      c.nameHint = undefined;
      return value;
    },
    statement(node) {
      if (c.depth >= DEEPEST) {
        buried(node);
        return;
      }
      const kind = kindOf(c, node);
      const lower = statements[kind];
      c.depth++;
      if (lower !== undefined) lower(c, node);
      else if (expressions[kind] !== undefined) c.expression(node);
      c.depth--;
    },
  };
  function buried(node: number): Reg {
    if (!tooDeep) file.problem("nested too deeply", startOf(c, node), endOf(c, node));
    tooDeep = true;
    return c.fn.b.opaque(namesIn(c, node), startOf(c, node), endOf(c, node));
  }
  if (tree.n > 0) lowerModule(c);
  for (const variable of module.block.names.values())
    b.ir.names.push({ name: variable.name, reg: variable.reg });
  markExported(c);
  b.finish();
  reportSyntaxErrors(tree, file);
  file.ir.comments = spansOf(tree, comment);
  return file.ir;
}

function lowerModule(c: Lowering): void {
  c.file.ir.directives = directivesOf(c, 0);
  hoistVars(c, 0);
  declareStatements(c, 0);
  declareCommonJs(c);
  emitImports(c);
  hoistFunctions(c, 0);
  emitStatements(c, 0);
}

/** A form without a lowering of its own: something made of its parts. */
function opaque(c: Lowering, node: number): Reg {
  const parts = partsOf(c, node)
    .filter((part) => expressions[kindOf(c, part)] !== undefined)
    .slice(0, MOST_OPERANDS)
    .map((part) => c.expression(part));
  return c.fn.b.opaque(parts, startOf(c, node), endOf(c, node));
}

/** Values of the names in a piece of code that is not lowered. */
function namesIn(c: Lowering, node: number): Reg[] {
  const seen = new Set<string>();
  const values: Reg[] = [];
  const close = c.tree.next[node] as number;
  for (let at = node; at < close && values.length < MOST_OPERANDS; at++) {
    if (kindOf(c, at) !== Kind.identifier) continue;
    const name = textOf(c, at);
    if (seen.has(name)) continue;
    seen.add(name);
    values.push(readName(c, name, startOf(c, at), endOf(c, at)));
  }
  return values;
}

function tableOf<Handler>(tables: readonly Readonly<Record<number, Handler>>[]): (Handler | undefined)[] {
  const all: (Handler | undefined)[] = new Array(256).fill(undefined);
  for (const table of tables) {
    for (const [kind, handler] of Object.entries(table)) all[Number(kind)] = handler;
  }
  return all;
}
