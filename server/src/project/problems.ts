import { fileSystemErrorCode } from "../host/fileSystem.ts";

/** What could not be read; the same shape as a run's problems. */
export interface FileProblem {
  path: string;
  start: number;
  end: number;
  severity: "error" | "warning" | "note";
  message: string;
  /** True when something meant for analysis could not be read at all. */
  fatal: boolean;
}

/** A file that policy leaves out. */
export function note(path: string, message: string): FileProblem {
  return { path, start: 0, end: 0, severity: "note", message, fatal: false };
}

/** The problem of a file or folder that the host does not hand out. */
export function unreadable(path: string, error: unknown): FileProblem {
  // A name that is no UTF-8 comes with replacement marks, by which nothing is found.
  const isOddName = path.includes("\ufffd");
  const message = isOddName
    ? "Its name is no UTF-8, so it cannot be read. Rename it."
    : `Cannot be read (${fileSystemErrorCode(error)}). Check that it exists and that its permissions allow it.`;
  return { path, start: 0, end: 0, severity: "error", message, fatal: true };
}
