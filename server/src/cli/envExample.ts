import { absolutePath, relativePath } from "../workspace/paths.ts";
import type { RunContext } from "./context.ts";
import type { Repaired } from "./fixFindings.ts";

/** Names that projects give to the list of their variables, the usual one first. */
const NAMES = [".env.example", ".env.sample", ".env.template", "example.env"];

/** Variables that repaired programs read are added, without a value, to the nearest list of them that the project keeps. */
export async function addVariables(run: RunContext, repaired: Repaired): Promise<void> {
  for (const { fix } of repaired.applied) {
    if (fix.variable === undefined) continue;
    const found = await nearest(run, fix.path);
    if (!found) continue;
    const path = relativePath(run.where.top, found.path);
    const { before, after } = repaired.files.get(path) ?? { before: found.text, after: found.text };
    if (new RegExp(`^[ \\t]*(?:#[ \\t]*)?(?:export[ \\t]+)?${fix.variable}[ \\t]*=`, "m").test(after))
      continue;
    const end = after.includes("\r\n") ? "\r\n" : "\n";
    const gap = after === "" || after.endsWith("\n") ? "" : end;
    repaired.files.set(path, { before, after: `${after}${gap}${fix.variable}=${end}` });
  }
}

async function nearest(run: RunContext, path: string): Promise<{ path: string; text: string } | undefined> {
  const { files, where } = run;
  let folder = absolutePath(where.top, path);
  while (folder.length > where.top.length) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    for (const name of NAMES) {
      const at = `${folder}/${name}`;
      if ((await files.stat(at))?.kind !== "file") continue;
      const bytes = await files.readFile(at).catch(() => undefined);
      if (bytes) return { path: at, text: new TextDecoder("utf-8").decode(bytes) };
    }
  }
  return undefined;
}
