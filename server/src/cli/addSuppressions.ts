import type { ScanResult } from "../engine.ts";
import { type Finding, isActive } from "../findings/finding.ts";
import { escapeSentence } from "../report/escape.ts";
import { count } from "../report/findingView.ts";
import { openSources } from "../report/source.ts";
import { absolutePath } from "../workspace/paths.ts";
import { usageError } from "../workspace/usageError.ts";
import { type RunContext, reportInput } from "./context.ts";
import type { CliIo } from "./io.ts";

/** Writes a comment with the reason for each finding that counts; where no comment can stand that reaches it, it is named. */
export async function addSuppressions(
  reason: string | undefined,
  result: ScanResult,
  run: RunContext,
  io: CliIo,
): Promise<void> {
  if (reason === undefined || reason.trim() === "")
    throw usageError("--add-suppressions needs --reason TEXT");
  if (/[\r\n]|--|\*\//.test(reason)) throw usageError("a reason is one line without -- and */");
  const files = new Map<string, Finding[]>();
  for (const finding of result.findings.filter(isActive)) {
    files.set(finding.path, [...(files.get(finding.path) ?? []), finding]);
  }
  const openSource = openSources(reportInput(run, result, io, "recommended"));
  let number = 0;
  let changed = 0;
  for (const [path, findings] of files) {
    const original = result.text(path) ?? "";
    let text = original;
    // From the last to the first: what stands before a comment keeps its place.
    for (const finding of [...findings].sort((a, b) => b.start - a.start)) {
      const edit = result.suppressionFor(finding, text);
      if (edit === undefined) {
        const { line, column } = openSource(path).position(finding.start);
        const place = escapeSentence(`${path}:${line}:${column}`);
        io.stderr.write(`${place}: no comment fits here; ${finding.ruleId} stays.\n`);
        continue;
      }
      const { start, end } = edit.reason;
      const comment = edit.newText.slice(0, start) + reason.trim() + edit.newText.slice(end);
      text = text.slice(0, edit.at) + comment + text.slice(edit.at);
      number++;
    }
    if (text === original) continue;
    const file = absolutePath(run.where.top, path);
    // The engine's text has no byte order mark; the file keeps its own.
    const bytes = await run.files.readFile(file);
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && !text.startsWith("\ufeff") ? "\ufeff" : "";
    await io.writeReport(run.files.toNative(file), mark + text);
    changed++;
  }
  io.stderr.write(`${count(number, "finding")} suppressed in ${count(changed, "file")}.\n`);
}
