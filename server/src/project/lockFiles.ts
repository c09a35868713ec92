import { parse as parseJson } from "jsonc-parser";
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

/**
 * Only what the manifests ask for is read; the long list of packages behind it is left alone. Keys and indentation are all that
 * is looked at, as the file is written by a machine and large.
 */
function readPnpmLock(text: string): LockedVersion {
  const end = /^(?:packages|snapshots):/m.exec(text)?.index ?? text.length;
  const versions = new Map<string, string>();
  const path: { key: string; indent: number }[] = [];
  for (const line of text.slice(0, end).split("\n")) {
    const match = /^( *)('[^']{1,200}'|"[^"]{1,200}"|[^\s'"#:][^:]{0,200}):(?: (.*))?$/.exec(line.trimEnd());
    if (!match) continue;
    const indent = (match[1] ?? "").length;
    while (path.length > 0 && (path[path.length - 1]?.indent ?? 0) >= indent) path.pop();
    path.push({ key: (match[2] ?? "").replace(/^['"]|['"]$/g, ""), indent });
    const value = match[3]?.trim().replace(/^['"]|['"]$/g, "");
    if (value !== undefined && value !== "") versions.set(path.map((p) => p.key).join("\0"), value);
  }
  if (versions.size === 0) throw new Error("it lists no packages");
  return (name, importer) => {
    for (const section of ["dependencies", "devDependencies", "optionalDependencies"])
      for (const base of [
        `importers\0${importer === "" ? "." : importer}\0${section}\0${name}`,
        `${section}\0${name}`,
      ]) {
        const version = versions.get(`${base}\0version`) ?? versions.get(base);
        const found = version === undefined ? undefined : exactly(version);
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

/**
 * A package that is locked in several versions, for several platforms, has the span of all. Only the two lines that every
 * entry begins with are looked at: parsing all of it takes longer than analysing the program.
 */
function readTomlLock(text: string, key: string): LockedVersion {
  const byName = new Map<string, Span>();
  const entries = text.split(`[[${key}]]`);
  if (entries.length < 2) throw new Error("it lists no packages");
  for (const entry of entries.slice(1)) {
    const head = entry.slice(0, 600);
    const name = /^name\s*=\s*"([^"]{1,200})"/m.exec(head)?.[1];
    const version = /^version\s*=\s*"([^"]{1,100})"/m.exec(head)?.[1];
    const span = version === undefined ? undefined : exactly(version);
    if (name === undefined || !span) continue;
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
