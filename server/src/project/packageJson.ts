import { inFolder, joinPath } from "./paths.ts";

/** A package of the repository itself, as its package.json describes it. */
export interface LocalPackage {
  /** Folder relative to the root. */
  folder: string;
  name: string | undefined;
  /** Declares workspaces for the folders below. */
  hasWorkspaces: boolean;
  dependencies: Record<string, string>;
  json: Record<string, unknown>;
}

/** What resolution needs of a package.json; unknown shapes count as absent. */
export function readPackage(folder: string, json: Record<string, unknown>): LocalPackage {
  const dependencies: Record<string, string> = {};
  for (const key of ["peerDependencies", "optionalDependencies", "devDependencies", "dependencies"]) {
    const section = json[key];
    if (typeof section !== "object" || section === null) continue;
    for (const [name, range] of Object.entries(section))
      if (typeof range === "string") dependencies[name] = range;
  }
  const name = typeof json.name === "string" && json.name !== "" ? json.name : undefined;
  const workspaces = json.workspaces;
  return {
    folder,
    name,
    hasWorkspaces: typeof workspaces === "object" && workspaces !== null,
    dependencies,
    json,
  };
}

/**
 * Files that an import of the package (subpath "." or "./x") may mean, in order of preference, without looking whether they
 * exist. Where the manifest names build output, the source that it was probably built from follows.
 */
export function packageTargets({ folder, json }: LocalPackage, subpath: string): string[] {
  const named = exportTargets(json.exports, subpath);
  if (subpath === ".") {
    for (const key of ["source", "types", "typings", "module", "main"]) {
      const value = json[key];
      if (typeof value === "string") named.push(value);
    }
  }
  const direct =
    subpath === "."
      ? ["./src/index", "./index", "./lib/index", "./src/main"]
      : [subpath, `./src/${subpath.slice(2)}`];
  return locateAll(folder, [...named.flatMap((target) => [target, ...sourcesOf(target)]), ...direct]);
}

/** Targets of a `#name` import of the package's own `imports` map. */
export function internalTargets({ folder, json }: LocalPackage, specifier: string): string[] {
  const imports = json.imports;
  if (typeof imports !== "object" || imports === null) return [];
  const named = matchKeys(imports as Record<string, unknown>, specifier);
  return locateAll(
    folder,
    named.filter((target) => target.startsWith(".")).flatMap((target) => [target, ...sourcesOf(target)]),
  );
}

function exportTargets(exports: unknown, subpath: string): string[] {
  if (typeof exports === "string" || Array.isArray(exports))
    return subpath === "." ? flatten(exports, 0) : [];
  if (typeof exports !== "object" || exports === null) return [];
  const keys = Object.keys(exports);
  if (keys.some((key) => key.startsWith("."))) return matchKeys(exports as Record<string, unknown>, subpath);
  return subpath === "." ? flatten(exports, 0) : [];
}

function matchKeys(map: Record<string, unknown>, subpath: string): string[] {
  if (Object.hasOwn(map, subpath)) return flatten(map[subpath], 0);
  const patterns = Object.keys(map).filter((key) => key.includes("*"));
  patterns.sort((a, b) => b.indexOf("*") - a.indexOf("*"));
  for (const pattern of patterns) {
    const star = pattern.indexOf("*");
    const [prefix, suffix] = [pattern.slice(0, star), pattern.slice(star + 1)];
    const fits = subpath.length > prefix.length + suffix.length;
    if (!fits || !subpath.startsWith(prefix) || !subpath.endsWith(suffix)) continue;
    const middle = subpath.slice(prefix.length, subpath.length - suffix.length);
    return flatten(map[pattern], 0).map((target) => target.replaceAll("*", () => middle));
  }
  return [];
}

/** All targets below a condition object; those that name sources come first. */
function flatten(value: unknown, depth: number): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 5) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => flatten(entry, depth + 1));
  const entries = Object.entries(value);
  const rank = (key: string) => (key === "source" || key === "development" ? 0 : key === "types" ? 1 : 2);
  entries.sort(([a], [b]) => rank(a) - rank(b));
  return entries.flatMap(([, entry]) => flatten(entry, depth + 1));
}

const OUTPUT = new Set(["dist", "build", "out", "lib", "es", "esm", "cjs", "dist-types", "types"]);

/** "./dist/esm/a.d.ts" → "./src/a", "./a". */
function sourcesOf(target: string): string[] {
  const bare = target.replace(/(?:\.d)?\.[mc]?[jt]sx?$/, "");
  const parts = bare.split("/").filter((part) => part !== "" && part !== ".");
  const kept = parts.filter((part, at) => at === parts.length - 1 || !OUTPUT.has(part));
  const rest = kept.join("/");
  return parts[0] === "src" ? [bare] : [bare, `./src/${rest}`, `./${rest}`];
}

/** Where the source of a path in build output may lie: "a/dist/esm/b.js" → "a/src/b.js", "a/b.js". */
export function sourcesOfOutput(path: string): string[] {
  const parts = path.split("/");
  const first = parts.findIndex((part, at) => at < parts.length - 1 && OUTPUT.has(part));
  if (first < 0) return [];
  const rest = parts.slice(first).filter((part, at, all) => at === all.length - 1 || !OUTPUT.has(part));
  const before = parts.slice(0, first);
  return [[...before, "src", ...rest].join("/"), [...before, ...rest].join("/")];
}

function locateAll(folder: string, targets: readonly string[]): string[] {
  const out = new Set<string>();
  for (const target of targets) {
    const path = joinPath(folder, target);
    if (path !== undefined) out.add(path);
  }
  return [...out];
}

/** "@scope/a/b/c" → "@scope/a" and "./b/c"; "a" → "a" and ".". */
export function splitSpecifier(specifier: string): { name: string; subpath: string } {
  const parts = specifier.split("/");
  const count = specifier.startsWith("@") ? 2 : 1;
  const rest = parts.slice(count).join("/");
  return { name: parts.slice(0, count).join("/"), subpath: rest === "" ? "." : `./${rest}` };
}

/** The folder of a package by name for `extends` of a configuration. */
export function packageFile(
  packages: ReadonlyMap<string, LocalPackage>,
  specifier: string,
): string | undefined {
  const { name, subpath } = splitSpecifier(specifier);
  const found = packages.get(name);
  return found && inFolder(found.folder, subpath === "." ? "tsconfig.json" : subpath.slice(2));
}
