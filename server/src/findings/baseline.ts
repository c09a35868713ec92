import { nearest } from "../base/nearest.ts";
import { compareText } from "../base/order.ts";
import { type Finding, type Identity, isActive } from "./finding.ts";
import { orderFindings } from "./order.ts";
import { currentName } from "./ruleNames.ts";

/** A finding that is known: as a baseline stores it, or as an older state of the code had it. */
export interface KnownFinding extends Identity {
  rule: string;
  /** Relative to the root of the repository. */
  path: string;
  /** Where it was when it was stored; for people, nothing is matched by it. */
  at: number;
  what: string;
}

export interface BaselineFile {
  version: typeof BASELINE_VERSION;
  findings: KnownFinding[];
}

/** It rises when the hashes change their meaning; a file of another version is refused. */
export const BASELINE_VERSION = 1;

/** What is stored of findings that count; `line` is the one a place begins on, from 1. */
export function knownOf(
  findings: readonly Finding[],
  context: { name(path: string): string; line(finding: Finding): number; mask(text: string): string },
): KnownFinding[] {
  return orderFindings(findings.filter(isActive)).flatMap((finding) =>
    finding.identity === undefined
      ? []
      : [
          {
            rule: finding.ruleId,
            path: context.name(finding.path),
            at: context.line(finding),
            what: context.mask(finding.what),
            ...finding.identity,
          },
        ],
  );
}

/** One finding a line, ordered by path and place, so that a change of the file reads well. */
export function writeBaseline(findings: readonly KnownFinding[]): string {
  const ordered = [...findings].sort(
    (a, b) =>
      compareText(a.path, b.path) ||
      a.at - b.at ||
      compareText(a.rule, b.rule) ||
      compareText(a.expression + a.before + a.after, b.expression + b.before + b.after),
  );
  const rows = ordered.map(
    ({ rule, path, at, what, expression, line, before, after }) =>
      `    ${JSON.stringify({ rule, path, at, what, expression, line, before, after })}`,
  );
  const list = rows.length === 0 ? "[]" : `[\n${rows.join(",\n")}\n  ]`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": ${list}\n}\n`;
}

/** Reads what `writeBaseline` wrote, or says what is wrong with it. Rules that exist no more are no error. */
export function readBaseline(text: string): BaselineFile | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return { error: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isRecord(value) || !("version" in value)) return { error: 'it has no "version"; is it a baseline?' };
  if (value.version !== BASELINE_VERSION) {
    return {
      error: `it is of version ${JSON.stringify(value.version)}, this program reads ${BASELINE_VERSION}; create it anew`,
    };
  }
  if (!Array.isArray(value.findings)) return { error: '"findings" is no list' };
  const findings: KnownFinding[] = [];
  for (const [i, entry] of value.findings.entries()) {
    if (!isKnown(entry)) return { error: `entry ${i + 1} of "findings" ${whatLacks(entry)}` };
    findings.push({ ...entry, rule: currentName(entry.rule) });
  }
  return { version: BASELINE_VERSION, findings };
}

const TEXTS = ["rule", "path", "what", "expression", "line", "before", "after"] as const;

function isKnown(entry: unknown): entry is KnownFinding {
  return (
    isRecord(entry) && TEXTS.every((key) => typeof entry[key] === "string") && typeof entry.at === "number"
  );
}

function whatLacks(entry: unknown): string {
  if (!isRecord(entry)) return "is no object";
  const lacking = [...TEXTS, "at"].find((key) => !(key in entry));
  if (lacking === undefined) return "has a value of a wrong type";
  const close = nearest(
    lacking,
    Object.keys(entry).filter((key) => !TEXTS.some((known) => known === key)),
  );
  return `has no "${lacking}"${close === undefined ? "" : ` (but "${close}")`}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export interface MatchContext {
  /** Path of a finding relative to the root of the repository. */
  name(path: string): string;
  mask(text: string): string;
  /** Whether a known finding of that file could have moved elsewhere: the file was analysed now, or is gone. */
  mayHaveMoved(path: string): boolean;
}

/**
 * Marks the findings that are known. Each known one stands for one finding: of two equal ones where there was one before, one
 * is new. The passes go from the surest likeness to the loosest, so that a finding takes what is its own before one that
 * is merely alike. Returns the known ones that nothing was found for.
 */
export function markKnown(
  findings: readonly Finding[],
  known: readonly KnownFinding[],
  context: MatchContext,
  mark: NonNullable<Finding["known"]>,
): KnownFinding[] {
  let open = orderFindings(findings.filter(isActive));
  let left = [...known];
  const convert = new Map(
    open.map((finding) => [
      finding,
      {
        rule: finding.ruleId,
        path: context.name(finding.path),
        what: context.mask(finding.what),
        ...(finding.identity ?? { expression: "", line: "", before: "", after: "" }),
      },
    ]),
  );
  for (const pass of PASSES) {
    const waiting = new Map<string, KnownFinding[]>();
    for (const each of left) {
      if (pass.moves && !context.mayHaveMoved(each.path)) continue;
      const key = pass.key(each);
      waiting.set(key, [...(waiting.get(key) ?? []), each]);
    }
    const taken = new Set<KnownFinding>();
    open = open.filter((finding) => {
      const own = convert.get(finding);
      const found = own && waiting.get(pass.key(own))?.shift();
      if (found === undefined) return true;
      taken.add(found);
      finding.known = mark;
      return false;
    });
    left = left.filter((each) => !taken.has(each));
  }
  return left;
}

type Likeness = Omit<KnownFinding, "at">;

/** What stays equal when code is edited beside, reformatted, moved to another file, renamed. */
const PASSES = (
  [
    { key: (of) => keyOf(of.path, of.expression, of.line, of.before, of.after), moves: false },
    { key: (of) => keyOf(of.path, of.expression, of.line), moves: false },
    { key: (of) => keyOf(of.path, of.expression, of.before, of.after), moves: false },
    { key: (of) => keyOf(of.expression, of.line, of.before, of.after), moves: true },
    { key: (of) => keyOf(of.expression, of.before, of.after), moves: true },
    { key: (of) => keyOf(of.path, of.expression, of.before), moves: false },
    { key: (of) => keyOf(of.path, of.expression, of.after), moves: false },
    { key: (of) => keyOf(of.path, of.expression), moves: false },
    { key: (of) => keyOf(of.expression, of.line), moves: true },
    { key: (of) => keyOf(of.expression, of.before), moves: true },
    { key: (of) => keyOf(of.expression, of.after), moves: true },
    { key: (of) => keyOf(of.path, of.line), moves: false },
    { key: (of) => keyOf(of.path, of.what), moves: false },
    { key: (of) => keyOf(baseName(of.path), of.expression), moves: true },
  ] satisfies { key: (of: Likeness) => string; moves: boolean }[]
).map(({ key, moves }) => ({ key: (of: Likeness) => keyOf(of.rule, key(of)), moves }));

function keyOf(...parts: string[]): string {
  return parts.join("\u0000");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
