import type { Finding, Place, RunProblem } from "./finding.ts";
import { applySuppressions, findSuppressions, type SuppressionSource, silences } from "./suppressions.ts";

/** What is asked of the comments that silence findings. */
export interface SuppressionPolicy {
  /** One without a reason silences nothing. */
  requireReason: boolean;
  /** How loud it is that a comment silences nothing. */
  unused: "off" | "warning" | "error";
  /** `2026-01-31`: comments with an earlier date are over; undefined where nobody knows the date. */
  today: string | undefined;
}

export const defaultPolicy: SuppressionPolicy = { requireReason: false, unused: "warning", today: undefined };

export interface FileFindings {
  /** What is reported of the file. */
  shown: readonly Finding[];
  /** All that rules found in it, also what profile and configuration leave out: a comment for one of these has its use. */
  all: readonly Finding[];
}

/** Silences the findings of a file as its comments say; returns what is wrong with the comments. */
export function suppressInFile(
  source: SuppressionSource,
  findings: FileFindings,
  policy: SuppressionPolicy,
): RunProblem[] {
  const { suppressions, problems } = findSuppressions(source);
  const complain = (place: Place, message: string, severity: RunProblem["severity"]) =>
    problems.push({ ...place, severity, message, fatal: false, about: "suppression" });
  const valid = suppressions.filter(({ rules, reason, place, until }) => {
    const names = rules.join(", ");
    if (until !== undefined && policy.today !== undefined && until < policy.today) {
      complain(
        place,
        `The suppression of ${names} was valid until ${until}; what it hid is reported again.`,
        "warning",
      );
      return false;
    }
    if (policy.requireReason && reason === "") {
      complain(
        place,
        `The suppression of ${names} has no reason and silences nothing; write it after --.`,
        "warning",
      );
      return false;
    }
    return true;
  });
  applySuppressions(findings.shown, valid);
  const { unused: severity } = policy;
  if (severity === "off") return problems;
  for (const suppression of valid) {
    const unused = suppression.rules.filter(
      (id) =>
        source.ruleIds.includes(id) &&
        !findings.all.some((finding) => finding.ruleId === id && silences(suppression, finding)),
    );
    if (unused.length === 0) continue;
    complain(
      suppression.place,
      `Nothing is found here for ${unused.join(", ")}; take the suppression out.`,
      severity,
    );
  }
  return problems;
}
