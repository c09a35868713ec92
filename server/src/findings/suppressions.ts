import { nearest } from "../base/nearest.ts";
import type { Finding, Place, RunProblem } from "./finding.ts";
import { currentName } from "./ruleNames.ts";

/** A comment as the front end saw it: its text with its delimiters, and where it stands (UTF-16 offsets). */
export interface CommentText {
  start: number;
  end: number;
  text: string;
}

export interface Suppression {
  rules: string[];
  /** Empty where none was written after `--`. */
  reason: string;
  /** The last day it holds, `2026-01-31`, where the reason says "until" one. */
  until?: string;
  /** The comment. */
  place: Place;
  /** Range of the file whose findings it silences; a finding is in it when its start is. */
  from: number;
  to: number;
  /** A trailing comment also silences a finding that ends on its line: a multi-line text has no other place for one. */
  byEnd: boolean;
}

export interface SuppressionSource {
  path: string;
  text: string;
  /** Comments in the order of the file: with their text, or as [start, end] pairs. */
  comments: readonly (CommentText | readonly [number, number])[];
  /** Ids that exist. */
  ruleIds: readonly string[];
}

/** Reads the `llmlint-disable-…` comments of a file; one that cannot be understood becomes a problem and silences nothing. */
export function findSuppressions(source: SuppressionSource): {
  suppressions: Suppression[];
  problems: RunProblem[];
} {
  const comments = source.comments.map((comment) => withText(comment, source.text));
  const skipComments = commentSkipper(source.text, comments);
  const suppressions: Suppression[] = [];
  const problems: RunProblem[] = [];
  for (const comment of comments) {
    if (!comment.text.includes(MARK)) continue;
    const place = { path: source.path, start: comment.start, end: comment.end };
    const directive = parseDirective(comment.text);
    if (directive === undefined) continue;
    if ("error" in directive) {
      problems.push({ ...place, severity: "warning", message: directive.error, fatal: false });
      continue;
    }
    problems.push(...unknownRules(directive.rules, place, source.ruleIds));
    const target = targetOf(directive.scope, comment, source.text, skipComments);
    const until = /\buntil (\d{4}-\d{2}-\d{2})\b/i.exec(directive.reason)?.[1];
    const { rules, reason } = directive;
    suppressions.push({ rules, reason, place, ...(until !== undefined && { until }), ...target });
  }
  return { suppressions, problems };
}

/** Marks the findings that a comment silences; the others stay as they are. */
export function applySuppressions(findings: readonly Finding[], suppressions: readonly Suppression[]): void {
  const byFile = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const list = byFile.get(suppression.place.path);
    if (list) list.push(suppression);
    else byFile.set(suppression.place.path, [suppression]);
  }
  for (const finding of findings) {
    const found = byFile.get(finding.path)?.find((suppression) => silences(suppression, finding));
    if (found) finding.suppressed = { reason: found.reason, place: found.place };
  }
}

/** Whether a comment speaks of a finding. */
export function silences(suppression: Suppression, finding: Finding): boolean {
  if (!suppression.rules.includes(finding.ruleId)) return false;
  const within = (offset: number) => offset >= suppression.from && offset < suppression.to;
  return within(finding.start) || (suppression.byEnd && within(Math.max(finding.start, finding.end - 1)));
}

const MARK = "llmlint-disable";
type Scope = "next-line" | "line" | "file";
const SCOPES: readonly Scope[] = ["next-line", "line", "file"];
type Directive = { scope: Scope; rules: string[]; reason: string } | { error: string };

function parseDirective(comment: string): Directive | undefined {
  const body = comment
    .replace(/^(?:\/\/+|\/\*+|#+|<!--)/, "")
    .replace(/(?:\*\/|-->)\s*$/, "")
    .trim();
  // Prose that mentions the directive is no directive.
  if (!body.startsWith(MARK)) return undefined;
  const word = body.slice(0, body.search(/\s|$/));
  const scope = SCOPES.find((candidate) => word === `${MARK}-${candidate}`);
  if (scope === undefined) {
    const close = nearest(
      word,
      SCOPES.map((candidate) => `${MARK}-${candidate}`),
    );
    return {
      error: `"${word}" is no suppression comment; write ${close ?? `${MARK}-next-line`} RULE -- reason.`,
    };
  }
  const [list = "", ...reason] = body.slice(word.length).split("--");
  const rules = list
    .split(/[\s,]+/)
    .filter((id) => id !== "")
    .map(currentName);
  if (rules.length === 0) {
    return { error: `${word} names no rule and silences nothing; write ${word} RULE -- reason.` };
  }
  return { scope, rules, reason: reason.join("--").trim() };
}

function unknownRules(rules: string[], place: Place, ids: readonly string[]): RunProblem[] {
  return rules
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const close = nearest(id, ids);
      const hint = close === undefined ? "" : ` Did you mean ${close}?`;
      return {
        ...place,
        severity: "warning" as const,
        message: `Unknown rule "${id}" in a suppression comment.${hint}`,
        fatal: false,
      };
    });
}

function targetOf(
  scope: Scope,
  comment: CommentText,
  text: string,
  skipComments: (offset: number) => number,
): Pick<Suppression, "from" | "to" | "byEnd"> {
  if (scope === "file") return { from: 0, to: text.length + 1, byEnd: false };
  if (scope === "line") {
    return { from: lineStart(text, comment.start), to: nextLine(text, comment.end), byEnd: true };
  }
  const from = skipComments(nextLine(text, comment.end));
  return { from, to: nextLine(text, from), byEnd: false };
}

/**
 * Answers, for the start of a line, where the first line from there on begins that holds more than comments: stacked
 * comments and empty lines stand between a comment and the line it speaks of. Made once per file, in one pass.
 */
function commentSkipper(text: string, comments: readonly CommentText[]): (offset: number) => number {
  let answers: Map<number, number> | undefined;
  return (offset) => {
    answers ??= firstContentLines(text, comments);
    return answers.get(offset) ?? offset;
  };
}

function firstContentLines(text: string, comments: readonly CommentText[]): Map<number, number> {
  const empty: number[] = [];
  const answers = new Map<number, number>();
  let index = 0;
  for (let from = 0; from < text.length; from = nextLine(text, from)) {
    const to = Math.min(nextLine(text, from), text.length);
    let rest = "";
    let at = from;
    while (index < comments.length) {
      const comment = comments[index];
      if (comment === undefined || comment.start >= to) break;
      rest += text.slice(at, Math.max(at, comment.start));
      at = Math.max(at, Math.min(comment.end, to));
      if (comment.end > to) break;
      index++;
    }
    rest += text.slice(at, to);
    empty.push(from);
    // Braces alone are what a comment inside JSX stands in.
    if (/^[\s{}]*$/.test(rest)) continue;
    for (const line of empty.splice(0)) answers.set(line, from);
  }
  return answers;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line after the one at `offset` begins, or just past the end of the text. */
function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length + 1 : end + 1;
}

function withText(comment: CommentText | readonly [number, number], text: string): CommentText {
  if ("text" in comment) return comment;
  return { start: comment[0], end: comment[1], text: text.slice(comment[0], comment[1]) };
}
