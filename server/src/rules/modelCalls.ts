import { compareText } from "../base/order.ts";
import type { ModelCall } from "../findings/finding.ts";
import type { AnalysisResult } from "../flow/analysis.ts";
import type { Program, Site } from "../flow/program.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import { placeOf } from "./places.ts";
import { slotsOf } from "./slots.ts";

/** Every model call once, by place: which package, how its target was found, and whether some slot of the request is known. */
export function modelCalls(program: Program, models: ModelIndex, result: AnalysisResult): ModelCall[] {
  const bySite = new Map<Site, ModelCall>();
  for (const { use } of result.hits) {
    if (use.kind !== "request") continue;
    const row = models.row(use.row);
    const isUnderstood = slotsOf(result.store, row, use.value, use.site).segments.length > 0;
    const tier = TIERS[use.tier] ?? "name";
    const known = bySite.get(use.site);
    if (known === undefined) {
      const [name = row.title, call = row.title] = split(row.title);
      bySite.set(use.site, {
        ...placeOf(program, use.site),
        package: name,
        call,
        tier,
        understood: isUnderstood,
      });
      continue;
    }
    // A wrapper is seen from several sides: the best view counts.
    known.understood ||= isUnderstood;
    if (TIERS.indexOf(tier) < TIERS.indexOf(known.tier)) known.tier = tier;
  }
  return [...bySite.values()].sort(
    (a, b) => compareText(a.path, b.path) || a.start - b.start || a.end - b.end,
  );
}

const TIERS = ["certain", "few", "name"] as const;

/** "openai: chat.completions.create" */
function split(title: string): [string, string] {
  const at = title.indexOf(": ");
  return [title.slice(0, at), title.slice(at + 2)];
}
