import { hiddenRuns } from "../base/hidden.ts";
import type { Finding, PromptCall } from "../findings/finding.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { type DocumentReport, openReport } from "./report.ts";

/** A run of characters that nobody sees; offsets are UTF-16. */
export interface HiddenRun {
  start: number;
  end: number;
  /** What it is, in words, with what it spells where that can be read. */
  described: string;
}

export function findHidden(text: string): HiddenRun[] {
  const out: HiddenRun[] = [];
  for (const { start, end } of hiddenRuns(text)) {
    const last = out.at(-1);
    if (last !== undefined && start - last.end < 200 && !text.slice(last.end, start).includes("\n")) {
      last.end = end;
      continue;
    }
    out.push({ start, end, described: describe(text.slice(start, end)) });
  }
  return out;
}

function describe(run: string): string {
  const first = run.codePointAt(0) ?? 0;
  const code = `U+${first.toString(16).toUpperCase().padStart(4, "0")}`;
  if (first >= 0xe0000 && first <= 0xe007f) {
    const spelled = [...run].map((c) => String.fromCharCode((c.codePointAt(0) ?? 0) - 0xe0000)).join("");
    const shown = spelled.replace(/[^\x20-\x7e]/g, "").slice(0, 60);
    return `tag characters (${code})${shown === "" ? "" : `, which spell "${shown}"`}`;
  }
  if (/[\u202a-\u202e\u2066-\u2069]/.test(run)) return `marks that turn the direction of text (${code})`;
  if (/[\ufe00-\ufe0f\udb40]/.test(run)) return `a run of variation selectors (${code})`;
  return `characters without width (${code})`;
}

/** Files that agents read as instructions. */
export function checkHiddenText(text: string, report: DocumentReport): void {
  for (const run of findHidden(text))
    report.add("hidden-unicode-in-prompt", run, { thing: "text that agents read", hidden: run.described });
}

/** Whether a source file is worth a look: it holds such a character, or writes one as an escape. */
export function mayHideText(text: string): boolean {
  return (
    /\u200b|\u200c|\u200d|[\u202a-\u202e]|[\u2060-\u2069]|\ufeff|\udb40/.test(text) ||
    /\\u\{?(?:200[b-d]|202[a-e]|206[0-9]|e00)|\\U000e00/i.test(text)
  );
}

/** Constant parts of prompts and tool descriptions in code. A character that the source shows as such is pointed at, an escaped one by its text. */
export function checkPromptText(
  prompts: readonly PromptCall[],
  textOf: (path: string) => string | undefined,
  rules: ReadonlyMap<string, RuleInfo>,
): Finding[] {
  const reports = new Map<string, DocumentReport>();
  for (const slot of prompts.flatMap((prompt) => prompt.slots)) {
    const thing = slot.slot === "tool-description" ? "description of a tool" : "prompt";
    for (const piece of slot.pieces) {
      if (piece.provenance !== "constant") continue;
      const path = piece.path ?? slot.path;
      const from = piece.start ?? slot.start;
      const report = reports.get(path) ?? openReport(path, rules);
      reports.set(path, report);
      const source = textOf(path)?.slice(from, piece.end ?? slot.end) ?? "";
      const seen = findHidden(source);
      for (const { start, end, described } of seen)
        report.add(
          "hidden-unicode-in-prompt",
          { start: from + start, end: from + end },
          { thing, hidden: described },
        );
      const [held] = seen.length > 0 ? [] : findHidden(piece.text);
      if (!held) continue;
      // Held by a name: it is pointed at where it is written, if that is in this file.
      const around = piece.text.slice(Math.max(0, held.start - 8), held.end + 8);
      const at = textOf(path)?.indexOf(around) ?? -1;
      const start = at < 0 ? from : at + Math.min(8, held.start);
      const end = at < 0 ? (piece.end ?? slot.end) : start + held.end - held.start;
      report.add("hidden-unicode-in-prompt", { start, end }, { thing, hidden: held.described });
    }
  }
  return [...reports.values()].flatMap((report) => report.findings);
}
