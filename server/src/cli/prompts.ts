import { renderPromptsJson } from "../report/json.ts";
import { renderPromptsText } from "../report/promptsText.ts";
import { type ConfigOptions, openRun, reportInput } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";
import { reportProblems } from "./problems.ts";
import { openProgress } from "./progress.ts";

export const PROMPTS_FORMATS = ["text", "json"] as const;

export interface PromptsOptions extends ConfigOptions {
  format: FormatChoice<(typeof PROMPTS_FORMATS)[number]>[];
}

/** `llmlint prompts [PATH…]`: what goes into each model call. Findings don't change its exit code. */
export async function runPrompts(
  paths: readonly string[],
  options: PromptsOptions,
  io: CliIo,
): Promise<ExitCode> {
  checkFormats(options.format);
  const run = await openRun(paths, options, io);
  const { profile, levels, ignore } = run.config;
  const progress = openProgress(io.stderr);
  const result = await run.engine.analyse({
    root: run.where.top,
    paths: run.where.paths,
    profile,
    levels,
    ignore,
    prompts: true,
    progress: progress.update,
    ...run.packs,
  });
  progress.clear();
  const input = reportInput(run, result, io, profile);
  reportProblems(input, io);
  const choices = options.format.length > 0 ? options.format : [{ name: "text" as const, file: undefined }];
  for (const { name, file } of choices) {
    const text = name === "json" ? renderPromptsJson(input) : renderPromptsText(input);
    if (file === undefined) io.stdout.write(text);
    else await io.writeReport(file, text);
  }
  return result.problems.some((problem) => problem.fatal) ? 3 : 0;
}
