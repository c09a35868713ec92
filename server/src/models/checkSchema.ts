import { nearest } from "../base/nearest.ts";
import type { YamlPath } from "./yamlPlaces.ts";

/** The part of JSON Schema that the schemas of rules, packs and secrets use. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  oneOf?: Schema[];
  enum?: unknown[];
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  pattern?: string;
  format?: string;
  description?: string;
  minimum?: number;
  maximum?: number;
}

/** What is wrong with a value, and where; `isKey`: with the key at the end of the path. */
export interface SchemaProblem {
  path: YamlPath;
  isKey: boolean;
  message: string;
}

/** Says what is wrong with texts of a format that a schema names, or nothing. */
export type Formats = Readonly<Record<string, (text: string) => string | undefined>>;

/** Values looked at before the rest is believed: more than any pack holds, less than what hurts. */
const MOST_VALUES = 500_000;

/** The problems of `value` under `schema`, in the order of the value. */
export function checkSchema(schema: Schema, value: unknown, formats: Formats): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  let left = MOST_VALUES;
  check(schema, value, []);
  if (left <= 0) report([], `holds more than ${MOST_VALUES} values`);
  return problems;

  function report(path: YamlPath, message: string, isKey = false): void {
    problems.push({ path, isKey, message });
  }

  function check(given: Schema, node: unknown, path: YamlPath): void {
    if (left-- <= 0) return;
    const part = expand(given);
    if (part.oneOf !== undefined) {
      const fitting = part.oneOf.find((each) => typeFits(expand(each).type, node)) ?? part.oneOf[0];
      check(fitting as Schema, node, path);
      return;
    }
    if (part.enum !== undefined) {
      if (!part.enum.includes(node)) report(path, noneOf(node, part.enum.map(String)));
      return;
    }
    if (!typeFits(part.type, node)) {
      const expected = [part.type].flat().join(" or ");
      report(path, `expected ${expected}, found ${nameOfType(node)}`);
      return;
    }
    if (typeof node === "string") checkText(part, node, path);
    if (typeof node === "number") checkNumber(part, node, path);
    if (Array.isArray(node)) {
      const { items } = part;
      if (items) for (const [index, item] of node.entries()) check(items, item, [...path, index]);
    } else if (typeof node === "object" && node !== null) checkObject(part, node, path);
  }

  function checkObject(part: Schema, node: object, path: YamlPath): void {
    const known = Object.keys(part.properties ?? {});
    for (const [key, item] of Object.entries(node)) {
      const own = Object.hasOwn(part.properties ?? {}, key) ? part.properties?.[key] : undefined;
      const below = own ?? part.additionalProperties;
      if (below === false) report([...path, key], `unknown key "${key}"${hint(key, known)}`, true);
      else if (typeof below === "object") check(below, item, [...path, key]);
    }
    for (const key of part.required ?? []) {
      if (!Object.hasOwn(node, key)) report(path, `"${key}" is missing`);
    }
  }

  function checkText(part: Schema, node: string, path: YamlPath): void {
    if (part.pattern !== undefined && (node.length > LONGEST || !new RegExp(part.pattern, "u").test(node))) {
      report(path, `"${shorten(node)}" has not the form ${part.description ?? part.pattern}`);
    }
    const wrong = part.format === undefined ? undefined : formats[part.format]?.(node);
    if (wrong !== undefined) report(path, wrong);
  }

  function checkNumber(part: Schema, node: number, path: YamlPath): void {
    if (node < (part.minimum ?? node) || node > (part.maximum ?? node)) {
      report(path, `${node} is not between ${part.minimum} and ${part.maximum}`);
    }
  }

  function expand(part: Schema): Schema {
    if (part.$ref === undefined) return part;
    const name = part.$ref.slice(part.$ref.lastIndexOf("/") + 1);
    return schema.$defs?.[name] ?? {};
  }
}

/** Longer texts are no paths or names, and patterns are tried on texts of this length at most. */
const LONGEST = 2000;
/** So many names are listed; of more only the nearest is named. */
const FEW = 16;

function noneOf(node: unknown, names: readonly string[]): string {
  const shown = shorten(JSON.stringify(node) ?? "nothing");
  const near = hint(String(node), names);
  if (names.length > FEW) return `${shown} is none of the ${names.length} names that may stand here${near}`;
  return `${shown} is none of ${names.join(", ")}${near}`;
}

/** `; did you mean "x"?` for the candidate nearest to what was written, or nothing. */
export function hint(written: string, candidates: Iterable<string>): string {
  const close = nearest(written, [...candidates]);
  return close === undefined ? "" : `; did you mean "${close}"?`;
}

function typeFits(type: Schema["type"], node: unknown): boolean {
  return type === undefined || [type].flat().includes(nameOfType(node));
}

function nameOfType(node: unknown): string {
  if (node === null) return "null";
  return Array.isArray(node) ? "array" : typeof node;
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
