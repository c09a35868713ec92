import type { ResolvedConfig } from "../config/settings.ts";
import type { EngineOptions } from "../engine.ts";
import type { Level, RunProblem } from "../findings/finding.ts";
import { orderProblems } from "../findings/order.ts";
import type { Profile } from "../findings/rule.ts";
import { escapeSentence } from "../report/escape.ts";
import { type FormatName, formats } from "../report/formats.ts";
import type { ReportInput } from "../report/report.ts";
import { openSources } from "../report/source.ts";
import { renderSummary } from "../report/text.ts";
import { type ConfigOptions, openRun, reportInput } from "./context.ts";
import { type ExitCode, scanExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";
import { openProgress } from "./progress.ts";
import { openStageClock, renderStats } from "./stats.ts";
import { SEE_RULES, unknownName } from "./usageError.ts";

export interface ScanOptions extends ConfigOptions {
  format: FormatChoice<FormatName>[];
  rule: string[];
  profile?: Profile;
  failOn?: Level | "never";
  stats?: boolean;
}

/** `llmlint scan [PATH…]`. */
export async function runScan(paths: readonly string[], options: ScanOptions, io: CliIo): Promise<ExitCode> {
  const choices: FormatChoice<FormatName>[] =
    options.format.length > 0 ? options.format : [{ name: "text", file: undefined }];
  checkFormats(choices);
  const run = await openRun(paths, options, io);
  const ids = run.engine.rules().map((rule) => rule.id);
  const unknown = options.rule.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw unknownName("rule", unknown, ids, SEE_RULES);

  const profile = options.profile ?? run.config.profile;
  const failOn = options.failOn ?? run.config.failOn;
  const progress = openProgress(io.stderr);
  const clock = openStageClock(io.now);
  const request: EngineOptions = {
    root: run.where.top,
    paths: run.where.paths,
    profile,
    levels: levelsFor(options.rule, run.config.levels),
    progress: (stage, done, total) => {
      clock.update(stage);
      progress.update(stage, done, total);
    },
    ...(options.stats && { modelCalls: true }),
    ...run.packs,
    ...(options.rule.length > 0 && { rules: options.rule }),
  };
  const result = await run.engine.analyse(request);
  const times = clock.finish();
  progress.clear();

  const input = reportInput(run, result, io, profile);
  reportProblems(input, io);
  const showInfo = profile === "strict" || options.rule.length > 0 || failOn === "info";
  for (const { name, file } of choices) {
    const text = formats[name](input, { showInfo, color: file === undefined && usesColor(io) });
    if (file === undefined) io.stdout.write(text);
    else await io.writeReport(file, text);
  }
  if (choices.every(({ file }) => file !== undefined)) io.stderr.write(renderSummary(input, showInfo));
  if (options.stats) io.stderr.write(renderStats(result.stats, result.modelCalls ?? [], times));
  return scanExitCode(result, failOn);
}

/** A rule that the command line names runs, whatever the configuration says; the others don't. */
function levelsFor(named: readonly string[], levels: ResolvedConfig["levels"]): ResolvedConfig["levels"] {
  if (named.length === 0) return levels;
  return Object.fromEntries(
    Object.entries(levels).filter(([id, level]) => named.includes(id) && level !== "off"),
  );
}

function usesColor(io: CliIo): boolean {
  const { NO_COLOR, TERM } = io.environment;
  return io.stdout.isTerminal && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}

/** Names each file that could not be read or understood on stderr. */
export function reportProblems(input: ReportInput, io: CliIo): void {
  const openSource = openSources(input);
  for (const problem of orderProblems(input.result.problems)) {
    io.stderr.write(`${describeProblem(problem, input, openSource)}\n`);
  }
}

function describeProblem(
  problem: RunProblem,
  input: ReportInput,
  openSource: ReturnType<typeof openSources>,
): string {
  const { line, column } = openSource(problem.path).position(problem.start);
  const file = problem.path === "" ? "" : `${input.displayName(problem.path)}:${line}:${column}: `;
  return escapeSentence(`${file}${problem.severity}: ${input.maskSecrets(problem.message)}`);
}
