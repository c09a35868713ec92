import type { FileSystem } from "../../server/src/host/fileSystem.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";

/** Files by path, and what else a case needs to be run again. */
export interface Case {
  files: Readonly<Record<string, string>>;
  /** Arguments of the command line, where the case is about it. */
  args?: readonly string[];
  /** Messages to the server. */
  messages?: readonly unknown[];
}

/** One boundary of the program, and what must hold of it whatever comes. */
export interface Target {
  make(seed: number): Case;
  /** Rejects, or says in words what is wrong. */
  check(of: Case, seed: number): Promise<string | undefined>;
  close?(): Promise<void>;
}

export const ROOT = "/w";

/** A file system whose files are others from case to case, so that one engine serves all. */
export function openChangingFiles(): { fs: FileSystem; show(files: Case["files"]): void } {
  let current = createMemoryFileSystem({}, { currentFolder: ROOT });
  const fs: FileSystem = {
    caseSensitive: true,
    currentFolder: ROOT,
    toPath: (native) => current.toPath(native),
    toNative: (path) => current.toNative(path),
    readFile: (path) => current.readFile(path),
    stat: (path) => current.stat(path),
    list: (path) => current.list(path),
    realpath: (path) => current.realpath(path),
  };
  return {
    fs,
    show(files) {
      const placed = Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text] as const);
      current = createMemoryFileSystem(
        { [`${ROOT}/.git/HEAD`]: "", ...Object.fromEntries(placed) },
        { currentFolder: ROOT },
      );
    },
  };
}
