export type EntryKind = "file" | "folder" | "link" | "other";

export interface Entry {
  name: string;
  kind: EntryKind;
}
export interface Stat {
  kind: EntryKind;
  /** Bytes. */
  size: number;
}

/**
 * Files as the engine sees them. Paths are absolute POSIX paths ("/home/a/x.py", "C:/work/x.py", "//server/share/x.py"):
 * drive letters, backslashes and UNC names are converted here and nowhere else. Every method rejects with an Error when the path cannot be read.
 */
export interface FileSystem {
  /** False where "A.ts" and "a.ts" are one file. */
  readonly caseSensitive: boolean;
  readFile(path: string): Promise<Uint8Array>;
  /** Does not follow a link. */
  stat(path: string): Promise<Stat>;
  /** Entries of a folder in no particular order. */
  list(path: string): Promise<Entry[]>;
  /** The path with every link resolved. */
  realpath(path: string): Promise<string>;
}

/** What the engine is handed. */
export interface Host {
  fs: FileSystem;
}

/** "C:\\a\\b" and "C:/a/b" → "C:/a/b"; "\\\\server\\x" → "//server/x". */
export function toPosixPath(path: string): string {
  return path.replace(/\\/g, "/").replace(/^([a-z]):/, (_, drive: string) => `${drive.toUpperCase()}:`);
}
