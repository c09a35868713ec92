import type { Finding } from "../findings/finding.ts";
import type { RuleInfo } from "../findings/rule.ts";
import { scanFolded } from "./fold.ts";
import { maskSecret } from "./mask.ts";
import { scanSecrets } from "./scan.ts";

/** Marks a finding that needs no other evidence than its form. */
export const CHECKED = "format checked by the provider";

/** Keys in texts of any kind. What data flow found already gets its mark and is not said twice. */
export function keyFindings(
  sources: readonly { path: string; text: string }[],
  judged: readonly Finding[],
  rule: RuleInfo | undefined,
): Finding[] {
  if (!rule) return [];
  const out: Finding[] = [];
  for (const { path, text } of sources) {
    const known = judged.filter((f) => f.ruleId === rule.id && f.path === path);
    const matches = scanSecrets(text).map((match) => ({
      ...match,
      value: text.slice(match.start, match.end),
    }));
    const folded = scanFolded(text).filter(
      (each) => !matches.some((match) => match.start < each.end && match.end > each.start),
    );
    for (const match of [...matches, ...folded]) {
      const near = known.find((f) => f.start <= match.end && f.end >= match.start);
      if (near) {
        if (match.checked) near.notes.push(CHECKED);
        continue;
      }
      out.push({
        ruleId: rule.id,
        path,
        start: match.start,
        end: match.end,
        level: rule.level,
        confidence: match.checked ? "high" : "medium",
        what: rule.what.replace("{key}", `${maskSecret(match.value)} (${match.provider})`),
        why: rule.why,
        fix: rule.fix,
        notes: match.checked ? [CHECKED] : [],
        paths: [],
        fingerprint: "",
        anchor: {
          path,
          start: match.start,
          end: match.end,
          row: -1,
          arg: "",
          variable: `${match.provider.toUpperCase().replaceAll("-", "_")}_API_KEY`,
        },
      });
    }
  }
  return out;
}
