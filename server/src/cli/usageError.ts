import { nearest } from "../base/nearest.ts";

/** The user asked for something that does not exist: exit code 2. The only exception that commands throw on purpose. */
export interface UsageError extends Error {
  readonly isUsageError: true;
}

export function usageError(message: string): UsageError {
  return Object.assign(new Error(message), { isUsageError: true as const });
}

export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && "isUsageError" in error;
}

/** "unknown rule "x"; did you mean "y"?", with all names where they are few and none is near. */
export function unknownName(kind: string, name: string, names: readonly string[]): UsageError {
  const close = nearest(name, names);
  const few = names.length > 0 && names.length <= 8 ? `; valid: ${names.join(", ")}` : "";
  return usageError(`unknown ${kind} "${name}"${close === undefined ? few : `; did you mean "${close}"?`}`);
}
