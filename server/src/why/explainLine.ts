import type { Finding, Place } from "../findings/finding.ts";
import type { WhyFinding, WhyOnward, WhyReport } from "../findings/why.ts";
import type { Label } from "../flow/labels.ts";
import type { Site } from "../flow/program.ts";
import { concrete, type JudgeInput, judge, type Silence } from "../rules/judge.ts";
import { placeOf } from "../rules/places.ts";
import { callsOn } from "./calls.ts";
import { bornAt, describe, labelsIn, sinkNames, type WhyInput } from "./input.ts";

const MAX_ONWARD = 20;

export interface WhyQuestion {
  /** The line: from its first character to its end. */
  line: Place;
  findings: readonly Finding[];
  /** Why a finding is not shown; undefined where it is. */
  hidden: (finding: Finding) => string | undefined;
  role: WhyReport["role"];
  /** Why the file was not analysed. */
  left: string | undefined;
  /** Functions whose analysis ended at a bound, as "path: name". */
  cuts: readonly string[];
}

/** All that the analysis knows of a line. Judges once more, listening to what rules leave alone. */
export function explainLine(judging: JudgeInput, question: WhyQuestion): WhyReport {
  const silences: Silence[] = [];
  judge({ ...judging, heed: (silence) => silences.push(silence) });
  const input: WhyInput = { ...judging, silences, findings: question.findings };
  const { line } = question;
  const isHere = (p: Place): boolean =>
    p.path === line.path && p.start < line.end && (p.start >= line.start || p.end > line.start);
  const findings = question.findings
    .filter((f) => isHere(f) || (f.anchor !== undefined && isHere(f.anchor)))
    .map((f): WhyFinding => {
      const hidden = question.hidden(f);
      const { path, start, end, ruleId, level, what } = f;
      return { path, start, end, ruleId, level, what, ...(hidden !== undefined && { hidden }) };
    });
  return {
    ...line,
    ...(question.left !== undefined && { left: { reason: question.left } }),
    role: question.role,
    exhausted: exhausted(input, question),
    findings,
    calls: callsOn(input, line),
    onward: onwardFrom(input, line),
  };
}

function exhausted(input: WhyInput, { line, cuts }: WhyQuestion): string[] {
  const file = input.program.byPath.get(line.path);
  return input.program.funcs.flatMap(({ file: of, ir }) => {
    if (of !== file || ir.start >= line.end || ir.end <= line.start) return [];
    const title = ir.qual || "module";
    return cuts.includes(`${line.path}: ${title}`) ? [title] : [];
  });
}

/** Data that enters on the line, and where it goes. */
function onwardFrom(input: WhyInput, line: Place): WhyOnward[] {
  const out = new Map<string, WhyOnward>();
  const isBorn = (l: Label): boolean => {
    const at = bornAt(input, l);
    return at !== undefined && at.path === line.path && at.start >= line.start && at.start < line.end;
  };
  for (const hit of input.result.hits) {
    const { use } = hit;
    if (use.kind !== "sink" && use.kind !== "request" && use.kind !== "dispatch") continue;
    if (use.sink === "use") continue;
    for (const label of concrete(input, use.value)) {
      const own = isBorn(label) ? label : labelsIn(input, label.fed).find(isBorn);
      if (!own || label.kind === "config") continue;
      const to =
        use.kind === "request"
          ? input.models.row(use.row).title
          : use.kind === "dispatch"
            ? "a choice of function"
            : use.sink;
      const place = placeOf(input.program, use.site);
      const key = `${place.path}|${place.start}|${to}|${label.kind}|${label.origin}`;
      if (out.has(key) || out.size >= MAX_ONWARD) continue;
      const via = own === label ? "" : `, by way of ${describe(input, label).what}`;
      out.set(key, {
        ...place,
        data: describe(input, own).what + via,
        to,
        outcome: outcome(input, use.site, label),
      });
    }
  }
  return [...out.values()];
}

function outcome(input: WhyInput, site: Site, label: Label): string {
  const place = placeOf(input.program, site);
  const rules = input.findings.filter(
    (f) => f.anchor?.path === place.path && f.anchor.start === place.start && f.anchor.end === place.end,
  );
  const silent = input.silences.find(
    (s) => s.hit.use.site === site && s.label.kind === label.kind && s.label.origin === label.origin,
  );
  if (silent) {
    const cleared = sinkNames(label.cleared);
    return `${silent.because}${cleared.length > 0 && silent.because.includes("harmless") ? ` (${cleared.join(", ")})` : ""}`;
  }
  return rules.length > 0 ? [...new Set(rules.map((f) => f.ruleId))].join(", ") : "no rule asks for it there";
}
