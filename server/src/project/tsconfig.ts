import { inFolder, joinPath } from "./paths.ts";

/** Where a TypeScript or JavaScript project looks for modules that are not relative; folders relative to the root. */
export interface PathMapping {
  /** Folder for bare specifiers; undefined when not configured. */
  baseUrl: string | undefined;
  /** Patterns with at most one `*`, the most specific first; targets relative to the root. */
  paths: { prefix: string; suffix: string | undefined; targets: string[] }[];
}

export interface ConfigReader {
  /** A JSON file with comments, relative to the root; undefined when absent or not an object. */
  readJson(path: string): Promise<Record<string, unknown> | undefined>;
  /** The file that a non-relative `extends` names, where it lies in the workspace. */
  packageFile(specifier: string): string | undefined;
}

/** Files that may build on one another, and that one configuration may build on in all. */
const MAX_EXTENDS = 10;
const MAX_FILES = 100;

/** The files that lead to one, and how many may still be read. */
interface Way {
  chain: readonly string[];
  left: { files: number };
}

/** Reads a tsconfig or jsconfig with what it extends and what it refers to; undefined when there is none. */
export async function loadPathMapping(reader: ConfigReader, path: string): Promise<PathMapping | undefined> {
  const json = await reader.readJson(path);
  if (!json) return undefined;
  const left = { files: MAX_FILES };
  const own = await mappingOf(reader, path, json, { chain: [], left });
  if (own.paths.length > 0 || own.baseUrl !== undefined) return own;
  for (const target of referencesOf(json, folder(path))) {
    for (const file of [target, inFolder(target, "tsconfig.json")]) {
      const referred = await reader.readJson(file);
      const mapping = referred && (await mappingOf(reader, file, referred, { chain: [], left }));
      if (mapping && (mapping.paths.length > 0 || mapping.baseUrl !== undefined)) return mapping;
    }
  }
  return own;
}

async function mappingOf(
  reader: ConfigReader,
  path: string,
  json: Record<string, unknown>,
  way: Way,
): Promise<PathMapping> {
  const here = folder(path);
  const options = asRecord(json.compilerOptions);
  const further = { ...way, chain: [...way.chain, path] };
  const inherited =
    way.chain.length < MAX_EXTENDS ? await inheritedMapping(reader, here, json.extends, further) : undefined;
  const written = options.baseUrl;
  const baseUrl = typeof written === "string" ? locate(here, written) : inherited?.baseUrl;
  const paths = options.paths;
  if (typeof paths !== "object" || paths === null) return { baseUrl, paths: inherited?.paths ?? [] };
  return { baseUrl, paths: readPaths(asRecord(paths), baseUrl ?? here) };
}

async function inheritedMapping(
  reader: ConfigReader,
  here: string,
  value: unknown,
  way: Way,
): Promise<PathMapping | undefined> {
  let merged: PathMapping | undefined;
  for (const specifier of Array.isArray(value) ? value : [value]) {
    if (typeof specifier !== "string" || way.left.files-- <= 0) continue;
    const found = await findExtended(reader, here, specifier);
    if (!found || way.chain.includes(found.path)) continue;
    const base = await mappingOf(reader, found.path, found.json, way);
    merged = {
      baseUrl: base.baseUrl ?? merged?.baseUrl,
      paths: base.paths.length > 0 ? base.paths : (merged?.paths ?? []),
    };
  }
  return merged;
}

async function findExtended(
  reader: ConfigReader,
  here: string,
  specifier: string,
): Promise<{ path: string; json: Record<string, unknown> } | undefined> {
  const path = specifier.startsWith(".") ? joinPath(here, specifier) : reader.packageFile(specifier);
  if (path === undefined) return undefined;
  for (const file of [path, `${path}.json`, inFolder(path, "tsconfig.json")]) {
    const json = await reader.readJson(file);
    if (json) return { path: file, json };
  }
  return undefined;
}

function readPaths(paths: Record<string, unknown>, base: string): PathMapping["paths"] {
  const out: PathMapping["paths"] = [];
  for (const [pattern, value] of Object.entries(paths)) {
    const targets = (Array.isArray(value) ? value : [value])
      .filter((target): target is string => typeof target === "string")
      .map((target) => locate(base, target))
      .filter((target): target is string => target !== undefined);
    const star = pattern.indexOf("*");
    if (star < 0) out.push({ prefix: pattern, suffix: undefined, targets });
    else out.push({ prefix: pattern.slice(0, star), suffix: pattern.slice(star + 1), targets });
  }
  // As the compiler does: an exact name first, then the longest prefix.
  return out.sort(
    (a, b) =>
      Number(a.suffix !== undefined) - Number(b.suffix !== undefined) || b.prefix.length - a.prefix.length,
  );
}

/** Paths that a specifier is mapped to, in order of preference. */
export function mapSpecifier(mapping: PathMapping, specifier: string): string[] {
  for (const { prefix, suffix, targets } of mapping.paths) {
    if (suffix === undefined) {
      if (specifier === prefix) return targets;
      continue;
    }
    const fits = specifier.length >= prefix.length + suffix.length;
    if (!fits || !specifier.startsWith(prefix) || !specifier.endsWith(suffix)) continue;
    const middle = specifier.slice(prefix.length, specifier.length - suffix.length);
    return targets.map((target) => target.replace("*", () => middle));
  }
  return [];
}

function referencesOf(json: Record<string, unknown>, here: string): string[] {
  const references = json.references;
  if (!Array.isArray(references)) return [];
  return references
    .map((entry) => asRecord(entry).path)
    .map((path) => (typeof path === "string" ? locate(here, path) : undefined))
    .filter((path): path is string => path !== undefined);
}

function locate(here: string, path: string): string | undefined {
  return joinPath(here, path.replaceAll("\\", "/").replace(/^\$\{configDir\}/, "."));
}

function folder(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
