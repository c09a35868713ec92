import { FileBuilder } from "../../ir/builder.ts";
import type { FileIR } from "../../ir/types.ts";
import { type FlatTree, type Grammar, reportSyntaxErrors, spansOf } from "../treeReader.ts";

/** Lowers one Python module. */
export function lowerPython(tree: FlatTree, grammar: Grammar, text: string, path: string): FileIR {
  const file = new FileBuilder(path, "py");
  const module = file.func({ name: "", qual: "", kind: "module", parent: -1, start: 0, end: text.length });
  reportSyntaxErrors(tree, file);
  file.ir.comments = spansOf(tree, grammar.typeId("comment"));
  module.finish();
  return file.ir;
}
