import { hashText } from "../base/hashText.ts";
import type { Finding, Identity } from "./finding.ts";
import { orderFindings } from "./order.ts";

export interface FingerprintContext {
  /** The text of a file by the path findings use. */
  text(path: string): string | undefined;
  /** The path relative to the root of the repository, so that two clones agree. */
  name(path: string): string;
  /** Takes secrets out of a text: a key must not be guessable from its fingerprint. */
  mask(text: string): string;
}

/**
 * Gives each finding a fingerprint from its rule, file, expression and line, all without white space: moving lines,
 * indenting and line ends change nothing. Equal ones are counted in the order of their places.
 */
export function assignFingerprints(findings: readonly Finding[], context: FingerprintContext): void {
  const seen = new Map<string, number>();
  for (const finding of orderFindings(findings)) {
    const text = context.text(finding.path) ?? "";
    const parts = [
      finding.ruleId,
      context.name(finding.path),
      squeeze(context.mask(text.slice(finding.start, Math.min(finding.end, finding.start + LONGEST)))),
      squeeze(context.mask(lineAround(text, finding.start))),
    ];
    const hash = hashText(parts.join("\u0000"));
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    finding.fingerprint = count === 1 ? hash : `${hash}-${count}`;
    finding.identity = {
      expression: shortHash(normal(parts[2] ?? "")),
      line: shortHash(parts[3] ?? ""),
      ...sidesOf(finding, text, context.mask),
    };
  }
}

/** Characters on each side of an expression that tell it from an equal one. */
const AROUND = 48;

/** What stands before and after an expression, however it is laid out: a formatter changes nothing of it. */
function sidesOf(
  finding: Finding,
  text: string,
  mask: (text: string) => string,
): Pick<Identity, "before" | "after"> {
  const end = Math.min(finding.end, finding.start + LONGEST);
  const before = normal(squeeze(mask(text.slice(Math.max(0, finding.start - LONGEST), finding.start))));
  const after = normal(squeeze(mask(text.slice(end, end + LONGEST))));
  return { before: shortHash(before.slice(-AROUND)), after: shortHash(after.slice(0, AROUND)) };
}

/** What formatters disagree on is taken out of a text that has no white space any more. */
function normal(squeezed: string): string {
  return squeezed
    .replace(/['`]/g, '"')
    .replace(/,(?=[)\]}])/g, "")
    .replace(/[;()]/g, "");
}

function shortHash(text: string): string {
  return hashText(text).slice(0, 16);
}

/** UTF-16 units of an expression or line that count; what follows says little and may be a whole minified file. */
const LONGEST = 400;

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const from = Math.max(start, offset - LONGEST);
  return text.slice(from, Math.min(end < 0 ? text.length : end, offset + LONGEST));
}
