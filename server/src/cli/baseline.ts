import { type KnownFinding, writeBaseline } from "../findings/baseline.ts";
import { escapeSentence } from "../report/escape.ts";
import { count } from "../report/findingView.ts";
import { printJson } from "../report/printJson.ts";
import { usageError } from "../workspace/usageError.ts";
import { type AnalysisOptions, analyse } from "./analyse.ts";
import { type ConfigOptions, openRun, reportInput } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";
import { knownIn, loadBaseline, markBaseline } from "./newOnly.ts";
import { reportProblems } from "./problems.ts";

/** Where a baseline lies when nobody says. */
export const BASELINE_FILE = "llmlint-baseline.json";
export const BASELINE_FORMATS = ["text", "json"] as const;

export interface BaselineOptions extends ConfigOptions, Pick<AnalysisOptions, "rule" | "profile"> {
  file: string;
  force?: boolean;
}

/** `llmlint baseline create [PATH…]`: writes down what is found now, so that later scans tell what is new. */
export async function runBaselineCreate(
  paths: readonly string[],
  options: BaselineOptions,
  io: CliIo,
): Promise<ExitCode> {
  const run = await openRun(paths, options, io);
  const exists = (await run.files.stat(run.files.toPath(options.file))) !== undefined;
  if (exists && !options.force) {
    throw usageError(
      `"${options.file}" exists; \`llmlint baseline prune\` takes out what was mended, --force writes it anew`,
    );
  }
  const { result, profile } = await analyse(run, options, io);
  reportProblems(reportInput(run, result, io, profile), io);
  const known = knownIn(result, run, io);
  await io.writeReport(options.file, writeBaseline(known));
  io.stderr.write(`${count(known.length, "finding")} written to ${options.file}.\n`);
  return result.problems.some((problem) => problem.fatal) ? 3 : 0;
}

/** `llmlint baseline prune [PATH…]`: takes out what is found no more, and brings the places up to date. */
export async function runBaselinePrune(
  paths: readonly string[],
  options: BaselineOptions,
  io: CliIo,
): Promise<ExitCode> {
  const run = await openRun(paths, options, io);
  const before = await loadBaseline(options.file, run);
  const { result, profile } = await analyse(run, options, io);
  reportProblems(reportInput(run, result, io, profile), io);
  const { gone, unseen } = await markBaseline(before, result, run, io);
  const found = result.findings
    .filter((finding) => finding.known === "baseline")
    .map(({ known: _, ...finding }) => finding);
  const kept = [...knownIn({ ...result, findings: found }, run, io), ...unseen];
  await io.writeReport(options.file, writeBaseline(kept));
  io.stderr.write(`${count(gone.length, "finding")} taken out of ${options.file}, ${kept.length} kept.\n`);
  return result.problems.some((problem) => problem.fatal) ? 3 : 0;
}

/** `llmlint baseline show`: what a baseline holds. */
export async function runBaselineShow(
  options: { file: string; format: FormatChoice<(typeof BASELINE_FORMATS)[number]>[] },
  io: CliIo,
): Promise<ExitCode> {
  checkFormats(options.format);
  const known = await loadBaseline(options.file, { files: io.openFileSystem([]) });
  const [choice] = options.format;
  const text = choice?.name === "json" ? `${printJson(known, 2)}\n` : renderList(known);
  if (choice?.file === undefined) io.stdout.write(text);
  else await io.writeReport(choice.file, text);
  return 0;
}

function renderList(known: readonly KnownFinding[]): string {
  const lines = known.map(({ path, at, rule, what }) => escapeSentence(`${path}:${at}: ${rule}: ${what}`));
  const byRule = new Map<string, number>();
  for (const { rule } of known) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const totals = [...byRule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, number]) => `${number} ${rule}`);
  const sum = `${count(known.length, "finding")}${totals.length > 0 ? `: ${totals.join(", ")}` : ""}.`;
  return `${[...lines, escapeSentence(sum)].join("\n")}\n`;
}
