import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { type EntryKind, type FileSystem, toPosixPath } from "./fileSystem.ts";

interface Kinds {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}
function kindOf(entry: Kinds): EntryKind {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

/** The machine's own file system. */
export function createNodeFileSystem(platform: NodeJS.Platform = process.platform): FileSystem {
  const native = platform === "win32" ? (path: string): string => path.replace(/\//g, "\\") : (path: string): string => path;
  return {
    caseSensitive: platform !== "win32" && platform !== "darwin",
    readFile: (path) => readFile(native(path)),
    stat: async (path) => {
      const stat = await lstat(native(path));
      return { kind: kindOf(stat), size: stat.size };
    },
    list: async (path) => (await readdir(native(path), { withFileTypes: true })).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
    realpath: async (path) => toPosixPath(await realpath(native(path))),
  };
}
