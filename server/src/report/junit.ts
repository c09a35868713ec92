import { escapeSentence } from "./escape.ts";
import { type FindingView, stepPlace, viewReport } from "./findingView.ts";
import type { RenderOptions, ReportInput } from "./report.ts";
import { xmlAttributes, xmlText } from "./xml.ts";

/**
 * JUnit's XML: a suite per file with findings, a case per finding; silenced ones are skipped cases, files that could not be
 * analysed are errors. Where nothing was found one passed case says so, as servers take an empty file for a failure.
 */
export function renderJunit(input: ReportInput, options: RenderOptions): string {
  const { shown, suppressed, problems, openSource } = viewReport(input, options);
  const cases = new Map<string, Case[]>();
  const add = (path: string, of: Case) => cases.set(path, [...(cases.get(path) ?? []), of]);
  for (const view of shown) {
    const steps = (view.finding.paths[0] ?? []).map(
      (step, i) => `${i + 1}. ${stepPlace(step, input, openSource)} ${escapeSentence(step.note)}`,
    );
    const details = [`${view.why} ${view.fix}`, ...view.notes, ...steps].join("\n");
    const attributes = xmlAttributes({ type: view.finding.level, message: view.what });
    add(view.path, {
      ...caseOf(view),
      kind: "failure",
      body: `<failure${attributes}>${xmlText(details)}</failure>`,
    });
  }
  for (const view of suppressed) {
    const message = escapeSentence(view.finding.suppressed?.reason || "silenced without a reason");
    add(view.path, { ...caseOf(view), kind: "skipped", body: `<skipped${xmlAttributes({ message })}/>` });
  }
  for (const problem of problems.filter((it) => it.fatal)) {
    const message = escapeSentence(problem.message);
    const path = escapeSentence(input.rootName(problem.path));
    add(path, { name: "analysis", kind: "error", body: `<error${xmlAttributes({ message })}/>` });
  }
  if (cases.size === 0) add("llmlint", { name: "no findings", kind: "passed", body: "" });
  const all = [...cases.values()].flat();
  const suites = [...cases].map(([path, list]) => suite(path, list));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${xmlAttributes({ name: "llmlint", ...totals(all, ["tests", "failures", "errors"]) })}>\n${suites.join("")}</testsuites>\n`;
}

interface Case {
  name: string;
  kind: "failure" | "skipped" | "error" | "passed";
  body: string;
}

function caseOf({ finding, region }: FindingView): Pick<Case, "name"> {
  return { name: `${finding.ruleId} (${region.start.line}:${region.start.column})` };
}

function suite(path: string, cases: readonly Case[]): string {
  const attributes = xmlAttributes({
    name: path,
    ...totals(cases, ["tests", "failures", "errors", "skipped"]),
  });
  const rows = cases.map(
    ({ name, body }) => `    <testcase${xmlAttributes({ name, classname: path })}>${body}</testcase>\n`,
  );
  return `  <testsuite${attributes}>\n${rows.join("")}  </testsuite>\n`;
}

function totals(cases: readonly Case[], names: readonly string[]): Record<string, number> {
  const number = (kind: Case["kind"]) => cases.filter((it) => it.kind === kind).length;
  const all = {
    tests: cases.length,
    failures: number("failure"),
    errors: number("error"),
    skipped: number("skipped"),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
