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

/** `unknown rule "x"; did you mean "y"?`; where no name is near, all of them when they are few, else the advice. */
export function unknownName(
  kind: string,
  name: string,
  names: readonly string[],
  advice: string = `valid: ${names.join(", ")}`,
): UsageError {
  const close = nearest(name, names);
  return usageError(
    `unknown ${kind} "${name}"; ${close === undefined ? advice : `did you mean "${close}"?`}`,
  );
}

/** Where a user finds the ids. */
export const SEE_RULES = "`llmlint rules` lists them";
