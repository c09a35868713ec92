import type { FileIndex } from "./fileIndex.ts";
import {
  internalTargets,
  type LocalPackage,
  packageTargets,
  sourcesOfOutput,
  splitSpecifier,
} from "./packageJson.ts";
import { folderOf, foldersUp, inFolder, joinPath } from "./paths.ts";
import { mapSpecifier, type PathMapping } from "./tsconfig.ts";

/** What a repository says about its TypeScript and JavaScript modules. */
export interface ScriptProject {
  files: FileIndex;
  /** By folder: the mapping of its tsconfig or jsconfig. */
  mappings: ReadonlyMap<string, PathMapping>;
  /** By folder. */
  packages: ReadonlyMap<string, LocalPackage>;
  packagesByName: ReadonlyMap<string, LocalPackage>;
  /** By folder: the import map of a Deno project. */
  importMaps: ReadonlyMap<string, Record<string, string>>;
  /** Some file beside package.json declares a workspace ("pnpm-workspace.yaml", "lerna.json"). */
  workspaceFolders: ReadonlySet<string>;
}

export type Resolution = string | { package: string } | undefined;

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
const WRITTEN_AS: Record<string, string[]> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};

/** Resolves a specifier of a TypeScript or JavaScript file; packages from elsewhere give their name. */
export function resolveScript(project: ScriptProject, from: string, written: string): Resolution {
  const specifier = stripQuery(written);
  if (specifier.startsWith(".")) {
    const base = joinPath(folderOf(from), specifier);
    if (base === undefined) return undefined;
    const found = findModule(project, base, /(?:^|\/)\.{0,2}\/?$/.test(specifier));
    return found ?? firstModule(project, sourcesOfOutput(base));
  }
  if (specifier === "" || specifier.startsWith("/")) return undefined;
  const folders = foldersUp(folderOf(from));
  const mapped =
    throughImportMap(project, folders, specifier) ?? throughMappings(project, folders, specifier);
  if (mapped !== undefined) return mapped;
  if (specifier.startsWith("#")) return throughInternalImports(project, folders, specifier);
  const { name, subpath } = splitSpecifier(packageSpecifier(specifier));
  const local = localPackage(project, folders, name);
  if (!local) return { package: name };
  return firstModule(project, packageTargets(local, subpath)) ?? { package: name };
}

/** Finds the file that a path without certain extension means; `onlyFolder` when the path ends in a slash or dots. */
function findModule(project: ScriptProject, base: string, onlyFolder = false): string | undefined {
  if (!onlyFolder && base !== "") {
    const extension = /\.[mc]?jsx?$/.exec(base)?.[0];
    if (extension !== undefined) {
      const stem = base.slice(0, -extension.length);
      const found = firstFile(
        project,
        (WRITTEN_AS[extension] ?? []).map((other) => stem + other),
      );
      if (found !== undefined) return found;
    }
    const found = firstFile(project, [base, ...EXTENSIONS.map((other) => base + other)]);
    if (found !== undefined) return found;
  }
  const own = project.packages.get(base);
  const main = own?.name === undefined ? own?.json.main : undefined;
  const target = typeof main === "string" ? joinPath(base, main) : undefined;
  const found = target === undefined || target === base ? undefined : findModule(project, target);
  return (
    found ??
    firstFile(
      project,
      EXTENSIONS.map((other) => inFolder(base, `index${other}`)),
    )
  );
}

function firstFile(project: ScriptProject, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const found = project.files.find(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstModule(project: ScriptProject, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const found = findModule(project, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function throughMappings(
  project: ScriptProject,
  folders: readonly string[],
  specifier: string,
): string | undefined {
  for (const folder of folders) {
    const mapping = project.mappings.get(folder);
    if (!mapping) continue;
    const found = firstModule(project, mapSpecifier(mapping, specifier));
    if (found !== undefined) return found;
    if (mapping.baseUrl === undefined) continue;
    const path = joinPath(mapping.baseUrl, specifier);
    const below = path === undefined ? undefined : findModule(project, path);
    if (below !== undefined) return below;
  }
  return undefined;
}

function throughImportMap(project: ScriptProject, folders: readonly string[], specifier: string): Resolution {
  for (const folder of folders) {
    const map = project.importMaps.get(folder);
    if (!map) continue;
    const keys = Object.keys(map).filter(
      (key) => key === specifier || (key.endsWith("/") && specifier.startsWith(key)),
    );
    const key = keys.sort((a, b) => b.length - a.length)[0];
    if (key === undefined) continue;
    const target = `${map[key]}${specifier.slice(key.length)}`;
    if (!target.startsWith(".")) return { package: splitSpecifier(packageSpecifier(target)).name };
    const path = joinPath(folder, target);
    return path === undefined ? undefined : findModule(project, path);
  }
  return undefined;
}

function throughInternalImports(
  project: ScriptProject,
  folders: readonly string[],
  specifier: string,
): string | undefined {
  for (const folder of folders) {
    const own = project.packages.get(folder);
    if (own) return firstModule(project, internalTargets(own, specifier));
  }
  return undefined;
}

/** A package of the repository, when the importing file would get that one and not a published namesake. */
function localPackage(
  project: ScriptProject,
  folders: readonly string[],
  name: string,
): LocalPackage | undefined {
  const local = project.packagesByName.get(name);
  if (!local) return undefined;
  for (const folder of folders) {
    if (project.workspaceFolders.has(folder)) return local;
    const around = project.packages.get(folder);
    if (around && (around === local || around.hasWorkspaces)) return local;
    const range = around?.dependencies[name];
    if (range !== undefined && /^(?:workspace|file|link|portal):/.test(range)) return local;
  }
  return undefined;
}

const CDN =
  /^https:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|esm\.run|cdn\.jsdelivr\.net\/npm|deno\.land\/x)\/(?:v\d+\/)?/;

/** Takes schemes, hosts and versions off: "npm:openai@4/x" → "openai/x". */
function packageSpecifier(specifier: string): string {
  if (!/^(?:npm:|jsr:|https:\/\/)/.test(specifier)) return specifier;
  const bare = specifier.replace(CDN, "").replace(/^(?:npm|jsr):\/?/, "");
  return bare.replace(/^((?:@[^/@]+\/)?[^/@]+)@[^/]*/, "$1");
}

function stripQuery(specifier: string): string {
  const at = specifier.search(/[?]/);
  const bare = at > 0 ? specifier.slice(0, at) : specifier;
  return bare.replace(/^[\w-]+-loader!/, "");
}
