import {
  type ConfigReader,
  discoverConfig,
  type LoadedConfig,
  loadConfigFile,
} from "../config/loadConfig.ts";
import type { ResolvedConfig } from "../config/settings.ts";
import type { Engine, EngineOptions, EngineResult } from "../engine.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import type { ReportInput } from "../report/report.ts";
import type { CliIo } from "./io.ts";
import { absolutePath, isRepositoryRoot, relativePath, resolvePaths, type ScanPaths } from "./paths.ts";
import { problemsError } from "./problemsError.ts";
import { usageError } from "./usageError.ts";
import { loadUserPacks } from "./userPacks.ts";
import { TOOL } from "./version.ts";

/** `--config FILE` and `--no-config` as commander gives them. */
export interface ConfigOptions {
  config?: string | boolean;
}

/** What the commands that analyse have in common: where, with which engine, under which configuration. */
export interface RunContext {
  files: FileSystem;
  where: ScanPaths;
  engine: Engine;
  config: ResolvedConfig;
  /** Model packs, where the configuration adds some to those of the program. */
  packs: Pick<EngineOptions, "packs">;
}

/** Throws a usage error for paths or configurations that don't exist or are wrong. */
export async function openRun(
  given: readonly string[],
  options: ConfigOptions,
  io: CliIo,
): Promise<RunContext> {
  const files = io.openFileSystem([]);
  const where = await resolvePaths(given, files);
  const engine = await io.openEngine(io.openFileSystem([files.toNative(where.top)]));
  const ids = engine.rules().map((rule) => rule.id);
  const config = await readConfig(options, { files, where, ids });
  return { files, where, engine, config, packs: await loadUserPacks(config, { files, where, engine, io }) };
}

interface ConfigSearch {
  files: FileSystem;
  where: ScanPaths;
  ids: readonly string[];
}

async function readConfig(options: ConfigOptions, search: ConfigSearch): Promise<ResolvedConfig> {
  const { files, where, ids } = search;
  const reader: ConfigReader = {
    readText: async (path) => {
      const bytes = await files.readFile(path).catch(() => undefined);
      return bytes && new TextDecoder().decode(bytes);
    },
    isRepositoryRoot: (folder) => isRepositoryRoot(folder, files),
  };
  // "--no-config" arrives as false.
  const name = options.config;
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

const NO_FILES: ConfigReader = {
  readText: async () => undefined,
  isRepositoryRoot: async () => true,
};

/** What the reports are made from, with paths as the current folder and the repository see them. */
export function reportInput(
  run: RunContext,
  result: EngineResult,
  io: CliIo,
  profile: ReportInput["profile"],
): ReportInput {
  const { top, root } = run.where;
  return {
    result,
    rules: run.engine.rules(),
    tool: TOOL,
    profile,
    text: (path) => result.text(path),
    rootName: (path) => relativePath(root, absolutePath(top, path)),
    displayName: (path) => relativePath(run.files.currentFolder, absolutePath(top, path)),
    maskSecrets: io.maskSecrets,
    time: io.time(),
  };
}
