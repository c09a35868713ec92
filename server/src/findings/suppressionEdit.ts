import type { Finding } from "./finding.ts";
import { applySuppressions, type Suppression } from "./suppressions.ts";

/** A comment to put into a text; offsets are UTF-16. */
export interface SuppressionEdit {
  at: number;
  newText: string;
  /** Where in `newText` the words stand that the user replaces by a reason. */
  reason: { start: number; end: number };
}

/** What the front end sees in a text: its suppression comments, and how much of it is broken. */
export type ReadSuppressions = (text: string) => { suppressions: readonly Suppression[]; problems: number };

/** A comment for one place, or for the file. */
export type SuppressionScope = "here" | "file";

/**
 * The comment that silences a finding and nothing else, or its rule in the file: on the line above, else at the end of its line. Each candidate is
 * tried, as a line may lie inside of a string, or of markup with comments of its own. Undefined where none works.
 * `problems`: how much of the text is broken without it.
 */
export function suppressionEdit(
  finding: Finding,
  { text, problems: before }: { text: string; problems: number },
  read: ReadSuppressions,
  scope: SuppressionScope = "here",
): SuppressionEdit | undefined {
  const offered = scope === "file" ? fileCandidates(finding, text) : candidates(finding, text);
  return offered.find((edit) => {
    const changed = text.slice(0, edit.at) + edit.newText + text.slice(edit.at);
    const shift = edit.at <= finding.start ? edit.newText.length : 0;
    const moved: Finding = { ...finding, start: finding.start + shift, end: finding.end + shift };
    delete moved.suppressed;
    const { suppressions, problems } = read(changed);
    applySuppressions([moved], suppressions);
    return problems <= before && moved.suppressed !== undefined;
  });
}

const REASON = "reviewed";

/** At the top, behind what has to stand first. */
function fileCandidates(finding: Finding, text: string): SuppressionEdit[] {
  const head = /^\ufeff?(?:#!.*\r?\n)?(?:#.*coding[:=].*\r?\n)?/.exec(text)?.[0].length ?? 0;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const forms: [string, string][] = /\.pyi?$/i.test(finding.path)
    ? [["# ", ""]]
    : [
        ["// ", ""],
        ["<!-- ", " -->"],
      ];
  return forms.map(([open, close]) => {
    const start = `${open}llmlint-disable-file ${finding.ruleId} -- `;
    return {
      at: head,
      newText: `${start}${REASON}${close}${newline}`,
      reason: { start: start.length, end: start.length + REASON.length },
    };
  });
}

function candidates(finding: Finding, text: string): SuppressionEdit[] {
  const lineStart = text.lastIndexOf("\n", finding.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, finding.start))?.[0] ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const end = text.indexOf("\n", Math.max(finding.start, finding.end - 1));
  const lineEnd = end < 0 ? text.length : text[end - 1] === "\r" ? end - 1 : end;
  const isPython = /\.pyi?$/i.test(finding.path);
  const forms: [string, string][] = isPython
    ? [["# ", ""]]
    : [
        ["// ", ""],
        ["{/* ", " */}"],
        ["/* ", " */"],
      ];
  const edit = (at: number, head: string, tail: string): SuppressionEdit => ({
    at,
    newText: head + REASON + tail,
    reason: { start: head.length, end: head.length + REASON.length },
  });
  const words = (scope: string) => `llmlint-disable-${scope} ${finding.ruleId} -- `;
  return [
    ...forms.map(([open, close]) =>
      edit(lineStart, `${indent}${open}${words("next-line")}`, `${close}${newline}`),
    ),
    ...forms.map(([open, close]) => edit(lineEnd, `  ${open}${words("line")}`, close)),
  ];
}
