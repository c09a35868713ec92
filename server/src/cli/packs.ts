import type { PackInfo } from "../engine.ts";
import { printJson } from "../report/printJson.ts";
import { unknownName } from "../workspace/usageError.ts";
import { type ConfigOptions, openRun } from "./context.ts";
import type { ExitCode } from "./exitCode.ts";
import { checkFormats, type FormatChoice } from "./formats.ts";
import type { CliIo } from "./io.ts";

export const PACKS_FORMATS = ["text", "json"] as const;

export interface PacksOptions extends ConfigOptions {
  format: FormatChoice<(typeof PACKS_FORMATS)[number]>[];
}

/** `llmlint packs [NAME]`: what is known of which package, the packs of the configuration included. */
export async function runPacks(
  name: string | undefined,
  options: PacksOptions,
  io: CliIo,
): Promise<ExitCode> {
  checkFormats(options.format);
  const run = await openRun([], options, io);
  const all = run.engine.describePacks(run.packs.packs ?? run.engine.packs());
  const packs = name === undefined ? all : all.filter((pack) => isNamed(pack, name));
  if (packs.length === 0 && name !== undefined) {
    throw unknownName("package", name, all.flatMap(namesOf), "`llmlint packs` lists what is known");
  }
  const [choice] = options.format;
  const text = choice?.name === "json" ? `${printJson(packs, 2)}\n` : renderText(packs);
  if (choice?.file === undefined) io.stdout.write(text);
  else await io.writeReport(choice.file, text);
  return 0;
}

/** A package by its name, by one of those that its pack covers, or by what is imported. */
function isNamed(pack: PackInfo, name: string): boolean {
  return namesOf(pack).includes(name) || pack.modules.some((root) => fits(root, name));
}

function namesOf(pack: PackInfo): string[] {
  return [pack.package, ...pack.versions.map((it) => it.name)];
}

function fits(root: string, name: string): boolean {
  return root.endsWith("*") ? name.startsWith(root.slice(0, -1)) : root === name;
}

const COLUMNS = ["calls", "sources", "sinks", "sanitizers", "guards", "entries"] as const;

function renderText(packs: readonly PackInfo[]): string {
  const rows = packs.map((pack) => [
    pack.package,
    pack.ecosystem,
    pack.language,
    ...COLUMNS.map((column) => String(pack[column])),
    versionsOf(pack),
  ]);
  const head = ["package", "ecosystem", "language", ...COLUMNS, "versions"];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        const isNumber = i > 2 && i < head.length - 1;
        return isNumber ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
      })
      .join("  ")
      .trimEnd();
  return `${[head, ...rows].map(line).join("\n")}\n`;
}

/** "3.1.3, 1.109.1; werkzeug 3.1": of the package itself without its name. */
function versionsOf(pack: PackInfo): string {
  const byName = new Map<string, string[]>();
  for (const { name, version } of pack.versions) byName.set(name, [...(byName.get(name) ?? []), version]);
  return [...byName]
    .map(([name, versions]) => `${name === pack.package ? "" : `${name} `}${versions.join(", ")}`)
    .join("; ");
}
