import type { FileSystem } from "../host/fileSystem.ts";
import { escapeSentence } from "../report/escape.ts";
import { relativePath } from "./paths.ts";
import { type UsageError, usageError } from "./usageError.ts";

export interface FileProblem {
  file: string;
  /** From 1. */
  line: number;
  column: number;
  message: string;
}

/** What is wrong in files of the user, one line each: `file:line:column: message`. */
export function problemsError(
  problems: readonly FileProblem[],
  files: FileSystem,
): UsageError & { readonly problems: readonly FileProblem[] } {
  const lines = problems.map(({ file, line, column, message }) =>
    escapeSentence(`${relativePath(files.currentFolder, file)}:${line}:${column}: ${message}`),
  );
  return Object.assign(usageError(lines.join("\n")), { problems });
}
