import { parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { parseDocument } from "yaml";
import { exactly, hull, type Span } from "../base/versions.ts";
import { foldersUp, inFolder } from "./paths.ts";

/**
 * The version that a lock file gives a package. `importer` is the folder of the manifest that asks, relative to the lock file's
 * own, `range` what that manifest says of it.
 */
export type LockedVersion = (name: string, importer: string, range: string | undefined) => Span | undefined;

/** Readers by file name, the most telling first. They throw on text that is not what its name says. */
export const npmLocks: Readonly<Record<string, (text: string) => LockedVersion>> = {
  "package-lock.json": readPackageLock,
  "npm-shrinkwrap.json": readPackageLock,
  "pnpm-lock.yaml": readPnpmLock,
  "yarn.lock": readYarnLock,
  "bun.lock": readBunLock,
};
export const pythonLocks: Readonly<Record<string, (text: string) => LockedVersion>> = {
  "uv.lock": (text) => readTomlLock(text, "package"),
  "poetry.lock": (text) => readTomlLock(text, "package"),
  "pdm.lock": (text) => readTomlLock(text, "package"),
  "pylock.toml": (text) => readTomlLock(text, "packages"),
  "Pipfile.lock": readPipfileLock,
};

/** A distribution's name as registries compare it. */
export const pythonName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A member that the file itself has. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function readPackageLock(text: string): LockedVersion {
  const json: unknown = JSON.parse(text);
  const packages = member(json, "packages");
  const dependencies = member(json, "dependencies");
  if (!isObject(packages) && !isObject(dependencies)) throw new Error("it lists no packages");
  return (name, importer) => {
    for (const folder of foldersUp(importer)) {
      const found = versionIn(member(packages, inFolder(folder, `node_modules/${name}`)));
      if (found) return found;
    }
    return versionIn(member(dependencies, name));
  };
}
function versionIn(entry: unknown): Span | undefined {
  const version = member(entry, "version");
  return typeof version === "string" ? exactly(version) : undefined;
}

/** Only what the manifests ask for is read; the long list of packages behind it is left alone. */
function readPnpmLock(text: string): LockedVersion {
  const end = /^(?:packages|snapshots):/m.exec(text)?.index ?? text.length;
  const document = parseDocument(text.slice(0, end), { uniqueKeys: false });
  if (document.errors.length > 0) throw new Error("it is not YAML");
  const lock: unknown = document.toJS({ maxAliasCount: 100 });
  const importers = member(lock, "importers");
  if (!isObject(lock)) throw new Error("it lists no packages");
  return (name, importer) => {
    const own = isObject(importers) ? member(importers, importer === "" ? "." : importer) : lock;
    for (const section of ["dependencies", "devDependencies", "optionalDependencies"]) {
      const entry = member(member(own, section), name);
      const version = typeof entry === "string" ? entry : member(entry, "version");
      const found = typeof version === "string" ? exactly(version) : undefined;
      if (found) return found;
    }
    return undefined;
  };
}

/** Both generations write `"name@range", …:` and below it the version. */
function readYarnLock(text: string): LockedVersion {
  const byRequest = new Map<string, Span>();
  const byName = new Map<string, Span>();
  let requests: string[] = [];
  for (const line of text.split("\n")) {
    if (/^["\w@]/.test(line)) {
      requests = line
        .replace(/:\s*$/, "")
        .split(",")
        .map((request) => request.trim().replace(/^"|"$/g, ""));
      continue;
    }
    const version = /^ {2}version:? "?([^"\s]+)"?\s*$/.exec(line)?.[1];
    const span = version === undefined ? undefined : exactly(version);
    if (!span) continue;
    for (const request of requests) {
      const at = request.indexOf("@", 1);
      const name = request.slice(0, at);
      byRequest.set(`${name}@${request.slice(at + 1).replace(/^npm:/, "")}`, span);
      const known = byName.get(name);
      byName.set(name, known ? hull(known, span) : span);
    }
    requests = [];
  }
  if (byName.size === 0 && /\S/.test(text.replace(/^#.*$/gm, ""))) throw new Error("it lists no packages");
  return (name, _importer, range) => byRequest.get(`${name}@${range}`) ?? byName.get(name);
}

function readBunLock(text: string): LockedVersion {
  const json: unknown = parseJson(text, [], { allowTrailingComma: true });
  const packages = member(json, "packages");
  if (!isObject(packages)) throw new Error("it lists no packages");
  return (name, importer) => {
    const workspace = member(member(member(json, "workspaces"), importer), "name");
    for (const key of typeof workspace === "string" ? [`${workspace}/${name}`, name] : [name]) {
      const entry = member(packages, key);
      const resolved: unknown = Array.isArray(entry) ? entry[0] : undefined;
      const found =
        typeof resolved === "string" ? exactly(resolved.slice(resolved.lastIndexOf("@") + 1)) : undefined;
      if (found) return found;
    }
    return undefined;
  };
}

/** A package that is locked in several versions, for several platforms, has the span of all. */
function readTomlLock(text: string, key: string): LockedVersion {
  const packages = member(parseToml(text), key);
  const byName = new Map<string, Span>();
  for (const entry of Array.isArray(packages) ? packages : []) {
    const name = member(entry, "name");
    const span = versionIn(entry);
    if (typeof name !== "string" || !span) continue;
    const known = byName.get(pythonName(name));
    byName.set(pythonName(name), known ? hull(known, span) : span);
  }
  return (name) => byName.get(pythonName(name));
}

function readPipfileLock(text: string): LockedVersion {
  const json: unknown = JSON.parse(text);
  if (!isObject(json)) throw new Error("it lists no packages");
  const byName = new Map<string, Span>();
  for (const section of ["develop", "default"])
    for (const [name, entry] of Object.entries(member(json, section) ?? {})) {
      const span = versionIn(entry);
      if (span) byName.set(pythonName(name), span);
    }
  return (name) => byName.get(pythonName(name));
}
