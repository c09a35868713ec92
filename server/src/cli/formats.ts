import { unknownName, usageError } from "../workspace/usageError.ts";

export interface FormatChoice<Name extends string> {
  name: Name;
  /** As the user wrote it; undefined for stdout. */
  file: string | undefined;
}

/** Reads `NAME[=FILE]`; throws a usage error for an unknown name or an empty file. */
export function parseFormat<Name extends string>(value: string, names: readonly Name[]): FormatChoice<Name> {
  const equals = value.indexOf("=");
  const given = equals < 0 ? value : value.slice(0, equals);
  const file = equals < 0 ? undefined : value.slice(equals + 1);
  const name = names.find((candidate) => candidate === given);
  if (name === undefined) throw unknownName("format", given, names);
  if (file === "") throw usageError(`--format ${name}= names no file`);
  return { name, file };
}

/** Two reports in one place would make both unreadable. */
export function checkFormats(choices: readonly FormatChoice<string>[]): void {
  const targets = choices.map((choice) => choice.file);
  const doubled = targets.find((file, i) => targets.indexOf(file) !== i);
  if (doubled !== undefined) throw usageError(`two formats are written to ${doubled}`);
  if (targets.filter((file) => file === undefined).length > 1) {
    throw usageError("only one format can be written to stdout; give the others a file: --format NAME=FILE");
  }
}
