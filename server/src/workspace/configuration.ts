import {
  type ConfigReader,
  discoverConfig,
  type LoadedConfig,
  loadConfigFile,
} from "../config/loadConfig.ts";
import type { ResolvedConfig } from "../config/settings.ts";
import { type FileSystem, fileSystemErrorCode } from "../host/fileSystem.ts";
import { isAround, isRepositoryRoot, parentOf, type ScanPaths } from "./paths.ts";
import { problemsError } from "./problemsError.ts";
import { usageError } from "./usageError.ts";

interface ConfigSearch {
  files: FileSystem;
  where: ScanPaths;
  /** The machine's files; links inside `confineTo` (native paths) may not lead out of it. */
  openFileSystem(confineTo: readonly string[]): FileSystem;
  /** Of the rules that exist. */
  ids: readonly string[];
}

/**
 * The configuration of a run: the nearest one, the named one, or with `false` none. Throws a usage error where the named
 * one cannot be read, and one with its problems where something in it is wrong.
 */
export async function readConfig(
  name: string | boolean | undefined,
  search: ConfigSearch,
): Promise<ResolvedConfig> {
  const { files, where, ids } = search;
  const reader: ConfigReader = {
    readText: async (path) => {
      const bytes = await files.readFile(path).catch(() => undefined);
      return bytes && new TextDecoder().decode(bytes);
    },
    isRepositoryRoot: (folder) => isRepositoryRoot(folder, files),
    readExtended: (path, by) => readExtended(path, by, search),
  };
  let loaded: LoadedConfig | undefined;
  if (typeof name === "string") {
    loaded = await loadConfigFile(files.toPath(name), reader, ids);
    if (loaded === undefined) throw usageError(`the configuration "${name}" cannot be read`);
  } else {
    loaded = await discoverConfig(where.folder, name === false ? NO_FILES : reader, ids);
  }
  if (loaded.problems.length > 0) throw problemsError(loaded.problems, files);
  return loaded.config;
}

/** A configuration comes with the code that is analysed: it reads nothing outside of its project, nor through a link. */
async function readExtended(
  path: string,
  by: string,
  { openFileSystem, files, where }: ConfigSearch,
): Promise<{ text: string } | "missing" | "outside"> {
  const root = isAround(where.root, by) ? where.root : parentOf(by);
  if (!isAround(root, path)) return "outside";
  try {
    const bytes = await openFileSystem([files.toNative(root)]).readFile(path);
    return { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    return fileSystemErrorCode(error) === "outside" ? "outside" : "missing";
  }
}

const NO_FILES: ConfigReader = {
  readText: async () => undefined,
  isRepositoryRoot: async () => true,
  readExtended: async () => "missing",
};
