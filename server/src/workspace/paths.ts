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
  /** The folder that holds all paths: the root, unless one of several paths lies outside of it. */
  top: string;
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
  const root = (await findRepository(folder, files)) ?? folder;
  return { paths, folder, root, top: commonFolder(root, paths) };
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

function commonFolder(root: string, paths: readonly string[]): string {
  let top = root;
  for (const path of paths) {
    while (!isAround(top, path)) {
      if (parentOf(top) === top) throw usageError("the paths lie on different drives; scan them one by one");
      top = parentOf(top);
    }
  }
  return top;
}

export function isAround(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

async function missingPath(native: string, path: string, files: FileSystem): Promise<UsageError> {
  const entries = await files.list(parentOf(path)).catch(() => []);
  const close = nearest(
    posix.basename(path),
    entries.map((entry) => entry.name),
  );
  const slashed = native.replaceAll("\\", "/");
  const folder = slashed.includes("/") ? slashed.slice(0, slashed.lastIndexOf("/") + 1) : "";
  const hint = close === undefined ? "" : `; did you mean "${folder}${close}"?`;
  return usageError(`no such file or folder: "${native}"${hint}`);
}

/** The folder around a path; a root (`/`, `C:/`, `//server/share`) is its own. */
export function parentOf(path: string): string {
  if (/^(?:[A-Za-z]:\/?|\/\/[^/]+\/[^/]+\/?|\/)$/.test(path)) return path;
  const parent = path.slice(0, path.lastIndexOf("/"));
  if (parent === "") return "/";
  return /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}

function inside(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** A path of a finding, which is relative to the folder of the scan, made absolute. */
export function absolutePath(top: string, path: string): string {
  if (path.startsWith("/") || /^[A-Za-z]:\//.test(path)) return path;
  return path === "" ? top : inside(top, path);
}

/** The path from `folder`, with `/`; absolute where it lies on another drive. */
export function relativePath(folder: string, path: string): string {
  const drive = (of: string) => /^(?:[A-Za-z]:|\/\/[^/]+\/[^/]+)/.exec(of)?.[0].toUpperCase() ?? "";
  if (drive(folder) !== drive(path)) return path;
  const cut = drive(path).length;
  return posix.relative(folder.slice(cut) || "/", path.slice(cut)) || ".";
}
