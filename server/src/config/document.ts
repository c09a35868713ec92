import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { parse as parseToml, TomlError } from "smol-toml";
import { isNode, isPair, parseDocument } from "yaml";

export interface ConfigDocument {
  /** What the file says for llmlint; undefined where it has no such part. */
  value: unknown;
  /** Where a key stands, for messages: UTF-16 offset. */
  offsetOf(path: readonly PropertyKey[]): number;
  /** What is wrong with the syntax. */
  problems: { offset: number; message: string }[];
}

/** The forms a configuration comes in, in the order in which a folder is searched. */
export const CONFIG_FILES = [
  "llmlint.jsonc",
  "llmlint.json",
  "llmlint.yaml",
  "llmlint.yml",
  "pyproject.toml",
  "package.json",
] as const;

/** Reads one file by the form its name tells; never throws. `undefined` when it holds no part for llmlint. */
export function readConfigDocument(name: string, text: string): ConfigDocument | undefined {
  const clean = text.replace(/^\ufeff/, " ");
  try {
    return readByName(name, clean);
  } catch (error) {
    // The readers recurse: a file nested a hundred thousand deep ends up here.
    const problems = [{ offset: 0, message: `cannot be read: ${messageOf(error)}` }];
    return { value: undefined, offsetOf: () => 0, problems };
  }
}

function readByName(name: string, clean: string): ConfigDocument | undefined {
  if (/\.toml$/i.test(name)) return readToml(clean, /(?:^|[\\/])pyproject\.toml$/i.test(name));
  if (/\.ya?ml$/i.test(name)) return readYaml(clean);
  return readJsonc(clean, /(?:^|[\\/])package\.json$/i.test(name));
}

function readJsonc(text: string, isPackage: boolean): ConfigDocument | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const top = isPackage ? member(tree, PART) : tree;
  if (isPackage && top === undefined) return undefined;
  return {
    value: top === undefined ? undefined : plainValue(top),
    offsetOf: (path) => offsetInJson(top, path),
    problems: errors.map((error) => ({
      offset: error.offset,
      message: `not valid JSON: ${words(printParseErrorCode(error.error))}`,
    })),
  };
}

const PART = "llmlint";

function member(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== "object") return undefined;
  return node.children?.find((property) => property.children?.[0]?.value === key)?.children?.[1];
}

/** A tree as plain values, without a prototype that a key `__proto__` could reach. */
function plainValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plainValue);
  if (node.type !== "object") return node.value;
  const entries = (node.children ?? []).flatMap((property): [string, unknown][] => {
    const [key, value] = property.children ?? [];
    return typeof key?.value === "string" && value !== undefined ? [[key.value, plainValue(value)]] : [];
  });
  return Object.fromEntries(entries);
}

function offsetInJson(top: Node | undefined, path: readonly PropertyKey[]): number {
  let node = top;
  let offset = top?.offset ?? 0;
  for (const key of path) {
    const property =
      node?.type === "array"
        ? undefined
        : node?.children?.find((child) => child.children?.[0]?.value === key);
    const next = node?.type === "array" ? node.children?.[Number(key)] : property?.children?.[1];
    const place = property?.children?.[0] ?? next;
    if (place === undefined) return offset;
    offset = place.offset;
    node = next;
  }
  return offset;
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function readYaml(text: string): ConfigDocument {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  const problems = document.errors.map((error) => ({
    offset: error.pos[0],
    message: `not valid YAML: ${error.message}`,
  }));
  let value: unknown;
  try {
    value = problems.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch (error) {
    problems.push({ offset: 0, message: `not valid YAML: ${messageOf(error)}` });
  }
  return { value: value ?? undefined, offsetOf: (path) => offsetInYaml(document.contents, path), problems };
}

function offsetInYaml(contents: unknown, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    const items = itemsOf(node);
    const item = items.find((child, i) =>
      isPair(child) ? isNode(child.key) && String(child.key) === String(key) : i === key,
    );
    const place = isPair(item) ? startOf(item.key) : startOf(item);
    if (place === undefined) return offset;
    offset = place;
    node = isPair(item) ? item.value : item;
  }
  return offset;
}

function itemsOf(node: unknown): unknown[] {
  return isNode(node) && "items" in node && Array.isArray(node.items) ? node.items : [];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function readToml(text: string, isPyproject: boolean): ConfigDocument | undefined {
  const mentionsUs = /^[ \t]*\[{1,2}[ \t]*tool[ \t]*\.[ \t]*["']?llmlint\b/m.test(text);
  try {
    const table: unknown = parseToml(text);
    const tool = isPyproject ? property(table, "tool") : undefined;
    const value = isPyproject ? property(tool, PART) : table;
    if (isPyproject && value === undefined) return undefined;
    return { value, offsetOf: (path) => offsetInToml(text, path, isPyproject), problems: [] };
  } catch (error) {
    // Someone else's broken file is not ours to complain about.
    if (isPyproject && !mentionsUs) return undefined;
    const offset = error instanceof TomlError ? offsetOfLine(text, error.line) : 0;
    const message = messageOf(error).split("\n", 1)[0] ?? "";
    return {
      value: undefined,
      offsetOf: () => 0,
      problems: [{ offset, message: `not valid TOML: ${message.replace(/^Invalid TOML document: /, "")}` }],
    };
  }
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/**
 * The TOML reader gives no places, so the key is looked for in the text, under the heading of its table. Good enough
 * for a message; a key that is written in an unusual way gets the place of the heading.
 */
function offsetInToml(text: string, path: readonly PropertyKey[], isPyproject: boolean): number {
  const prefix = isPyproject ? ["tool", PART] : [];
  const wanted = [...prefix, ...path.filter((key) => typeof key === "string")].join(".");
  let table = "";
  let heading: number | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const clean = line.trim();
    if (clean.startsWith("[") && /^\[[^\]=]*\][ \t]*(?:#.*)?$/.test(clean)) {
      table = bareKey(clean.slice(1, clean.lastIndexOf("]")));
      if (isPyproject && heading === undefined && table.startsWith(prefix.join("."))) heading = offset;
      if (table === wanted) return offset;
    } else if (clean.includes("=")) {
      const key = bareKey(clean.slice(0, clean.indexOf("=")));
      const full = table === "" ? key : `${table}.${key}`;
      if (full === wanted || full.startsWith(`${wanted}.`) || wanted.startsWith(`${full}.`)) return offset;
    }
    offset += line.length + 1;
  }
  return heading ?? 0;
}

function bareKey(key: string): string {
  return key.replace(/["' \t]/g, "");
}

function offsetOfLine(text: string, line: number): number {
  let offset = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf("\n", offset);
    if (end < 0) break;
    offset = end + 1;
  }
  return offset;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
