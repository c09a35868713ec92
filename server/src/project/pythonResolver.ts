import type { FileIndex } from "./fileIndex.ts";
import { folderOf, foldersUp, inFolder, sharedDepth } from "./paths.ts";
import { pythonStdlib } from "./pythonStdlib.ts";
import type { Resolution } from "./scriptResolver.ts";

/** What a repository says about its Python modules. */
export interface PythonProject {
  files: FileIndex;
  /** Folders that packaging files make import roots ("", "src", "libs/core"). */
  roots: ReadonlySet<string>;
  /** Top-level modules of those roots, which any folder of the repository can have installed: name → roots by code units. */
  installed: ReadonlyMap<string, readonly string[]>;
  /** Top-level names of published packages that a local file of the same name more likely wraps than replaces. */
  isKnownPackage(name: string): boolean;
}

/** Resolves a dotted module name, relative ones with their dots; modules from elsewhere keep their full name. */
export function resolvePython(project: PythonProject, from: string, specifier: string): Resolution {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const parts = specifier
    .slice(dots)
    .split(".")
    .filter((part) => part !== "");
  if (dots > 0) return resolveRelative(project, from, dots, parts);
  const top = parts[0];
  if (top === undefined) return undefined;
  const root = findRoot(project, from, top, parts);
  if (root === undefined) return { package: specifier };
  return moduleAt(project, root, parts);
}

function resolveRelative(
  project: PythonProject,
  from: string,
  dots: number,
  parts: readonly string[],
): string | undefined {
  const folder = foldersUp(folderOf(from))[dots - 1];
  return folder === undefined ? undefined : moduleAt(project, folder, parts);
}

function moduleAt({ files }: PythonProject, root: string, parts: readonly string[]): string | undefined {
  const path = inFolder(root, parts.join("/"));
  return (
    files.find(inFolder(path, "__init__.py")) ?? (parts.length > 0 ? files.find(`${path}.py`) : undefined)
  );
}

/**
 * The import root that answers for a top-level name. Roots are tried as Python's path would list them for some way to start
 * the program: the script's own folder, the folders around it, their `src`, then packages installed from the same repository.
 */
function findRoot(
  project: PythonProject,
  from: string,
  top: string,
  parts: readonly string[],
): string | undefined {
  const around = foldersUp(folderOf(from));
  const isPackage = (folder: string) => project.files.find(inFolder(folder, "__init__.py")) !== undefined;
  const free = around.filter((folder) => !isPackage(folder));
  for (const folder of free) {
    if (answers(project, folder, top, parts, from, project.roots.has(folder))) return folder;
    const src = inFolder(folder, "src");
    if (answers(project, src, top, parts, from, true)) return src;
  }
  if (pythonStdlib.has(top)) return undefined;
  const elsewhere = nearestFirst(project.installed.get(top) ?? [], from);
  const installed = elsewhere.find((root) => answers(project, root, top, parts, from, true));
  if (installed !== undefined || project.isKnownPackage(top)) return installed;
  return around.find((folder) => isPackage(folder) && answers(project, folder, top, parts, from, false));
}

/** Whether a root has the name; one that is merely a folder on the way does not shadow a package that is known. */
function answers(
  project: PythonProject,
  root: string,
  top: string,
  parts: readonly string[],
  from: string,
  isFirm: boolean,
): boolean {
  const { files } = project;
  const path = inFolder(root, top);
  if (!isFirm && project.isKnownPackage(top)) return false;
  const own = files.find(inFolder(path, "__init__.py")) ?? files.find(`${path}.py`);
  // A file named like the package that it wraps means the package.
  if (own !== undefined) return own !== from;
  if (files.findFolder(path) === undefined || parts.length < 2) return false;
  // A namespace package: the name belongs to this root as far as there are files for it.
  const found = moduleAt(project, root, parts);
  return found !== undefined && found !== from;
}

function nearestFirst(roots: readonly string[], from: string): string[] {
  return [...roots].sort((a, b) => sharedDepth(b, from) - sharedDepth(a, from));
}
