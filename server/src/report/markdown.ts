import { codeFrame } from "./codeFrame.ts";
import { escapeSentence } from "./escape.ts";
import { count, type FindingView, stepPlace, viewReport } from "./findingView.ts";
import type { RenderOptions, ReportInput } from "./report.ts";

/** Hosts refuse comments of more than 65,536 characters; what does not fit is counted. */
const LONGEST = 60_000;

/** A comment for a pull request: a table of the findings, and each with its code and its path folded away below. */
export function renderMarkdown(input: ReportInput, options: RenderOptions): string {
  const { shown, suppressed, openSource } = viewReport(input, options);
  const { stats } = input.result;
  const head = [
    MARK,
    `### llmlint: ${shown.length === 0 ? "no findings" : count(shown.length, "finding")}`,
    "",
    `${count(stats.modelCalls, "model call")} in ${stats.analysed} of ${count(stats.files, "file")}${suppressed.length > 0 ? `; ${suppressed.length} suppressed` : ""}.`,
    "",
  ].join("\n");
  if (shown.length === 0) return head;
  const place = (step: { path: string; start: number }) => stepPlace(step, input, openSource);
  let text = `${head}\n`;
  const blocks = shown.map((view) => renderFinding(view, place));
  const fitting = blocks.findIndex((_, i) => sum(blocks.slice(0, i + 1)) + text.length > LONGEST);
  text += blocks.slice(0, fitting < 0 ? blocks.length : fitting).join("\n");
  return fitting < 0 ? text : `${text}\n_${shown.length - fitting} more did not fit here._\n`;
}

/** By it a job finds its own comment again. */
const MARK = "<!-- llmlint -->";

function sum(blocks: readonly string[]): number {
  return blocks.reduce((total, block) => total + block.length + 1, 0);
}

function renderFinding(view: FindingView, place: (step: { path: string; start: number }) => string): string {
  const { finding, display, region, what, why, fix, notes, source } = view;
  const frame = codeFrame(source, region);
  const code = (frame?.lines ?? []).map(
    ({ number, text, marked }) => `${marked ? ">" : " "} ${number} | ${text}`,
  );
  const steps = (finding.paths[0] ?? []).map(
    (step, i) => `${i + 1}. ${codeSpan(place(step))} ${prose(escapeSentence(step.note))}`,
  );
  return [
    `<details><summary>${ICONS[finding.level]} <b>${finding.level}</b> <code>${finding.ruleId}</code> ${prose(`${display}:${region.start.line}`)}</summary>`,
    "",
    `${prose(what)} ${prose(why)}`,
    "",
    `**Fix:** ${prose(fix)}`,
    ...notes.map((note) => `\n_${prose(note)}_`),
    "",
    ...(code.length > 0 ? fenced(code) : []),
    "",
    ...steps,
    "",
    "</details>",
    "",
  ].join("\n");
}

const ICONS = { error: "❌", warning: "⚠️", info: "ℹ️" } as const;

/** Text of the analysed code can neither format, link, mention somebody nor refer to an issue. */
function prose(text: string): string {
  return text.replace(/[&<>@#]|:\/\/|[\\`*_{}[\]|~!]|www\./gi, (found) => {
    if (/^[\\`*_{}[\]|~!]$/.test(found)) return `\\${found}`;
    return [...found].map((char) => (/\w/.test(char) ? char : `&#${char.charCodeAt(0)};`)).join("");
  });
}

function codeSpan(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** A fence longer than any run of backticks inside it. */
function fenced(lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}
