import type { Level } from "../findings/finding.ts";
import { mergeReports } from "../report/merge.ts";
import { resolvePaths } from "../workspace/paths.ts";
import { usageError } from "../workspace/usageError.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliIo } from "./io.ts";

export interface MergeOptions {
  output?: string;
  failOn?: Level | "never";
}

/** `llmlint merge FILE…`: one report of several, with the exit code that their scan would have had. */
export async function runMerge(
  given: readonly string[],
  options: MergeOptions,
  io: CliIo,
): Promise<ExitCode> {
  const files = io.openFileSystem([]);
  const { paths } = await resolvePaths(given, files);
  const reports = await Promise.all(
    paths.map(async (path, i) => {
      const bytes = await files.readFile(path).catch(() => undefined);
      if (bytes === undefined) throw usageError(`"${given[i] ?? path}" cannot be read`);
      return { name: given[i] ?? path, text: new TextDecoder().decode(bytes) };
    }),
  );
  const merged = merge(reports);
  if ("error" in merged) throw usageError(merged.error);
  if (options.output === undefined) io.stdout.write(merged.text);
  else await io.writeReport(options.output, merged.text);
  if (merged.fatal) return 3;
  const failOn = options.failOn ?? "warning";
  return failOn !== "never" &&
    merged.worst !== undefined &&
    LEVELS.indexOf(merged.worst) >= LEVELS.indexOf(failOn)
    ? 1
    : 0;
}

/** What is no report, or was changed by somebody, is refused by its name. */
function merge(reports: Parameters<typeof mergeReports>[0]): ReturnType<typeof mergeReports> {
  try {
    return mergeReports(reports);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof URIError)) throw error;
    const names = reports.map(({ name }) => `"${name}"`).join(", ");
    return { error: `one of ${names} is no longer as llmlint wrote it, and cannot be joined` };
  }
}

const LEVELS: readonly Level[] = ["info", "warning", "error"];
