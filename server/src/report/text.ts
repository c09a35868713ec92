import { compareText } from "../base/order.ts";
import { type Finding, isActive, type Level, type RunStats, type Step } from "../findings/finding.ts";
import { orderFindings } from "../findings/order.ts";
import { codeFrame, type Frame } from "./codeFrame.ts";
import { escapeSentence } from "./escape.ts";
import { count } from "./findingView.ts";
import { maskResult, type RenderOptions, type ReportInput } from "./report.ts";
import { openSources, type Source } from "./source.ts";

/**
 * The report for people: each finding with its sentences, the code it is about and the path that leads there, and at
 * the end what was analysed, skipped and not understood.
 */
export function renderText(input: ReportInput, options: RenderOptions): string {
  const result = maskResult(input.result, input.maskSecrets);
  const openSource = openSources(input);
  const paint = painter(options);
  const active = orderFindings(result.findings).filter(isActive);
  const shown = active.filter((finding) => options.showInfo || finding.level !== "info");
  const blocks = shown.map((finding) => `${renderFinding(finding, input, openSource, paint)}\n\n`);
  return blocks.join("") + renderSummary(input, options.showInfo);
}

/** The last lines of the report: what was found, analysed, skipped and not understood. */
export function renderSummary(input: ReportInput, showInfo: boolean): string {
  const { findings, stats, problems } = input.result;
  const active = findings.filter(isActive);
  const lines = summaryLines({
    active,
    hidden: showInfo ? 0 : active.filter((finding) => finding.level === "info").length,
    suppressed: findings.filter((finding) => finding.suppressed).length,
    known: findings.filter((finding) => finding.known && !finding.suppressed).length,
    stats,
    notUnderstood: notUnderstood(problems),
  });
  return `${lines.join("\n")}\n`;
}

function renderFinding(
  finding: Finding,
  input: ReportInput,
  openSource: (path: string) => Source,
  paint: Paint,
): string {
  const source = openSource(finding.path);
  const frame = codeFrame(source, source.region(finding));
  const head = [
    paint("place", placeName(finding, input, source), finding.path),
    paint(finding.level, finding.level),
    paint("rule", escapeSentence(finding.ruleId)),
  ];
  const doubt = finding.confidence === "high" ? [] : [paint("dim", `(${finding.confidence} confidence)`)];
  const lines = [[...head, ...doubt].join("  ")];
  const sentence = (label: string, text: string) => {
    if (text !== "") lines.push(`  ${paint("dim", label)} ${escapeSentence(text)}`);
  };
  sentence("what:", finding.what);
  sentence("why: ", finding.why);
  sentence("fix: ", finding.fix);
  for (const note of finding.notes) sentence("note:", note);
  if (frame) lines.push("", ...renderFrame(frame, finding.level, paint));
  lines.push(...renderPaths(finding.paths, input, openSource, paint));
  return lines.join("\n");
}

function renderFrame(frame: Frame, level: Level, paint: Paint): string[] {
  const width = Math.max(...frame.lines.map((line) => String(line.number).length));
  return frame.lines.flatMap((line) => {
    const number = String(line.number).padStart(width);
    const text = `  ${line.marked ? ">" : " "} ${paint("dim", `${number} |`)} ${line.text}`.trimEnd();
    if (!line.marked) return [text];
    const { offset, length } = frame.underline;
    const gap = " ".repeat(offset);
    return [text, `    ${" ".repeat(width)} ${paint("dim", "|")} ${gap}${paint(level, "^".repeat(length))}`];
  });
}

function renderPaths(
  paths: readonly Step[][],
  input: ReportInput,
  openSource: (path: string) => Source,
  paint: Paint,
): string[] {
  const [first, ...others] = paths;
  if (first === undefined || first.length === 0) return [];
  const describe = (step: Step) =>
    `${paint("place", placeName(step, input, openSource(step.path)), step.path)}  ${escapeSentence(step.note)}`;
  const width = String(first.length).length;
  const numbered = first.map((step, i) => `    ${String(i + 1).padStart(width)}. ${describe(step)}`);
  const end = first[first.length - 1];
  const begin = first[0];
  const isElsewhere = (step: Step, than: Step | undefined) =>
    step.path !== than?.path || step.start !== than.start || step.note !== than.note;
  const more = others.flatMap((path) => {
    const from = path.slice(0, 1).filter((step) => isElsewhere(step, begin));
    const to = path.slice(-1).filter((step) => step.path !== end?.path || step.start !== end.start);
    return [
      ...from.map((step) => `  also from ${describe(step)}`),
      ...to.map((step) => `  also at ${describe(step)}`),
    ];
  });
  return ["", `  ${paint("dim", "path:")}`, ...numbered, ...new Set(more)];
}

function placeName(place: { path: string; start: number }, input: ReportInput, source: Source): string {
  const cell = source.cell(place.start);
  if (cell) return `${escapeSentence(input.displayName(place.path))} cell ${cell.cell} line ${cell.line}`;
  const { line, column } = source.position(place.start);
  return `${escapeSentence(input.displayName(place.path))}:${line}:${column}`;
}

interface Summary {
  active: readonly Finding[];
  hidden: number;
  suppressed: number;
  known: number;
  stats: RunStats;
  notUnderstood: number;
}

function summaryLines(summary: Summary): string[] {
  const { active, stats } = summary;
  const levels = (["error", "warning", "info"] as const).flatMap((level) => {
    const number = active.filter((finding) => finding.level === level).length;
    return number === 0 ? [] : [level === "info" ? `${number} info` : count(number, level)];
  });
  const extra = [
    ...(summary.hidden > 0 ? [`${summary.hidden} info not shown, see --profile strict`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
    ...(summary.known > 0 ? [`${summary.known} known before`] : []),
  ];
  const found = active.length === 0 ? "No findings" : count(active.length, "finding");
  const detail = levels.length === 0 ? "" : ` (${levels.join(", ")})`;
  return [
    `${[`${found}${detail}`, ...extra].join("; ")}.`,
    `Analysed ${stats.analysed} of ${count(stats.files, "file")}: ${count(stats.lines, "line")}, ${count(stats.functions, "function")}, ${count(stats.modelCalls, "model call")}.`,
    ...skippedLine(stats.skipped),
    ...understoodLine(stats, summary.notUnderstood),
  ];
}

/** What was left out, by reason; none where nothing was. */
export function skippedLine(skipped: RunStats["skipped"]): string[] {
  const reasons = Object.entries(skipped)
    .filter(([, number]) => number > 0)
    .sort(([a, m], [b, n]) => n - m || compareText(a, b));
  if (reasons.length === 0) return [];
  const total = reasons.reduce((sum, [, number]) => sum + number, 0);
  return [
    `Skipped ${total}: ${reasons.map(([reason, number]) => `${number} ${escapeSentence(reason)}`).join(", ")}.`,
  ];
}

function understoodLine(stats: RunStats, notUnderstood: number): string[] {
  const { a, b, c, unresolved } = stats.calls;
  const calls = a + b + c + unresolved;
  const parts = [
    ...(notUnderstood > 0 ? [`${count(notUnderstood, "file")} in part or whole (see the messages)`] : []),
    ...(unresolved > 0 ? [`the target of ${unresolved} of ${count(calls, "call")}`] : []),
  ];
  return parts.length === 0 ? [] : [`Not understood: ${parts.join(", ")}.`];
}

function notUnderstood(problems: ReportInput["result"]["problems"]): number {
  return new Set(problems.filter((problem) => problem.severity !== "note").map((problem) => problem.path))
    .size;
}

type Tone = Level | "place" | "rule" | "dim";
/** `path`: of the file that the text names. */
type Paint = (tone: Tone, text: string, path?: string) => string;

const TONES: Record<Tone, string> = {
  error: "1;31",
  warning: "1;33",
  info: "1;34",
  place: "36",
  rule: "1",
  dim: "2",
};

function painter({ color, link }: RenderOptions): Paint {
  return (tone, text, path) => {
    const painted = color ? `\u001b[${TONES[tone]}m${text}\u001b[0m` : text;
    return link && path !== undefined ? `\u001b]8;;${link(path)}\u0007${painted}\u001b]8;;\u0007` : painted;
  };
}
