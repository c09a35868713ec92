import { posix } from "node:path";
import { nearest } from "../base/nearest.ts";
import type { PackPath, ResolvedConfig } from "../config/settings.ts";
import type { Engine, EngineOptions } from "../engine.ts";
import { type FileSystem, fileSystemErrorCode } from "../host/fileSystem.ts";
import { absolutePath, isAround, parentOf, type ScanPaths } from "./paths.ts";
import { problemsError } from "./problemsError.ts";

interface PackSearch {
  files: FileSystem;
  where: ScanPaths;
  engine: Pick<Engine, "readPacks">;
  /** The machine's files; links inside `confineTo` (native paths) may not lead out of it. */
  openFileSystem(confineTo: readonly string[]): FileSystem;
}

/** In bytes; the largest pack of the program has a tenth. */
const LARGEST = 1_000_000;

/**
 * The packs that the configuration names, checked, with those of the program. A configuration comes with the code that is
 * analysed, so nothing outside of the repository (for one that was named on the command line: of its folder) is read, nor
 * through a link that leads out. Throws a usage error with file and line.
 */
export async function loadUserPacks(
  config: ResolvedConfig,
  search: PackSearch,
): Promise<Pick<EngineOptions, "packs">> {
  const { file, packs } = config;
  if (file === undefined || packs.length === 0) return {};
  // What a configuration extends lies in the same project as it does.
  const root = isAround(search.where.root, file) ? search.where.root : parentOf(file);
  const confined = search.openFileSystem([search.files.toNative(root)]);
  const sources = new Map<string, string>();
  for (const named of packs) {
    const fail = (message: string): Error => problemsError([{ ...named, message }], search.files);
    const path = normalPath(absolutePath(parentOf(named.file), named.path.replaceAll("\\", "/")));
    if (!isAround(root, path)) throw fail(`"${named.path}" lies outside of ${root}, where packs must be`);
    for (const each of await filesAt(path, confined, named, fail)) {
      sources.set(each, await readText(each, confined, named, fail));
    }
  }
  const read = search.engine.readPacks([...sources].map(([path, text]) => ({ file: path, text })));
  if (read.problems.length > 0) throw problemsError(read.problems, search.files);
  return { packs: read.packs };
}

/** Without `.` and `..`; a share keeps both of its slashes. */
function normalPath(path: string): string {
  const normal = posix.normalize(path);
  return path.startsWith("//") && !normal.startsWith("//") ? `/${normal}` : normal;
}

type Fail = (message: string) => Error;

/** The file itself, or the YAML files of a folder. */
async function filesAt(path: string, files: FileSystem, named: PackPath, fail: Fail): Promise<string[]> {
  const found = await files.stat(path);
  if (found === undefined) {
    const code = await files.readFile(path).then(() => undefined, fileSystemErrorCode);
    if (code === "outside") throw fail(`"${named.path}": ${REASONS.outside}`);
    throw fail(`there is no "${named.path}"${await nearby(path, files)}`);
  }
  if (found.kind === "file") return [path];
  if (found.kind === "other") throw fail(`"${named.path}" is neither a file nor a folder`);
  const entries = await files.list(path).catch((error: unknown) => {
    throw fail(`"${named.path}": ${REASONS[fileSystemErrorCode(error)] ?? "cannot be read"}`);
  });
  const names = entries.map((entry) => entry.name).filter((name) => /\.ya?ml$/i.test(name));
  if (names.length === 0) throw fail(`the folder "${named.path}" holds no pack (*.yaml)`);
  return names.map((name) => posix.join(path, name));
}

async function readText(path: string, files: FileSystem, named: PackPath, fail: Fail): Promise<string> {
  const name =
    posix.basename(path) === posix.basename(named.path)
      ? named.path
      : posix.join(named.path, posix.basename(path));
  const found = await files.stat(path);
  if (found !== undefined && found.size > LARGEST) {
    throw fail(`"${name}" is larger than a pack can be (${LARGEST} bytes)`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await files.readFile(path));
  } catch (error) {
    if (error instanceof TypeError) throw fail(`"${name}" is no text in UTF-8`);
    throw fail(`"${name}": ${REASONS[fileSystemErrorCode(error)] ?? "cannot be read"}`);
  }
}

const REASONS: Partial<Record<ReturnType<typeof fileSystemErrorCode>, string>> = {
  outside: "a link leads out of the repository",
  denied: "permission denied",
  "not-found": "there is no such file",
};

async function nearby(path: string, files: FileSystem): Promise<string> {
  const entries = await files.list(parentOf(path)).catch(() => []);
  const close = nearest(
    posix.basename(path),
    entries.map((entry) => entry.name),
  );
  return close === undefined ? "" : `; did you mean "${close}"?`;
}
