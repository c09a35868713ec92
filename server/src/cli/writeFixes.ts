import type { ScanResult } from "../engine.ts";
import type { Level } from "../findings/finding.ts";
import { absolutePath, relativePath } from "../workspace/paths.ts";
import type { RunContext } from "./context.ts";
import { type ExitCode, scanExitCode } from "./exitCode.ts";
import { type Repaired, renderDiff } from "./fixFindings.ts";
import type { CliIo } from "./io.ts";

/** Prints what would change; the code is that of the program as it is. */
export function showDiff(
  run: RunContext,
  repaired: Repaired,
  before: ScanResult,
  failOn: Level | "never",
  io: CliIo,
): ExitCode {
  io.stdout.write(io.maskSecrets(renderDiff(repaired.files, (path) => displayed(run, path))));
  io.stderr.write(`${summary(repaired, "Would fix")}\n`);
  return scanExitCode(before, failOn);
}

/** Writes the changed files; one that is no longer what was analysed is left alone, and said so. */
export async function writeRepaired(run: RunContext, repaired: Repaired, io: CliIo): Promise<void> {
  for (const [path, { before, after }] of repaired.files) {
    const absolute = absolutePath(run.where.top, path);
    const name = run.files.toNative(absolute);
    const bytes = await run.files.readFile(absolute).catch(() => undefined);
    const stored = bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const mark = stored?.startsWith("\uFEFF") && !before.startsWith("\uFEFF") ? "\uFEFF" : "";
    if (stored !== mark + before) {
      io.stderr.write(`${displayed(run, path)}: changed while it was analysed; not fixed\n`);
      continue;
    }
    await io.writeSource(name, mark + after);
  }
  io.stderr.write(`${summary(repaired, "Fixed")}\n`);
}

function summary(repaired: Repaired, verb: string): string {
  const { applied, files } = repaired;
  if (applied.length === 0) return "Nothing to fix at this grade.";
  const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
  return `${verb} ${count(applied.length, "finding")} in ${count(files.size, "file")}.`;
}
const displayed = (run: RunContext, path: string): string =>
  relativePath(run.files.currentFolder, absolutePath(run.where.top, path));
