import { FileBuilder } from "../../ir/builder.ts";
import type { FileIR } from "../../ir/types.ts";
import { type FlatTree, type Grammar, reportSyntaxErrors, spansOf } from "../treeReader.ts";
import { lowerCondition, lowerExpression } from "./expressions.ts";
import { lowerLambda } from "./functions.ts";
import type { Lowering } from "./lowering.ts";
import { declareNames, newScope, publishNames } from "./scopes.ts";
import { lowerBlock } from "./statements.ts";
import { syntaxOf } from "./syntax.ts";

/** Lowers one Python module. */
export function lowerPython(tree: FlatTree, grammar: Grammar, text: string, path: string): FileIR {
  const file = new FileBuilder(path, "py");
  const fn = file.func({ name: "", qual: "", kind: "module", parent: -1, start: 0, end: 0 });
  const scope = newScope("module", undefined, fn, "");
  const lowering: Lowering = {
    tree,
    text,
    file,
    fn,
    scope,
    syntax: syntaxOf(grammar),
    depth: 0,
    blocks: -1,
    tooDeep: false,
    part: { expression: lowerExpression, condition: lowerCondition, block: lowerBlock, lambda: lowerLambda },
  };
  reportSyntaxErrors(tree, file);
  file.ir.comments = spansOf(tree, grammar.typeId("comment"));
  if (tree.n > 0) {
    declareNames(lowering, scope, 0);
    lowerBlock(lowering, 0);
  }
  publishNames(scope);
  fn.finish();
  return file.ir;
}
