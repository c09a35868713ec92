import { posix } from "node:path";
import { nearest } from "../base/nearest.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import { type UsageError, usageError } from "./usageError.ts";

export interface ScanPaths {
  /** Absolute, POSIX, in the order of the command line. */
  paths: string[];
  /** The folder of the first path: where the search for a configuration begins. */
  folder: string;
  /** The nearest folder upward with `.git`, else the first path (its folder, where it is a file). */
  root: string;
}

/** Makes the PATHs of the command line absolute; throws a usage error for one that does not exist. */
export async function resolvePaths(given: readonly string[], files: FileSystem): Promise<ScanPaths> {
  const paths: string[] = [];
  for (const native of given.length === 0 ? ["."] : given) {
    const path = files.toPath(native);
    if ((await files.stat(path)) === undefined) throw await missingPath(native, path, files);
    if (!paths.includes(path)) paths.push(path);
  }
  const first = paths[0] ?? files.currentFolder;
  const kind = (await files.stat(first))?.kind;
  const folder = kind === "folder" ? first : parentOf(first);
  return { paths, folder, root: (await findRepository(folder, files)) ?? folder };
}

export async function isRepositoryRoot(folder: string, files: FileSystem): Promise<boolean> {
  return (await files.stat(inside(folder, ".git"))) !== undefined;
}

async function findRepository(folder: string, files: FileSystem): Promise<string | undefined> {
  for (let current = folder; ; current = parentOf(current)) {
    if (await isRepositoryRoot(current, files)) return current;
    if (parentOf(current) === current) return undefined;
  }
}

async function missingPath(native: string, path: string, files: FileSystem): Promise<UsageError> {
  const entries = await files.list(parentOf(path)).catch(() => []);
  const close = nearest(posix.basename(path), entries.map((entry) => entry.name));
  const slashed = native.replaceAll("\\", "/");
  const folder = slashed.includes("/") ? slashed.slice(0, slashed.lastIndexOf("/") + 1) : "";
  const hint = close === undefined ? "" : `; did you mean "${folder}${close}"?`;
  return usageError(`no such file or folder: "${native}"${hint}`);
}

/** The folder around a path; a root (`/`, `C:/`, `//server/share`) is its own. */
function parentOf(path: string): string {
  if (/^(?:[A-Za-z]:\/?|\/\/[^/]+\/[^/]+\/?|\/)$/.test(path)) return path;
  const parent = path.slice(0, path.lastIndexOf("/"));
  if (parent === "") return "/";
  return /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}

function inside(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** A path of a finding, which is relative to the root, made absolute. */
export function absolutePath(root: string, path: string): string {
  if (path.startsWith("/") || /^[A-Za-z]:\//.test(path)) return path;
  return path === "" ? root : inside(root, path);
}

/** The path as a person in `folder` would type it, with `/`; absolute where it lies on another drive. */
export function relativePath(folder: string, path: string): string {
  const drive = (of: string) => /^(?:[A-Za-z]:|\/\/[^/]+\/[^/]+)/.exec(of)?.[0].toUpperCase() ?? "";
  if (drive(folder) !== drive(path)) return path;
  const cut = drive(path).length;
  return posix.relative(folder.slice(cut) || "/", path.slice(cut)) || ".";
}

/** The path relative to the root; absolute for a file outside of it. */
export function pathInRoot(root: string, path: string): string {
  const absolute = absolutePath(root, path);
  const prefix = root.endsWith("/") ? root : `${root}/`;
  return absolute.startsWith(prefix) ? absolute.slice(prefix.length) : absolute;
}
