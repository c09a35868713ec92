import { type Node as JsonNode, parseTree } from "jsonc-parser";
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { DocEntry, DocNode } from "./node.ts";

/** Deeper nesting is cut: nobody writes it, and hostile input may. */
const DEEPEST = 60;

/** Reads JSON with comments, YAML, and the simple part of TOML, as far as it can be understood; undefined when nothing is there. */
export function parseDocument(path: string, text: string): DocNode | undefined {
  const name = path.toLowerCase();
  try {
    if (/\.(?:jsonc?|json5|code-workspace)$/.test(name)) return readJson(text);
    if (/\.ya?ml$/.test(name)) return readYaml(text);
    if (name.endsWith(".toml")) return readToml(text);
  } catch {
    // Whatever a parser throws at hostile input: the file says nothing.
  }
  return undefined;
}

function readJson(text: string): DocNode | undefined {
  if (nesting(text) > DEEPEST) return undefined;
  const tree = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  return tree && convertJson(tree);
}

/** How deep brackets stand inside each other, strings aside; an upper bound is enough. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x7d || c === 0x5d) depth--;
  }
  return deepest;
}

function convertJson(node: JsonNode): DocNode {
  const place = { start: node.offset, end: node.offset + node.length };
  if (node.type === "array") return { kind: "list", ...place, items: (node.children ?? []).map(convertJson) };
  if (node.type !== "object") return { kind: "scalar", ...place, value: node.value ?? null };
  const entries = (node.children ?? []).flatMap((property): DocEntry[] => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    return [
      {
        key: String(key.value),
        keyStart: key.offset,
        keyEnd: key.offset + key.length,
        value: convertJson(value),
      },
    ];
  });
  return { kind: "map", ...place, entries };
}

function readYaml(text: string): DocNode | undefined {
  if (/^[ \t]{200}/m.test(text) || nesting(text) > 2000) return undefined;
  const documents = parseAllDocuments(text, { logLevel: "silent", maxAliasCount: 50 } as never);
  const first = Array.isArray(documents) ? documents[0] : undefined;
  return first?.contents ? convertYaml(first.contents, 0) : undefined;
}

function convertYaml(node: unknown, depth: number): DocNode {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  const place = { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  if (depth > DEEPEST || isAlias(node)) return { kind: "scalar", ...place, value: null };
  if (isSeq(node))
    return { kind: "list", ...place, items: node.items.map((item) => convertYaml(item, depth + 1)) };
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): DocEntry => {
      const keyRange = (key as { range?: [number, number, number] } | null)?.range;
      return {
        key: isScalar(key) ? String(key.value) : "",
        keyStart: keyRange?.[0] ?? 0,
        keyEnd: keyRange?.[1] ?? 0,
        value: convertYaml(value, depth + 1),
      };
    });
    return { kind: "map", ...place, entries };
  }
  const value = isScalar(node) ? node.value : null;
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", ...place, value: isPlain ? value : null };
}

/** Sections and one-line values with their places; what it does not understand is left out. */
function readToml(text: string): DocNode {
  const root: DocNode & { kind: "map" } = { kind: "map", start: 0, end: text.length, entries: [] };
  let section = root;
  for (const match of text.matchAll(
    /^[ \t]*(?:\[\[?([^\]\n]{1,200})\]\]?|([\w."-]{1,100})[ \t]*=[ \t]*([^\n]*?))[ \t]*\r?$/gm,
  )) {
    const [line, header, key, raw] = match;
    if (header !== undefined) section = sectionAt(root, header.split("."), match.index);
    else if (key !== undefined && raw !== undefined) {
      const start = match.index + line.indexOf(raw, line.indexOf("=") + 1);
      const keyStart = match.index + line.indexOf(key);
      const value = tomlValue(raw, start);
      if (value) section.entries.push({ key: unquoted(key), keyStart, keyEnd: keyStart + key.length, value });
    }
  }
  return root;
}

function sectionAt(root: DocNode & { kind: "map" }, names: readonly string[], start: number) {
  let at = root;
  for (const name of names.slice(0, 10).map((each) => unquoted(each.trim()))) {
    const known = at.entries.find((entry) => entry.key === name)?.value;
    if (known?.kind === "map") {
      at = known;
      continue;
    }
    const made: DocNode & { kind: "map" } = { kind: "map", start, end: start, entries: [] };
    at.entries.push({ key: name, keyStart: start, keyEnd: start, value: made });
    at = made;
  }
  return at;
}

function tomlValue(raw: string, start: number): DocNode | undefined {
  const one = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(true|false)|(-?\d[\d_.]*))/.exec(raw);
  if (one) {
    const [whole, double, single, boolean, number] = one;
    const value = boolean !== undefined ? boolean === "true" : (double ?? single ?? Number(number));
    return { kind: "scalar", start, end: start + whole.length, value };
  }
  if (!raw.startsWith("[")) return undefined;
  const items = [...raw.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
    (match): DocNode => ({
      kind: "scalar",
      start: start + match.index,
      end: start + match.index + match[0].length,
      value: match[1] ?? match[2] ?? "",
    }),
  );
  return { kind: "list", start, end: start + raw.length, items };
}

function unquoted(name: string): string {
  return name.replace(/^["']|["']$/g, "");
}
