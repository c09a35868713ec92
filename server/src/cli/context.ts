import type { ResolvedConfig } from "../config/settings.ts";
import { type Engine, type EngineOptions, ownRuleInfo, type ScanResult } from "../engine.ts";
import type { FileSystem } from "../host/fileSystem.ts";
import type { ReportInput } from "../report/report.ts";
import { readConfig } from "../workspace/configuration.ts";
import { absolutePath, relativePath, resolvePaths, type ScanPaths } from "../workspace/paths.ts";
import { loadUserPacks } from "../workspace/userPacks.ts";
import type { CliIo } from "./io.ts";
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
  const config = await readConfig(options.config, {
    files,
    where,
    ids,
    openFileSystem: io.openFileSystem,
  });
  const own = config.ownRules.map(ownRuleInfo);
  return {
    files,
    where,
    engine: own.length === 0 ? engine : { ...engine, rules: () => [...engine.rules(), ...own] },
    config,
    packs: await loadUserPacks(config, { files, where, engine, openFileSystem: io.openFileSystem }),
  };
}

/** What the reports are made from, with paths as the current folder and the repository see them. */
export function reportInput(
  run: RunContext,
  result: ScanResult,
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
    repairs: (finding) => result.fixesFor(finding).filter((fix) => fix.grade !== "guided"),
    rootName: (path) => relativePath(root, absolutePath(top, path)),
    displayName: displayName(run),
    maskSecrets: io.maskSecrets,
    time: io.time(),
  };
}

/** A path of the run as a person in the current folder would type it. */
export function displayName({ files, where }: RunContext): (path: string) => string {
  return (path) => displayed(relativePath(files.currentFolder, absolutePath(where.top, path)));
}

/** A line that begins so is an order to the runner of a CI job. */
function displayed(path: string): string {
  return path.startsWith("::") ? `./${path}` : path;
}
