import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import process from "node:process";
import {
  createFileSystemError,
  type FileStat,
  type FileSystem,
  type FileSystemErrorCode,
  type FolderEntry,
} from "./fileSystem.ts";
import { fromNative, isInside, type PathStyle, toNative } from "./nativePath.ts";

export interface NodeFileSystemOptions {
  /** Folders (as the user wrote them) that links inside them may not lead out of. */
  readonly confineTo?: readonly string[];
}

/** The machine's files. */
export function createNodeFileSystem(options: NodeFileSystemOptions = {}): FileSystem {
  const style: PathStyle = process.platform === "win32" ? "windows" : "posix";
  const caseSensitive = style === "posix" && process.platform !== "darwin";
  const currentFolder = fromNative(process.cwd(), "/", style);
  const toPath = (native: string) => fromNative(native, currentFolder, style);
  const roots = (options.confineTo ?? []).map((root) => openRoot(toPath(root)));

  async function openRoot(path: string): Promise<{ path: string; real: string }> {
    return { path, real: (await findReal(path)) ?? path };
  }

  async function findReal(path: string): Promise<string | undefined> {
    try {
      return toPath(await realpath(path));
    } catch {
      return undefined;
    }
  }

  /** Whether a link on the way leads from inside a confined folder to its outside. */
  async function escapes(path: string): Promise<boolean> {
    for (const root of await Promise.all(roots)) {
      if (!isInside(path, root.path, caseSensitive)) continue;
      const real = await findReal(path);
      if (real !== undefined && !isInside(real, root.real, caseSensitive)) return true;
    }
    return false;
  }

  async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
    if (await escapes(path)) throw createFileSystemError("outside", path);
    try {
      return await read();
    } catch (error) {
      throw createFileSystemError(codeOf(error), path);
    }
  }

  return {
    caseSensitive,
    currentFolder,
    toPath,
    toNative: (path) => toNative(path, style),
    readFile: (path) => reading(path, () => readFile(path)),
    list: (path) => reading(path, async () => readEntries(await readdir(path, { withFileTypes: true }))),
    stat: (path) => reading(path, async () => readStat(await stat(path))).catch(() => undefined),
    realpath: async (path) => ((await escapes(path)) ? undefined : findReal(path)),
  };
}

function readStat(found: { isFile(): boolean; isDirectory(): boolean; size: number }): FileStat {
  return { kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other", size: found.size };
}

function readEntries(entries: readonly Dirent[]): FolderEntry[] {
  return entries
    .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(entry: Dirent): FolderEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "link" : "other";
}

const CODES: Readonly<Record<string, FileSystemErrorCode>> = {
  ENOENT: "not-found",
  ELOOP: "not-found",
  ENAMETOOLONG: "not-found",
  EISDIR: "not-a-file",
  ENOTDIR: "not-a-folder",
  EACCES: "denied",
  EPERM: "denied",
};

function codeOf(error: unknown): FileSystemErrorCode {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return (typeof code === "string" ? CODES[code] : undefined) ?? "failed";
}
