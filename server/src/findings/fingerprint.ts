import { hashText } from "../base/hashText.ts";
import type { Finding } from "./finding.ts";
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
  }
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
