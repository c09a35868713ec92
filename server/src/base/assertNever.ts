/** Closes a switch over a union: a forgotten case fails to compile. Throws when a value of no known case arrives. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
