import { Op } from "../../ir/ops.ts";
import type { Reg } from "../../ir/types.ts";
import {
  childIn,
  childOf,
  endOf,
  firstNamed,
  kindOf,
  type Lowering,
  namedChildren,
  startOf,
  textOf,
} from "./lowering.ts";
import { writeName } from "./scopes.ts";
import { K } from "./syntax.ts";

/** `import a.b.c`, `import a.b as x`. */
export function lowerImport(c: Lowering, node: number): void {
  const { f } = c.syntax;
  for (const child of namedChildren(c, node)) {
    const start = startOf(c, child);
    const end = endOf(c, child);
    if (kindOf(c, child) === K.aliased_import) {
      const path = dotted(c, childIn(c, child, f.name));
      const alias = childIn(c, child, f.alias);
      const module = importRow(c, path, "*", start, end);
      if (alias >= 0) writeName(c, textOf(c, alias), module, start, end);
    } else if (kindOf(c, child) === K.dotted_name) {
      const path = dotted(c, child);
      const root = path.split(".", 1)[0] ?? path;
      writeName(c, root, importRow(c, root, "*", start, end), start, end);
      // The name bound is the root, but the whole path is what the file depends on.
      if (root !== path) importRow(c, path, "*", start, end);
    }
  }
}

/** `from m import a, b as c`, `from . import x`, `from m import *`. */
export function lowerImportFrom(c: Lowering, node: number): void {
  const { f } = c.syntax;
  const module = dotted(c, childIn(c, node, f.module_name));
  const star = childOf(c, node, K.wildcard_import);
  if (star >= 0) importRow(c, module, "*all", startOf(c, node), endOf(c, node));
  for (const child of namedChildren(c, node)) {
    if (c.tree.field[child] !== f.name) continue;
    const start = startOf(c, child);
    const end = endOf(c, child);
    const aliased = kindOf(c, child) === K.aliased_import;
    const name = dotted(c, aliased ? childIn(c, child, f.name) : child);
    const alias = aliased ? childIn(c, child, f.alias) : firstNamed(c, child);
    const bound = alias < 0 ? name : textOf(c, alias);
    writeName(c, bound, importRow(c, module, name, start, end), start, end);
  }
}

function importRow(c: Lowering, specifier: string, name: string, start: number, end: number): Reg {
  const entry = c.file.import({ specifier, name, typeOnly: false, start, end });
  return c.fn.value(Op.import, entry, -1, -1, start, end);
}

function dotted(c: Lowering, node: number): string {
  return node < 0 ? "" : textOf(c, node).replace(/[\s\\]+/g, "");
}
