import { renderWhyJson, renderWhyText } from "../report/why.ts";
import { isAround, relativePath, resolvePaths } from "../workspace/paths.ts";
import { usageError } from "../workspace/usageError.ts";
import { type AnalysisOptions, analyse } from "./analyse.ts";
import { type ConfigOptions, openRun, reportInput } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";

export const WHY_FORMATS = ["text", "json"] as const;

export interface WhyOptions extends ConfigOptions, Pick<AnalysisOptions, "profile" | "rule"> {
  format: FormatChoice<(typeof WHY_FORMATS)[number]>[];
}

/** `llmlint why FILE:LINE [PATH…]`: what the analysis knows of a line, and why nothing is reported there. */
export async function runWhy(
  at: string,
  paths: readonly string[],
  options: WhyOptions,
  io: CliIo,
): Promise<ExitCode> {
  checkFormats(options.format);
  const { file, line } = readPlace(at);
  const files = io.openFileSystem([]);
  const asked = (await resolvePaths([file], files)).paths[0] ?? "";
  const isBelow = isAround(files.currentFolder, asked);
  const run = await openRun(paths.length > 0 || isBelow ? paths : [await rootOf(file, files)], options, io);
  const path = relativePath(run.where.top, asked);
  const { result, profile } = await analyse(run, { ...options, why: { path, line: line - 1 } }, io);
  const input = reportInput(run, result, io, profile);
  const { why } = result;
  if (why === undefined) throw new Error("The line was not explained.");
  if (why.start === why.end && why.left === undefined && line > 1)
    throw usageError(`${file} has no line ${line}`);
  const choices = options.format.length > 0 ? options.format : [{ name: "text" as const, file: undefined }];
  for (const choice of choices) {
    const text = choice.name === "json" ? renderWhyJson(input, why, line) : renderWhyText(input, why, line);
    if (choice.file === undefined) io.stdout.write(text);
    else await io.writeReport(choice.file, text);
  }
  return 0;
}

async function rootOf(file: string, files: Parameters<typeof resolvePaths>[1]): Promise<string> {
  return files.toNative((await resolvePaths([file], files)).root);
}

/** `src/app.py:12`, with a column behind it or not. */
function readPlace(at: string): { file: string; line: number } {
  const found = /^(.+?):(\d+)(?::\d+)?$/.exec(at);
  const line = Number(found?.[2] ?? 0);
  if (!found?.[1] || line < 1)
    throw usageError(`not a line of a file: "${at}"; write FILE:LINE, such as src/app.py:12`);
  return { file: found[1], line };
}
