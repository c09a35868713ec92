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
  const message = `Cannot be read (${fileSystemErrorCode(error)}). Check that it exists and that its permissions allow it.`;
  return { path, start: 0, end: 0, severity: "error", message, fatal: true };
}
