import type { FileSystem } from "../host/fileSystem.ts";
import { escapeSentence } from "../report/escape.ts";
import { relativePath } from "./paths.ts";
import { type UsageError, usageError } from "./usageError.ts";

/** What is wrong in files of the user, one line each: `file:line:column: message`. */
export function problemsError(
  problems: readonly { file: string; line: number; column: number; message: string }[],
  files: FileSystem,
): UsageError {
  const lines = problems.map(({ file, line, column, message }) =>
    escapeSentence(`${relativePath(files.currentFolder, file)}:${line}:${column}: ${message}`),
  );
  return usageError(lines.join("\n"));
}
