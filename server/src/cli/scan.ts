import type { ScanResult } from "../engine.ts";
import type { Level, Place } from "../findings/finding.ts";
import { isInShard, type Shard } from "../findings/shard.ts";
import { createOverlayFileSystem } from "../host/overlayFileSystem.ts";
import { count } from "../report/findingView.ts";
import { type FormatName, formats } from "../report/formats.ts";
import { renderSummary } from "../report/text.ts";
import { absolutePath, relativePath } from "../workspace/paths.ts";
import { usageError } from "../workspace/usageError.ts";
import { addSuppressions } from "./addSuppressions.ts";
import { type AnalysisOptions, analyse, requestOf } from "./analyse.ts";
import { type ConfigOptions, openRun, type RunContext, reportInput } from "./context.ts";
import { addVariables } from "./envExample.ts";
import { type ExitCode, scanExitCode } from "./exitCode.ts";
import { type FixChoice, fixFindings } from "./fixFindings.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";
import { checkNewOnly, loadBaseline, markBaseline } from "./newOnly.ts";
import { reportProblems } from "./problems.ts";
import { showFiles } from "./showFiles.ts";
import { renderStats } from "./stats.ts";
import { usesColor, usesLinks } from "./terminal.ts";
import { showDiff, writeRepaired } from "./writeFixes.ts";

export interface ScanOptions extends ConfigOptions, AnalysisOptions {
  format: FormatChoice<FormatName>[];
  stdinFilename?: string;
  shard?: Shard;
  addSuppressions?: boolean;
  reason?: string;
  failOn?: Level | "never";
  fix?: boolean | FixChoice;
  diff?: boolean;
  showFiles?: boolean;
  watch?: boolean;
}

/** `llmlint scan [PATH…]`. */
export async function runScan(
  given: readonly string[],
  options: ScanOptions,
  world: CliIo,
): Promise<ExitCode> {
  const { paths, io, only } = await openInput(given, options, world);
  const choices: FormatChoice<FormatName>[] =
    options.format.length > 0 ? options.format : [{ name: "text", file: undefined }];
  checkFormats(choices);
  checkNewOnly(options);
  if (options.staged && (options.fix || options.diff))
    throw usageError("--fix and --diff change files; what is staged is none: leave out --staged");
  if (options.shard && (options.fix || options.diff || options.addSuppressions))
    throw usageError("--shard tells which findings are reported; leave it out where files are changed");
  const run = await openRun(paths, options, io);
  if (options.showFiles) return showFiles(run, requestOf(run, options, io), io);
  const baseline = options.baseline ?? (run.config.baseline && run.files.toNative(run.config.baseline));
  const known = baseline ? await loadBaseline(baseline, run) : undefined;
  const judge = async () => {
    const analysis = await analyse(
      run,
      { ...options, inventory: choices.some(({ name }) => name === "html") },
      io,
    );
    return { ...analysis, gone: known ? (await markBaseline(known, analysis.result, run, io)).gone : [] };
  };
  const failOn = options.failOn ?? run.config.failOn;
  const first = await judge();
  const showInfo = first.profile === "strict" || options.rule.length > 0 || failOn === "info";
  if (options.fix || options.diff) {
    const repaired = await fixFindings(run.engine, first.request, first.result, {
      grade: options.fix === "suggested" ? "suggested" : "safe",
      wanted: (finding) => showInfo || finding.level !== "info",
    });
    await addVariables(run, repaired);
    if (options.diff) return showDiff(run, repaired, first.result, failOn, io);
    await writeRepaired(run, repaired, io);
  }
  const { result: whole, profile, times, gone } = options.fix ? await judge() : first;
  const result = partOf(whole, [
    ...(options.shard ? [inShard(options.shard, run)] : []),
    ...(only === undefined ? [] : [(path: string) => absolutePath(run.where.top, path) === only]),
  ]);

  if (options.addSuppressions) {
    await addSuppressions(options.reason, result, run, io);
    return 0;
  }
  const input = {
    ...reportInput(run, result, io, profile),
    ...(options.shard && { shard: options.shard }),
    ...(known && { gone: gone.length }),
  };
  reportProblems(input, io);
  for (const { name, file } of choices) {
    const isShown = file === undefined;
    const text = formats[name](input, {
      showInfo,
      color: isShown && usesColor(io),
      ...(isShown && usesLinks(io) && { link: fileUri(run) }),
    });
    if (file === undefined) io.stdout.write(text);
    else await io.writeReport(file, text);
  }
  if (choices.every(({ file }) => file !== undefined)) io.stderr.write(renderSummary(input, showInfo));
  if (gone.length > 0) {
    io.stderr.write(
      `note: ${count(gone.length, "finding")} of the baseline ${gone.length === 1 ? "is" : "are"} gone; \`llmlint baseline prune\` takes them out.\n`,
    );
  }
  if (options.stats) io.stderr.write(renderStats(result.stats, result.modelCalls ?? [], times));
  return scanExitCode(result, failOn);
}

/** Where a terminal finds a file of the run. */
function fileUri({ where }: RunContext): (path: string) => string {
  return (path) => `file://${encodeURI(`/${absolutePath(where.top, path)}`.replace(/^\/+/, "/"))}`;
}

/** What is said of some of the files; the analysis has seen all of them. */
function partOf(result: ScanResult, tests: readonly ((path: string) => boolean)[]): ScanResult {
  if (tests.length === 0) return result;
  const isIn = ({ path }: Place): boolean => tests.every((test) => test(path));
  return {
    ...result,
    findings: result.findings.filter(isIn),
    problems: result.problems.filter(isIn),
  };
}

function inShard(shard: Shard, { where }: RunContext): (path: string) => boolean {
  return (path) =>
    isInShard(path === "" ? "" : relativePath(where.root, absolutePath(where.top, path)), shard);
}

/** With `--stdin-filename` the standard input counts as the text of that file, in its project, and only it is reported. */
async function openInput(
  given: readonly string[],
  options: ScanOptions,
  io: CliIo,
): Promise<{ paths: readonly string[]; io: CliIo; only?: string }> {
  const file = options.stdinFilename;
  if (file === undefined) return { paths: given, io };
  if (options.fix || options.addSuppressions || options.staged)
    throw usageError(
      "--stdin-filename reads a text from the standard input: no file can be changed, nothing is staged",
    );
  const only = io.openFileSystem([]).toPath(file);
  const text = await io.readStdin();
  const overlay = {
    text: (path: string) => (path === only ? text : undefined),
    paths: () => [only],
  };
  return {
    paths: [...(given.length > 0 ? given : ["."]), file],
    io: {
      ...io,
      openFileSystem: (confineTo) => createOverlayFileSystem(io.openFileSystem(confineTo), overlay),
    },
    only,
  };
}
