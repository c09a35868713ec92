import type { Logger } from "../base/logger.ts";

/** What the engine is given of the machine it runs on: no clock, no network, no process. */
export interface Host {
  readonly fs: FileSystem;
  readonly log?: Logger;
}

/**
 * The files as the program sees them. Paths are absolute and POSIX: `/home/me/app`, `C:/Users/me/app`,
 * `//server/share/app`. `toPath` and `toNative` are the only places where the machine's own form is known.
 */
export interface FileSystem {
  /** False where `README.md` and `readme.md` are one file. */
  readonly caseSensitive: boolean;
  /** The folder that relative paths of the user start from. */
  readonly currentFolder: string;
  /** A path as the user wrote it (relative, with backslashes, …) as an absolute path of the form above. */
  toPath(native: string): string;
  /** A path as the user would write it, for messages. */
  toNative(path: string): string;
  /** Rejects with a {@link FileSystemError}. */
  readFile(path: string): Promise<Uint8Array>;
  /** What a path leads to, links followed; undefined where nothing can be reached. */
  stat(path: string): Promise<FileStat | undefined>;
  /** The entries of a folder, ordered by UTF-16 code units of their names. Rejects with a {@link FileSystemError}. */
  list(path: string): Promise<FolderEntry[]>;
  /** The path with links followed and names spelled as stored; undefined where nothing can be reached. */
  realpath(path: string): Promise<string | undefined>;
}

export interface FileStat {
  readonly kind: "file" | "folder" | "other";
  /** In bytes. */
  readonly size: number;
}

export interface FolderEntry {
  readonly name: string;
  /** A link is not looked behind: `stat` tells what it leads to, `realpath` where. */
  readonly kind: "file" | "folder" | "link" | "other";
}

export type FileSystemErrorCode =
  | "not-found"
  | "not-a-file"
  | "not-a-folder"
  | "denied"
  /** A link leads out of the folder that the file system is confined to. */
  | "outside"
  | "failed";

export interface FileSystemError extends Error {
  readonly code: FileSystemErrorCode;
  readonly path: string;
}

export function createFileSystemError(code: FileSystemErrorCode, path: string): FileSystemError {
  return Object.assign(new Error(`${path}: ${REASONS[code]}`), { code, path });
}

/** The code of a rejection by a {@link FileSystem}; "failed" for anything else that was thrown. */
export function fileSystemErrorCode(error: unknown): FileSystemErrorCode {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && Object.hasOwn(REASONS, code) ? (code as FileSystemErrorCode) : "failed";
}

const REASONS: Readonly<Record<FileSystemErrorCode, string>> = {
  "not-found": "no such file or folder",
  "not-a-file": "not a file",
  "not-a-folder": "not a folder",
  denied: "permission denied",
  outside: "a link leads out of the folder",
  failed: "could not be read",
};
