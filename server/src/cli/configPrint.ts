import { printJson } from "../report/printJson.ts";
import { relativePath } from "../workspace/paths.ts";
import { type ConfigOptions, openRun } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliIo } from "./io.ts";

/** `llmlint config print FILE`: what holds for a file, as JSON: where the settings come from, and each rule's level. */
export async function runConfigPrint(file: string, options: ConfigOptions, io: CliIo): Promise<ExitCode> {
  const run = await openRun([file], options, io);
  const { config } = run;
  const path = run.where.paths[0] ?? run.where.folder;
  const display = (it: string) => relativePath(run.files.currentFolder, it);
  const settings = run.engine.settingsFor(path, {
    root: run.where.top,
    paths: run.where.paths,
    profile: config.profile,
    levels: config.levels,
    overrides: config.overrides,
    ignore: config.ignore,
    ownRules: config.ownRules,
  });
  const isFile = (await run.files.stat(path))?.kind === "file";
  const shown = {
    file: display(path),
    configuration: [...config.extended, ...(config.file === undefined ? [] : [config.file])].map(display),
    profile: config.profile,
    failOn: config.failOn,
    ...(isFile && { role: settings.role, ignored: settings.isIgnored }),
    baseline: config.baseline === undefined ? null : display(config.baseline),
    suppressions: config.suppressions,
    packs: config.packs.map((pack) => pack.path),
    rules: settings.levels,
  };
  io.stdout.write(`${printJson(shown, 2)}\n`);
  return 0;
}
