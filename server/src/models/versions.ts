import { overlap, parseRange, type Span, within } from "../base/versions.ts";
import type {
  ArgRef,
  AskRow,
  DangerRow,
  OptionDefault,
  OptionName,
  OptionRow,
  Row,
  TypeRef,
  Versions,
} from "./pack.ts";

/** What is known of the version of a package (by the name of its registry) where a call stands; undefined: nothing. */
export type VersionOf = (ecosystem: "npm" | "pypi", name: string) => Span | undefined;

/** An option whose forms are those of the version at hand. */
export interface Option {
  args: ArgRef[];
  default?: OptionDefault;
  unit?: "s" | "ms";
  required?: boolean;
  off?: (string | number | boolean)[];
  ask?: AskRow;
}

/** A row without conditions on versions. */
export interface PlainRow extends Omit<Row, "options" | "danger" | "versions" | "model"> {
  model?: Omit<NonNullable<Row["model"]>, "refusesSystemTurn"> & { refusesSystemTurn?: boolean };
  options?: Partial<Record<OptionName, Option>>;
  danger?: DangerRow[];
  returns?: TypeRef;
}

/** A condition on the version of one package. */
export interface VersionCondition {
  name: string;
  span: Span;
}

/** "langchain-core >=1 <2"; the pack's own package where none is named. */
export function readCondition(text: Versions, own: string): VersionCondition | undefined {
  const space = text.indexOf(" ");
  const isNamed = space > 0 && !/^[<>=]/.test(text);
  const span = parseRange(isNamed ? text.slice(space + 1) : text);
  return span && { name: isNamed ? text.slice(0, space) : own, span };
}

/** The conditions of a row as they are written, each once, in order. */
export function conditionsOf(row: Row): Versions[] {
  const out = new Set<Versions>();
  if (row.versions !== undefined) out.add(row.versions);
  const refuses = row.model?.refusesSystemTurn;
  if (typeof refuses === "string") out.add(refuses);
  for (const option of Object.values(row.options ?? {})) {
    for (const arg of option.args) if (typeof arg !== "string") out.add(arg.versions);
    if (Array.isArray(option.default)) for (const { versions } of option.default) out.add(versions);
  }
  for (const danger of row.danger ?? []) if (danger.versions !== undefined) out.add(danger.versions);
  return [...out];
}

/** How a condition stands to what is known. */
export type Standing = "holds" | "fails" | "open";

export function standing(condition: VersionCondition, known: Span | undefined): Standing {
  if (!known) return "open";
  if (within(known, condition.span)) return "holds";
  return overlap(known, condition.span) ? "open" : "fails";
}

/** The row as it is where its conditions stand so: open ones let every form in, and of several defaults the mildest. */
export function plainRow(row: Row, stands: (versions: Versions) => Standing): PlainRow {
  const { options, danger, versions, model, ...rest } = row;
  if (versions !== undefined && stands(versions) === "fails") return {};
  const out: PlainRow = rest;
  if (model) {
    const { refusesSystemTurn: refuses, ...slots } = model;
    out.model =
      typeof refuses === "string" ? { ...slots, refusesSystemTurn: stands(refuses) === "holds" } : slots;
    if (refuses === true) out.model = { ...slots, refusesSystemTurn: true };
  }
  if (options)
    out.options = Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, plainOption(option, stands)]),
    );
  const left = danger?.filter((d) => d.versions === undefined || stands(d.versions) !== "fails");
  if (left && left.length > 0) out.danger = left;
  return out;
}

function plainOption(option: OptionRow, stands: (versions: Versions) => Standing): Option {
  const { args, default: written, ...rest } = option;
  const out: Option = {
    ...rest,
    args: args.flatMap((arg) =>
      typeof arg === "string" ? [arg] : stands(arg.versions) === "fails" ? [] : [arg.arg],
    ),
  };
  const value = Array.isArray(written) ? mildest(written, stands) : written;
  if (value !== undefined) out.default = value;
  return out;
}

function mildest(
  defaults: readonly { is: OptionDefault; versions: Versions }[],
  stands: (versions: Versions) => Standing,
): OptionDefault | undefined {
  const possible = defaults.filter((d) => stands(d.versions) !== "fails").map((d) => d.is);
  const numbers = possible.filter((d) => typeof d === "number");
  return numbers.length > 0 ? Math.min(...numbers) : possible[0];
}
