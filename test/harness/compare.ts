import type { Expectation } from "./expectations.ts";

/** A finding, reduced to what expectations speak of. */
export interface Found {
  rule: string;
  path: string;
  line: number;
  level: string;
  text: string;
  /** Places of its code flows. */
  steps: readonly { path: string; line: number }[];
}

export interface Difference {
  path: string;
  line: number;
  rule: string;
  /** A sentence for the one who reads the failed run. */
  text: string;
}

const LEVELS = new Set(["error", "warning", "info"]);

/**
 * Holds findings against expectations. Strict: a finding that no `want` or `spurious` announces is a difference, whatever its rule.
 * - `want`: exactly one such finding (as many as the line has such comments), of the level named after it, if any.
 * - `step`: the code flow of a wanted finding of that rule passes this line; where the finding itself is `missing`, nothing.
 * - `ok`: a near miss, for the reader; the strictness judges it.
 * - `missing`: a known false negative; a finding here says that it is none any more.
 * - `spurious`: a known false positive; no finding here says the same.
 */
export function compare(expectations: readonly Expectation[], findings: readonly Found[]): Difference[] {
  const out: Difference[] = [];
  const keys = new Map<string, { expected: Expectation[]; found: Found[] }>();
  const at = (x: { path: string; line: number; rule: string }) => {
    const key = `${x.path}\n${x.line}\n${x.rule}`;
    const entry = keys.get(key) ?? { expected: [], found: [] };
    keys.set(key, entry);
    return entry;
  };
  for (const e of expectations) at(e).expected.push(e);
  for (const f of findings) at(f).found.push(f);
  for (const [key, { expected, found }] of keys) {
    const [path, line, rule] = key.split("\n") as [string, string, string];
    for (const text of compareLine(expected, found)) out.push({ path, line: Number(line), rule, text });
  }
  out.push(...compareSteps(expectations, findings));
  return out.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}

function compareLine(expected: readonly Expectation[], found: readonly Found[]): string[] {
  const out: string[] = [];
  const wants = expected.filter((e) => e.kind === "want");
  const spurious = expected.filter((e) => e.kind === "spurious");
  const missing = expected.some((e) => e.kind === "missing");
  for (const e of expected)
    if ((e.kind === "missing" || e.kind === "spurious") && e.rest === "")
      out.push(`${e.kind} without a reason`);
  const announced = wants.length + spurious.length;
  if (found.length > announced && missing)
    out.push(`is found now, turn \`missing\` into \`want\`: ${describe(found[announced] as Found)}`);
  else if (found.length > announced)
    out.push(
      `${announced > 0 ? `found ${found.length} times` : "unexpected"}: ${describe(found[announced] as Found)}`,
    );
  else if (found.length < announced && found.length >= wants.length)
    out.push("is gone, delete the `spurious` line");
  else if (found.length < announced) out.push("wanted, not found");
  else
    wants.forEach((want, i) => {
      const level = want.rest.split(/[\s,.]/)[0] as string;
      const has = (found[i] as Found).level;
      if (LEVELS.has(level) && level !== has) out.push(`wanted as ${level}, found as ${has}`);
    });
  return out;
}

function compareSteps(expectations: readonly Expectation[], findings: readonly Found[]): Difference[] {
  const out: Difference[] = [];
  for (const e of expectations.filter((x) => x.kind === "step")) {
    const wanted = findings.filter(
      (f) =>
        f.rule === e.rule &&
        expectations.some(
          (w) => w.kind === "want" && w.rule === f.rule && w.path === f.path && w.line === f.line,
        ),
    );
    if (wanted.some((f) => f.steps.some((s) => s.path === e.path && s.line === e.line))) continue;
    const gap = expectations.some((x) => x.kind === "missing" && x.rule === e.rule);
    if (wanted.length === 0 && gap) continue;
    const ways = wanted.map((f) => f.steps.map((s) => `${s.path}:${s.line}`).join(" > ")).join(" | ");
    const text =
      wanted.length === 0 ? "step of no wanted finding that was found" : `no code flow passes here: ${ways}`;
    out.push({ path: e.path, line: e.line, rule: e.rule, text });
  }
  return out;
}

function describe(found: Found): string {
  return `[${found.level}] ${found.text}`;
}

/** One line per difference, with the line of code it is about. */
export function renderDifferences(
  differences: readonly Difference[],
  textOf: (path: string) => string | undefined,
): string {
  return differences
    .map((d) => {
      const code = textOf(d.path)?.split("\n")[d.line - 1]?.trim() ?? "";
      return `${d.path}:${d.line}  ${d.rule}  ${d.text}\n    ${code}`;
    })
    .join("\n");
}
