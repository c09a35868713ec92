import { type Engine, Memory } from "../engine.ts";
import { resolvePaths } from "../workspace/paths.ts";
import { isUsageError, usageError } from "../workspace/usageError.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliIo } from "./io.ts";
import { runScan, type ScanOptions } from "./scan.ts";

/** Changes that come so close together (milliseconds) are one: editors and tools write several files. */
const SETTLE = 100;
/** Folders whose changes are not the program's; what else is left out shows at the next scan. */
const LEFT =
  /^(?:node_modules|\.git|\.hg|\.venv|venv|__pycache__|site-packages|\.next|\.mypy_cache|\.pytest_cache)$/;
const OTHER_WAYS = [
  "fix",
  "diff",
  "addSuppressions",
  "staged",
  "stdinFilename",
  "shard",
  "showFiles",
] as const;

/** `llmlint scan --watch`: scans, and again whenever a file changes, with what is known of the others. Ends with the process. */
export async function watchScan(
  given: readonly string[],
  options: ScanOptions,
  world: CliIo,
): Promise<ExitCode> {
  const other = OTHER_WAYS.find((name) => options[name] !== undefined);
  if (other !== undefined)
    throw usageError(
      `--watch goes on as files change; leave out --${other.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
    );
  const memory = new Memory();
  let engine: Promise<Engine> | undefined;
  const io: CliIo = {
    ...world,
    openEngine: (files) => (engine ??= world.openEngine(files)),
  };
  const files = io.openFileSystem([]);
  const where = await resolvePaths(given, files);
  let wake = (): void => {};
  let isDue = true;
  io.watchFiles(
    where.paths.map((path) => files.toNative(path)),
    (name) => LEFT.test(name),
    ({ path, isEdit }) => {
      if (isEdit) memory.changed([files.toPath(path)]);
      else memory.forget();
      isDue = true;
      wake();
    },
  );
  for (;;) {
    if (isDue) {
      isDue = false;
      if (io.stdout.isTerminal) io.stdout.write("\u001b[2J\u001b[3J\u001b[H");
      await scanOnce(given, { ...options, memory }, io);
      io.stderr.write("watching for changes; Ctrl+C ends\n");
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (isDue) resolve();
      });
      await new Promise((resolve) => setTimeout(resolve, SETTLE));
    }
  }
}

/** A configuration that is wrong for a moment, while it is edited, ends nothing. */
async function scanOnce(given: readonly string[], options: ScanOptions, io: CliIo): Promise<void> {
  try {
    await runScan(given, options, io);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    io.stderr.write(`error: ${error.message}\n`);
  }
}
