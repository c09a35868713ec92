/** A value of a settings file with its place (UTF-16 offsets). */
export type DocNode = DocMap | DocList | DocScalar;

interface Placed {
  start: number;
  end: number;
}
export interface DocMap extends Placed {
  kind: "map";
  entries: DocEntry[];
}
export interface DocEntry {
  key: string;
  keyStart: number;
  keyEnd: number;
  value: DocNode;
}
export interface DocList extends Placed {
  kind: "list";
  items: DocNode[];
}
export interface DocScalar extends Placed {
  kind: "scalar";
  value: string | number | boolean | null;
}

/** The value of a key; undefined for what is no map. */
export function child(node: DocNode | undefined, key: string): DocNode | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** The first of several keys that is there. */
export function firstChild(node: DocNode | undefined, keys: readonly string[]): DocNode | undefined {
  for (const key of keys) {
    const found = child(node, key);
    if (found) return found;
  }
  return undefined;
}

export function textOf(node: DocNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
}

export function itemsOf(node: DocNode | undefined): readonly DocNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** The texts of a list, or of one text. */
export function textsOf(node: DocNode | undefined): DocScalar[] {
  const all = node?.kind === "list" ? node.items : node ? [node] : [];
  return all.filter((each): each is DocScalar => each.kind === "scalar" && typeof each.value === "string");
}

/**
 * What stands at a path: keys with dots between them, `[]` for each element, `*` for any key. A key that has dots itself (as editors write their
 * settings) is found as a whole.
 */
export function nodesAt(node: DocNode | undefined, path: string): { node: DocNode; key: string }[] {
  return at(node, path, "");
}

function at(node: DocNode | undefined, path: string, key: string): { node: DocNode; key: string }[] {
  if (node === undefined) return [];
  if (path === "") return [{ node, key }];
  if (path.startsWith("[]")) {
    const rest = path.slice(2).replace(/^\./, "");
    return itemsOf(node).flatMap((item) => at(item, rest, key));
  }
  if (node.kind !== "map") return [];
  return node.entries.flatMap((entry) => {
    const rest = restAfter(path, entry.key);
    return rest === undefined ? [] : at(entry.value, rest, entry.key);
  });
}

function restAfter(path: string, key: string): string | undefined {
  if (path === "*" || path.startsWith("*.") || path.startsWith("*[")) return path.slice(1).replace(/^\./, "");
  if (path === key) return "";
  if (!path.startsWith(key)) return undefined;
  const next = path[key.length];
  if (next === ".") return path.slice(key.length + 1);
  return next === "[" ? path.slice(key.length) : undefined;
}

/** All scalars below a node, in order; iterative, as input may be nested at will. */
export function scalarsIn(node: DocNode): DocScalar[] {
  const out: DocScalar[] = [];
  const open: DocNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === "scalar") out.push(next);
    else if (next.kind === "list") open.push(...[...next.items].reverse());
    else open.push(...next.entries.map((entry) => entry.value).reverse());
  }
  return out;
}
