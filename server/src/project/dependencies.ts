import { compareText } from "../base/order.ts";
import { overlap, type Span } from "../base/versions.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import { type LockedVersion, npmLocks, pythonLocks, pythonName } from "./lockFiles.ts";
import { type Requirements, readPackageJson, readPyproject, readRequirements, spanOf } from "./manifests.ts";
import { absoluteIn, folderOf, foldersUp, inFolder } from "./paths.ts";
import { type FileProblem, note } from "./problems.ts";

type Ecosystem = "npm" | "pypi";

/** What the project says about the versions of the packages that its files use. */
export interface Dependencies {
  /** The version of a package where a file stands, as far as the lock files and manifests around it tell. */
  versionOf(path: string): (ecosystem: Ecosystem, name: string) => Span | undefined;
  /** The nearest manifest above a file names the package: its modules may be brought in there. */
  isDeclared(path: string): (ecosystem: Ecosystem, name: string) => boolean;
  /** Files that were asked and could not be read; grows as versions are asked for. */
  problems: readonly FileProblem[];
}

/** Larger lock files are passed over (bytes). */
const MAX_LOCK_SIZE = 20_000_000;

interface Folder {
  locks: (() => LockedVersion | undefined)[];
  requirements: (() => Requirements | undefined)[];
}

/**
 * Reads the lock files and manifests in the folders of `paths` and around them up to the root. What cannot be read becomes a note
 * when it is needed, and counts as absent.
 */
export async function readDependencies(
  fs: FileSystem,
  root: string,
  paths: readonly string[],
): Promise<Dependencies> {
  const folders = [...new Set(paths.flatMap((path) => foldersUp(folderOf(path))))].sort(compareText);
  const problems: FileProblem[] = [];
  const noted = new Set<string>();
  const found: Record<Ecosystem, Map<string, Folder>> = { npm: new Map(), pypi: new Map() };
  for (let at = 0; at < folders.length; at += 32)
    await Promise.all(
      folders.slice(at, at + 32).map(async (folder) => {
        const names = await namesIn(fs, root, folder);
        /** Text is read now and understood when somebody asks: most programs ask for few of the packages. */
        const read = async <T>(
          name: string,
          reader: (text: string) => T,
        ): Promise<(() => T | undefined)[]> => {
          const path = inFolder(folder, name);
          const text = await textOf(fs, root, path);
          let known: { value: T | undefined } | undefined;
          return [
            () => {
              known ??= { value: text === undefined ? undefined : attempt(reader, text) };
              if (known.value === undefined && !noted.has(path)) {
                noted.add(path);
                problems.push(
                  note(
                    path,
                    "The versions in it could not be read; the forms of every version of a package count.",
                  ),
                );
              }
              return known.value;
            },
          ];
        };
        const npm: Folder = { locks: [], requirements: [] };
        const pypi: Folder = { locks: [], requirements: [] };
        for (const [name, reader] of Object.entries(npmLocks))
          if (names.includes(name)) npm.locks.push(...(await read(name, reader)));
        for (const [name, reader] of Object.entries(pythonLocks))
          if (names.includes(name)) pypi.locks.push(...(await read(name, reader)));
        if (names.includes("package.json"))
          npm.requirements.push(...(await read("package.json", readPackageJson)));
        if (names.includes("pyproject.toml"))
          pypi.requirements.push(...(await read("pyproject.toml", readPyproject)));
        for (const name of names.filter((n) => /^requirements[\w.-]*\.(?:txt|in)$/i.test(n)).slice(0, 10))
          pypi.requirements.push(...(await read(name, readRequirements)));
        if (npm.locks.length > 0 || npm.requirements.length > 0) found.npm.set(folder, npm);
        if (pypi.locks.length > 0 || pypi.requirements.length > 0) found.pypi.set(folder, pypi);
      }),
    );
  const known = new Map<string, Span | undefined>();
  return {
    problems,
    versionOf: (path) => (ecosystem, name) => {
      const folder = folderOf(path);
      const key = `${ecosystem}\0${folder}\0${name}`;
      if (!known.has(key)) known.set(key, nearest(found[ecosystem], ecosystem, folder, name));
      return known.get(key);
    },
    isDeclared: (path) => (ecosystem, name) => {
      const folders = foldersUp(folderOf(path)).flatMap((at) => found[ecosystem].get(at) ?? []);
      const own = folders.find((folder) => folder.requirements.length > 0);
      const wanted = ecosystem === "pypi" ? pythonName(name) : name;
      return own?.requirements.some((requirements) => requirements()?.has(wanted)) ?? false;
    },
  };
}

/** The nearest manifest says who asks and for what; the nearest lock file that agrees says what it got. */
function nearest(
  folders: ReadonlyMap<string, Folder>,
  ecosystem: Ecosystem,
  from: string,
  name: string,
): Span | undefined {
  const wanted = ecosystem === "pypi" ? pythonName(name) : name;
  let importer: string | undefined;
  let range: string | undefined;
  let span: Span | undefined;
  for (const at of foldersUp(from)) {
    const folder = folders.get(at);
    if (!folder) continue;
    if (range === undefined)
      for (const requirements of folder.requirements) {
        const written = requirements()?.get(wanted);
        if (written === undefined) continue;
        importer ??= at;
        range ??= written;
        span ??= spanOf(written);
      }
    for (const lock of folder.locks) {
      const asking = importer ?? at;
      const relative = at === "" ? asking : asking.slice(at.length + 1);
      const locked = lock()?.(wanted, relative, range);
      if (locked && (!span || overlap(locked, span))) return locked;
    }
  }
  return span;
}

function attempt<T>(reader: (text: string) => T, text: string): T | undefined {
  try {
    return reader(text);
  } catch {
    return undefined;
  }
}

async function namesIn(fs: FileSystem, root: string, folder: string): Promise<string[]> {
  try {
    return (await fs.list(absoluteIn(root, folder))).map((entry) => entry.name);
  } catch {
    return [];
  }
}

async function textOf(fs: FileSystem, root: string, path: string): Promise<string | undefined> {
  try {
    const absolute = absoluteIn(root, path);
    const size = (await fs.stat(absolute))?.size ?? 0;
    return size > MAX_LOCK_SIZE ? undefined : new TextDecoder().decode(await fs.readFile(absolute));
  } catch {
    return undefined;
  }
}
