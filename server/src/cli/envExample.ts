import { absolutePath, relativePath } from "../workspace/paths.ts";
import { findVariableList, listedVariable } from "../workspace/variableList.ts";
import type { RunContext } from "./context.ts";
import type { Repaired } from "./fixFindings.ts";

/** Variables that repaired programs read are added, without a value, to the nearest list of them that the project keeps. */
export async function addVariables(run: RunContext, repaired: Repaired): Promise<void> {
  const { files, where } = run;
  for (const { fix } of repaired.applied) {
    if (fix.variable === undefined) continue;
    const found = await findVariableList(files, where.top, absolutePath(where.top, fix.path));
    if (!found) continue;
    const path = relativePath(where.top, found.path);
    const { before, after } = repaired.files.get(path) ?? { before: found.text, after: found.text };
    const added = listedVariable(after, fix.variable);
    if (added !== undefined) repaired.files.set(path, { before, after: `${after}${added}` });
  }
}
