import { renderInventoryCyclonedx } from "../report/inventoryCyclonedx.ts";
import { readInventory, renderInventoryDiff } from "../report/inventoryDiff.ts";
import { inventoryDocument, renderInventoryJson } from "../report/inventoryDocument.ts";
import { renderMermaid } from "../report/inventoryGraph.ts";
import { renderInventoryText } from "../report/inventoryText.ts";
import { renderGarak, renderPromptfoo } from "../report/redTeam.ts";
import type { ReportInput } from "../report/report.ts";
import { usageError } from "../workspace/usageError.ts";
import { type ConfigOptions, openRun, reportInput } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";
import { reportProblems } from "./problems.ts";
import { openProgress } from "./progress.ts";

export const INVENTORY_FORMATS = ["table", "json", "cyclonedx", "mermaid", "promptfoo", "garak"] as const;
type InventoryFormat = (typeof INVENTORY_FORMATS)[number];

const formats: Record<InventoryFormat, (input: ReportInput) => string> = {
  table: renderInventoryText,
  json: renderInventoryJson,
  cyclonedx: renderInventoryCyclonedx,
  mermaid: (input) => renderMermaid(inventoryDocument(input)),
  promptfoo: (input) => renderPromptfoo(inventoryDocument(input)),
  garak: (input) => renderGarak(inventoryDocument(input)),
};

export interface InventoryOptions extends ConfigOptions {
  format: FormatChoice<InventoryFormat>[];
}

/** `llmlint inventory [PATH…]`: what the program has of models, tools, stores, servers, keys. Findings don't change its exit code. */
export async function runInventory(
  paths: readonly string[],
  options: InventoryOptions,
  io: CliIo,
): Promise<ExitCode> {
  checkFormats(options.format);
  const run = await openRun(paths, options, io);
  const { profile, levels, ignore, overrides } = run.config;
  const progress = openProgress(io.stderr);
  const result = await run.engine.analyse({
    root: run.where.top,
    paths: run.where.paths,
    profile,
    levels,
    ignore,
    overrides,
    inventory: true,
    progress: progress.update,
    ...run.packs,
  });
  progress.clear();
  const input = reportInput(run, result, io, profile);
  reportProblems(input, io);
  const choices = options.format.length > 0 ? options.format : [{ name: "table" as const, file: undefined }];
  for (const { name, file } of choices) {
    const text = formats[name](input);
    if (file === undefined) io.stdout.write(text);
    else await io.writeReport(file, text);
  }
  return result.problems.some((problem) => problem.fatal) ? 3 : 0;
}

/** `llmlint inventory diff OLD NEW`: what a change adds, removes and alters. */
export async function runInventoryDiff(old: string, now: string, io: CliIo): Promise<ExitCode> {
  const files = io.openFileSystem([]);
  const load = async (file: string) => {
    const bytes = await files.readFile(files.toPath(file)).catch(() => undefined);
    if (bytes === undefined) throw usageError(`the inventory "${file}" cannot be read`);
    const doc = readInventory(new TextDecoder().decode(bytes));
    if ("error" in doc) throw usageError(`the inventory "${file}" cannot be used: ${doc.error}`);
    return doc;
  };
  const [before, after] = [await load(old), await load(now)];
  io.stdout.write(renderInventoryDiff(before, after));
  return 0;
}
