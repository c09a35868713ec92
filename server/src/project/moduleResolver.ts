import { parse as parseJson } from "jsonc-parser";
import { compareText } from "../base/order.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import type { Lang } from "../ir/types.ts";
import { createFileIndex, type FileIndex, type FolderLink } from "./fileIndex.ts";
import { type LocalPackage, packageFile, readPackage } from "./packageJson.ts";
import { absoluteIn, folderOf, foldersUp, inFolder } from "./paths.ts";
import { declaredRoots } from "./pyproject.ts";
import { type PythonProject, resolvePython } from "./pythonResolver.ts";
import { type Resolution, resolveScript, type ScriptProject } from "./scriptResolver.ts";
import { loadPathMapping, type PathMapping } from "./tsconfig.ts";

export type { Resolution } from "./scriptResolver.ts";
export { submoduleSpecifier } from "./specifiers.ts";

/**
 * Finds the file that an import means. A string is the path of a file of the run; `package` names what comes from elsewhere
 * (npm: the package without subpath; Python: the full dotted module); undefined is a file of the project that is not part of
 * the run. `from pkg import sub` asks for "pkg" and, as sub may be a module, for `submoduleSpecifier("pkg", "sub")`.
 */
export type Resolve = (from: string, specifier: string, lang: Lang) => Resolution;

export interface ResolverOptions {
  /** Symbolic links that discovery found inside the root. */
  links?: readonly FolderLink[];
  /**
   * Top-level names of published packages that matter ("openai"): a file or folder that merely bears such a name, outside an
   * import root that packaging files declare, does not stand for the package.
   */
  isKnownPackage?: (name: string) => boolean;
}

/**
 * Reads what the project says about its modules (tsconfig, jsconfig, package.json, deno.json, pyproject.toml, in the folders of
 * `files` and around them up to the root) and returns the resolver, which reads nothing more. Unreadable files count as absent.
 */
export async function createResolver(
  fs: FileSystem,
  root: string,
  files: readonly { path: string; language: Lang }[],
  options: ResolverOptions = {},
): Promise<Resolve> {
  const index = createFileIndex(
    files.map((file) => file.path),
    fs.caseSensitive,
    options.links,
  );
  const source: Source = { fs, root, listings: new Map() };
  const python = await readPythonProject(source, files, index, options.isKnownPackage ?? (() => false));
  const script = await readScriptProject(source, files, index);
  const known = new Map<string, Resolution>();
  return (from, specifier, lang) => {
    const key = `${lang}\0${lang === "py" ? from : folderOf(from)}\0${specifier}`;
    if (known.has(key)) return known.get(key);
    const found =
      lang === "py" ? resolvePython(python, from, specifier) : resolveScript(script, from, specifier);
    known.set(key, found);
    return found;
  };
}

/** Where configuration is read from, with the names in each folder. */
interface Source {
  fs: FileSystem;
  root: string;
  listings: Map<string, ReadonlySet<string>>;
}

async function listFolders(source: Source, paths: readonly string[]): Promise<string[]> {
  const folders = [...new Set(paths.flatMap((path) => foldersUp(folderOf(path))))].sort(compareText);
  const open = folders.filter((folder) => !source.listings.has(folder));
  for (let at = 0; at < open.length; at += 32) {
    await Promise.all(
      open
        .slice(at, at + 32)
        .map(async (folder) => source.listings.set(folder, await namesIn(source, folder))),
    );
  }
  return folders;
}

async function namesIn({ fs, root }: Source, folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await fs.list(absoluteIn(root, folder))).map((entry) => entry.name));
  } catch {
    return new Set();
  }
}

async function readText({ fs, root }: Source, path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await fs.readFile(absoluteIn(root, path)));
  } catch {
    return undefined;
  }
}

async function readJson(source: Source, path: string): Promise<Record<string, unknown> | undefined> {
  const text = await readText(source, path);
  const json: unknown = text === undefined ? undefined : parseJson(text, [], { allowTrailingComma: true });
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : undefined;
}

async function readScriptProject(
  source: Source,
  files: readonly { path: string; language: Lang }[],
  index: FileIndex,
): Promise<ScriptProject> {
  const folders = await listFolders(
    source,
    files.filter((file) => file.language === "ts").map((file) => file.path),
  );
  const packages = new Map<string, LocalPackage>();
  const packagesByName = new Map<string, LocalPackage>();
  const mappings = new Map<string, PathMapping>();
  const importMaps = new Map<string, Record<string, string>>();
  const workspaceFolders = new Set<string>();
  for (const folder of folders) {
    const names = source.listings.get(folder) ?? new Set();
    if (names.has("pnpm-workspace.yaml") || names.has("lerna.json") || names.has("rush.json"))
      workspaceFolders.add(folder);
    const json = names.has("package.json")
      ? await readJson(source, inFolder(folder, "package.json"))
      : undefined;
    if (json) {
      const own = readPackage(folder, json);
      packages.set(folder, own);
      if (own.name !== undefined && !packagesByName.has(own.name)) packagesByName.set(own.name, own);
    }
    const importMap = await readImportMap(source, folder, names);
    if (importMap) importMaps.set(folder, importMap);
  }
  const reader = {
    readJson: (path: string) => readJson(source, path),
    packageFile: (specifier: string) => packageFile(packagesByName, specifier),
  };
  for (const folder of folders) {
    const names = source.listings.get(folder);
    const name = ["tsconfig.json", "jsconfig.json"].find((candidate) => names?.has(candidate));
    const mapping = name === undefined ? undefined : await loadPathMapping(reader, inFolder(folder, name));
    if (mapping) mappings.set(folder, mapping);
  }
  return { files: index, mappings, packages, packagesByName, importMaps, workspaceFolders };
}

async function readImportMap(
  source: Source,
  folder: string,
  names: ReadonlySet<string>,
): Promise<Record<string, string> | undefined> {
  for (const name of ["deno.json", "deno.jsonc", "import_map.json"]) {
    const json = names.has(name) ? await readJson(source, inFolder(folder, name)) : undefined;
    const imports = json?.imports;
    if (typeof imports !== "object" || imports === null) continue;
    return Object.fromEntries(
      Object.entries(imports).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  }
  return undefined;
}

const PACKAGING = ["pyproject.toml", "setup.py", "setup.cfg"];

async function readPythonProject(
  source: Source,
  files: readonly { path: string; language: Lang }[],
  index: FileIndex,
  isKnownPackage: (name: string) => boolean,
): Promise<PythonProject> {
  const paths = files.filter((file) => file.language === "py").map((file) => file.path);
  const folders = await listFolders(source, paths);
  const roots = new Set([""]);
  /** Roots whose plain modules are installed too, not only their packages. */
  const declared = new Set<string>();
  for (const folder of folders) {
    const names = source.listings.get(folder) ?? new Set();
    if (!PACKAGING.some((name) => names.has(name))) continue;
    roots.add(folder);
    const text = names.has("pyproject.toml")
      ? await readText(source, inFolder(folder, "pyproject.toml"))
      : undefined;
    for (const path of [
      inFolder(folder, "src"),
      ...(text === undefined ? [] : declaredRoots(folder, text)),
    ]) {
      const found = index.findFolder(path);
      if (found === undefined) continue;
      roots.add(found);
      if (found !== folder) declared.add(found);
    }
  }
  return { files: index, roots, installed: installedModules(paths, roots, declared), isKnownPackage };
}

function installedModules(
  paths: readonly string[],
  roots: ReadonlySet<string>,
  declared: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const installed = new Map<string, Set<string>>();
  for (const path of paths) {
    for (const root of foldersUp(folderOf(path))) {
      if (!roots.has(root)) continue;
      const rest = root === "" ? path : path.slice(root.length + 1);
      const slash = rest.indexOf("/");
      if (slash < 0 && !declared.has(root)) continue;
      const top = slash < 0 ? rest.replace(/\.py$/, "") : rest.slice(0, slash);
      const known = installed.get(top) ?? new Set();
      installed.set(top, known.add(root));
    }
  }
  return new Map([...installed].map(([top, found]) => [top, [...found].sort(compareText)]));
}
