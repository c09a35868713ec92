import type { SchemaRow } from "../models/pack.ts";
import { indentUnit, quoted, textOf, usesSemicolons } from "./editing.ts";
import type { FixInput } from "./fix.ts";
import { isFree, pascal, singular } from "./schemaNames.ts";
import type { FieldShape, RecordShape, Shape } from "./shapes.ts";

export interface Declaration {
  name: string;
  /** The statement, or the classes, without a line end behind. */
  text: string;
  imports: string[];
}

/** A shape in the words of a schema library, under a name that is free in the file; undefined where it cannot say it. */
export function declare(input: FixInput, row: SchemaRow, shape: Shape, of: string): Declaration | undefined {
  return row.declare === undefined ? asClasses(input, row, shape, of) : asStatement(input, row, shape, of);
}

const LINE = 80;

function asStatement(input: FixInput, row: SchemaRow, shape: Shape, of: string): Declaration | undefined {
  const name = schemaName(input, of);
  if (name === undefined) return undefined;
  const unit = indentUnit(input);
  const comma = endsWithCommas(input) ? "," : "";
  const written = (s: Shape, indent: string): string => {
    switch (s.kind) {
      case "list":
      case "map":
        return filled(row[s.kind], written(s.of, indent));
      case "choice":
        return filled(row.choice, s.of.map((text) => quoted(input, text)).join(", "));
      case "record": {
        const inner = indent + unit;
        const fields = [...s.fields].map(([key, field]) => {
          const value = withMissing(row, written(field.shape, inner), field);
          return `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(input, key)}: ${value}`;
        });
        const one = `{ ${fields.join(", ")} }`;
        const isShort = fields.length < 4 && indent.length + one.length + name.length + 30 <= LINE;
        const many = `{\n${fields.map((f) => `${inner}${f}`).join(",\n")}${comma}\n${indent}}`;
        return filled(s.isOpen ? row.open : row.record, isShort && !one.includes("\n") ? one : many);
      }
      default:
        return row[s.kind];
    }
  };
  const text = filled(row.declare ?? "", written(shape, "")).replace("{name}", name);
  return { name, text: `${text}${usesSemicolons(input) ? ";" : ""}`, imports: [] };
}

/** Objects that stand on lines of their own end with a comma, as formatters have it, unless the file does otherwise. */
function endsWithCommas({ constructs, text }: FixInput): boolean {
  const ends = constructs.objects.flatMap((o) => {
    const last = o.entries.at(-1);
    const rest = last ? text.slice(last.end, o.inner.end) : "";
    return rest.includes("\n") ? [/^\s*,/.test(rest)] : [];
  });
  return ends.length === 0 || ends.filter(Boolean).length * 2 >= ends.length;
}

function withMissing(row: SchemaRow, written: string, { shape, missing }: FieldShape): string {
  if (missing === undefined || shape.kind === "any") return written;
  if (missing === "absent") return filled(row.absent ?? row.optional, written);
  if (missing === "null") return filled(row.nullable ?? row.optional, written);
  return filled(row.optional, written);
}

const filled = (template: string, inner: string): string => template.replace("{0}", () => inner);

/** `Optional[str]` and `List[str]` in a file that writes its types so. */
function inStyle(input: FixInput, row: SchemaRow): SchemaRow {
  const typing = input.constructs.imports
    .map((at) => textOf(input, at))
    .filter((line) => line.startsWith("from typing import"))
    .join("\n");
  const has = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(typing);
  return {
    ...row,
    ...(has("Optional") ? { optional: "Optional[{0}]" } : {}),
    ...(has("List") ? { list: "List[{0}]" } : {}),
  };
}

function asClasses(input: FixInput, general: SchemaRow, shape: Shape, of: string): Declaration | undefined {
  const row = inStyle(input, general);
  const unit = indentUnit(input);
  const classes: string[] = [];
  const imports = new Set<string>();
  const taken = new Set<string>();
  let isPossible = true;
  const nameFor = (...words: string[]): string => {
    const names = words.map((_, from) => words.slice(from).map(pascal).join("")).reverse();
    for (const name of [...names, `${names.at(-1)}Fields`]) {
      if (!taken.has(name) && isFree(input, name)) {
        taken.add(name);
        return name;
      }
    }
    isPossible = false;
    return "";
  };
  const field = (key: string, { shape: s, missing }: FieldShape, path: readonly string[]): string => {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key) || row.reserved?.some((r) => new RegExp(`^(?:${r})$`).test(key)))
      isPossible = false;
    const type = written(s, [...path, key]);
    if (missing === undefined) return `${key}: ${type}`;
    const wide = s.kind === "any" ? type : filled(row.optional, type);
    return missing === "null" ? `${key}: ${wide}` : `${key}: ${wide} = None`;
  };
  const record = (s: RecordShape, path: readonly string[]): string => {
    const name = nameFor(...path);
    const lines = [...s.fields].map(([key, f]) => `${unit}${field(key, f, path)}`);
    classes.push([(s.isOpen ? row.open : row.record).replace("{name}", name), ...lines].join("\n"));
    return name;
  };
  const written = (s: Shape, path: readonly string[]): string => {
    switch (s.kind) {
      case "record":
        return record(s, path);
      case "list":
      case "map":
        return filled(row[s.kind], written(s.of, [...path.slice(0, -1), singular(path.at(-1) ?? "")]));
      case "choice":
        return filled(row.choice, s.of.map((text) => quoted(input, text)).join(", "));
      default:
        if (s.kind === "any" && row.anyImport) imports.add(row.anyImport);
        return row[s.kind];
    }
  };
  let name: string;
  if (shape.kind === "record") name = record(shape, [of]);
  else if (row.root === undefined) return undefined;
  else {
    const inner = written(shape, [of]);
    name = nameFor(pascal(singular(of)) === pascal(`${of}Item`) ? `${of}_list` : of);
    if (row.rootImport) imports.add(row.rootImport);
    classes.push(`${filled(row.root, inner).replace("{name}", name)}\n${unit}pass`);
  }
  return isPossible ? { name, text: classes.join("\n\n\n"), imports: [...imports] } : undefined;
}

/** As the file calls its schemas: `orderSchema`, `OrderSchema`, `Order`. */
function schemaName(input: FixInput, of: string): string | undefined {
  const big = pascal(of);
  const isBig = /\b(?:const|import \{[^}]{0,200})\s*[A-Z]\w*Schema\b/.test(input.text);
  const name = `${isBig ? big : (big[0] ?? "").toLowerCase() + big.slice(1)}Schema`;
  return isFree(input, name) ? name : undefined;
}
