import type { Level } from "../findings/finding.ts";
import { count } from "../report/findingView.ts";
import { type FormatName, formats } from "../report/formats.ts";
import { renderSummary } from "../report/text.ts";
import { type AnalysisOptions, analyse } from "./analyse.ts";
import { type ConfigOptions, openRun, reportInput } from "./context.ts";
import { type ExitCode, scanExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";
import { checkNewOnly, loadBaseline, markBaseline } from "./newOnly.ts";
import { reportProblems } from "./problems.ts";
import { renderStats } from "./stats.ts";

export interface ScanOptions extends ConfigOptions, AnalysisOptions {
  format: FormatChoice<FormatName>[];
  failOn?: Level | "never";
}

/** `llmlint scan [PATH…]`. */
export async function runScan(paths: readonly string[], options: ScanOptions, io: CliIo): Promise<ExitCode> {
  const choices: FormatChoice<FormatName>[] =
    options.format.length > 0 ? options.format : [{ name: "text", file: undefined }];
  checkFormats(choices);
  checkNewOnly(options);
  const run = await openRun(paths, options, io);
  const known = options.baseline === undefined ? undefined : await loadBaseline(options.baseline, run);
  const { result, profile, times } = await analyse(run, options, io);
  const failOn = options.failOn ?? run.config.failOn;
  const gone = known ? (await markBaseline(known, result, run, io)).gone : [];

  const input = reportInput(run, result, io, profile);
  reportProblems(input, io);
  const showInfo = profile === "strict" || options.rule.length > 0 || failOn === "info";
  for (const { name, file } of choices) {
    const text = formats[name](input, { showInfo, color: file === undefined && usesColor(io) });
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

function usesColor(io: CliIo): boolean {
  const { NO_COLOR, TERM } = io.environment;
  return io.stdout.isTerminal && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}
