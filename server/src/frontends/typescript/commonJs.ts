import type { Reg } from "../../ir/types.ts";
import { childIn, hasChild, kindOf, type Lowering, textOf } from "./lowering.ts";
import { declare, resolve } from "./scopes.ts";
import { Kind, Token } from "./syntax.ts";

/** Name of the module variable that holds what a CommonJS file exports. */
const NAME = "module.exports";

/** The name of the exports variable when a node means it, else undefined. */
export function commonJsExports(c: Lowering, node: number): string | undefined {
  if (c.file.ir.cjsExports < 0) return undefined;
  return isExports(c, node) ? NAME : undefined;
}

/** Creates the exports variable when the file uses it. Call it before the first row. */
export function declareCommonJs(c: Lowering): Reg {
  if (!c.text.includes("exports") && !c.text.includes("export =")) return -1;
  const { tree } = c;
  for (let node = 0; node < tree.n; node++) {
    const kind = kindOf(c, node);
    const uses =
      kind === Kind.export_statement
        ? hasChild(c, node, Token["="])
        : (kind === Kind.member_expression || kind === Kind.identifier) && isExports(c, node);
    if (!uses) continue;
    const variable = declare(c, NAME);
    c.file.ir.cjsExports = variable.reg;
    c.fn.b.move(variable.reg, c.fn.b.record([], 0, 0), 0, 0);
    return variable.reg;
  }
  return -1;
}

function isExports(c: Lowering, node: number): boolean {
  if (kindOf(c, node) === Kind.identifier) {
    return textOf(c, node) === "exports" && resolve(c, "exports") === undefined;
  }
  const property = childIn(c, node, c.fields.property);
  if (property < 0 || textOf(c, property) !== "exports") return false;
  const object = childIn(c, node, c.fields.object);
  if (object < 0 || kindOf(c, object) !== Kind.identifier || textOf(c, object) !== "module") return false;
  return resolve(c, "module") === undefined;
}
