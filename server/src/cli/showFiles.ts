import type { EngineOptions } from "../engine.ts";
import { escapeControls } from "../report/escape.ts";
import { count } from "../report/findingView.ts";
import { skippedLine } from "../report/text.ts";
import { displayName, type RunContext } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliIo } from "./io.ts";

/** `scan --show-files`: a path a line on stdout, of code and of settings, as a person here would type them; on stderr what is left out. */
export async function showFiles(run: RunContext, request: EngineOptions, io: CliIo): Promise<ExitCode> {
  const { files, configFiles, skipped, problems } = await run.engine.listFiles(request);
  const name = displayName(run);
  for (const path of [...files, ...configFiles].sort()) io.stdout.write(`${escapeControls(name(path))}\n`);
  for (const { path, severity, message } of problems)
    io.stderr.write(
      `${escapeControls(name(path))}: ${severity}: ${io.maskSecrets(escapeControls(message))}\n`,
    );
  io.stderr.write(
    `${count(files.length, "file")} of code, ${configFiles.length} of settings that may hold keys or tools.\n`,
  );
  for (const line of skippedLine(skipped)) io.stderr.write(`${line}\n`);
  return problems.some((problem) => problem.fatal) ? 3 : 0;
}
