import type { Level } from "../../findings/finding.ts";
import { codeFrame } from "../codeFrame.ts";
import { type FindingView, stepPlace } from "../findingView.ts";
import type { ReportInput } from "../report.ts";
import type { Source } from "../source.ts";
import { anchor, html } from "./markup.ts";
import { itemsOf } from "./owasp.ts";

/** With more findings than this, each shows one path, so that the page stays readable and small. */
const MANY = 150;
/** Beyond this, the code of the steps is left out; the place of the finding keeps its own. */
const VERY_MANY = 800;

export const LEVELS: readonly Level[] = ["error", "warning", "info"];

const SHAPES: Readonly<Record<Level, string>> = {
  error: "M8 1l7 13H1z",
  warning: "M8 1l7 7-7 7-7-7z",
  info: "M8 1a7 7 0 100 14A7 7 0 008 1z",
};

/** A level by word, shape and colour. */
export function levelMark(level: Level): string {
  return `<span class="level ${level}"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="${SHAPES[level]}"/></svg>${level}</span>`;
}

/** Each finding folded: what is wrong; inside, its path with code, why it matters, what to do. */
export function renderFindings(
  views: readonly FindingView[],
  input: ReportInput,
  openSource: (path: string) => Source,
): string {
  const ordered = [...views].sort(
    (a, b) =>
      LEVELS.indexOf(a.finding.level) - LEVELS.indexOf(b.finding.level) ||
      views.indexOf(a) - views.indexOf(b),
  );
  return ordered
    .map((view) =>
      renderFinding(view, anchor("finding", views.indexOf(view) + 1), {
        input,
        openSource,
        total: views.length,
      }),
    )
    .join("");
}

interface Context {
  input: ReportInput;
  openSource: (path: string) => Source;
  total: number;
}

function renderFinding(view: FindingView, id: string, context: Context): string {
  const { finding, rule, path, region, what, why, fix, notes } = view;
  const risks = itemsOf(rule);
  const cell = view.source.cell(finding.start);
  const at = cell ? `${path} cell ${cell.cell} line ${cell.line}` : `${path}:${region.start.line}`;
  const tags = [
    ...risks.map(({ name, edition, title }) => `${name}:${edition} ${title}`),
    ...(rule?.cwe ?? []).map((number) => `CWE-${number}`),
    ...(finding.confidence === "high" ? [] : [`${finding.confidence} confidence`]),
    ...notes,
  ];
  return `<details class="item" id="${id}" data-level="${finding.level}" data-risks="${risks.map(({ name, edition }) => `${name}-${edition}`).join(" ")}"><summary>${levelMark(finding.level)}<span class="what">${html(what)}</span><span class="at">${html(at)}</span><span class="rule">${html(finding.ruleId)}</span></summary><div class="body"><p>${html(why)}</p><p class="fix"><strong>Fix.</strong> ${html(fix)}</p>${renderPaths(view, context)}<div class="tags">${tags.map((tag) => `<span class="tag">${html(tag)}</span>`).join("")}</div></div></details>`;
}

function renderPaths(view: FindingView, { input, openSource, total }: Context): string {
  const paths = view.finding.paths.slice(0, total > MANY ? 1 : undefined);
  if (paths.length === 0) return renderCode(view.source, view.finding);
  return paths
    .map((path, i) => {
      const steps = path.map((step) => {
        const source = openSource(step.path);
        const code = total > VERY_MANY && step.kind !== "sink" ? "" : renderCode(source, step);
        return `<li class="${step.kind}">${html(step.note)}<span class="kind">${step.kind}</span><br><span class="stepat">${html(stepPlace(step, { ...input, displayName: input.rootName }, openSource))}</span>${code}</li>`;
      });
      const title = paths.length > 1 ? `<p class="mini">Path ${i + 1} of ${paths.length}</p>` : "";
      return `${title}<ol class="path">${steps.join("")}</ol>`;
    })
    .join("");
}

/** The line of a place with one before and after it, the place itself marked. */
function renderCode(source: Source, place: { start: number; end: number }): string {
  const frame = codeFrame(source, source.region(place));
  if (frame === undefined) return "";
  const rows = frame.lines.map(({ number, text, marked }) => {
    const { offset, length } = frame.underline;
    const body =
      marked && offset + length <= text.length && offset >= 0
        ? `${html(text.slice(0, offset))}<mark>${html(text.slice(offset, offset + length))}</mark>${html(text.slice(offset + length))}`
        : html(text);
    return `<span class="row${marked ? " hit" : ""}"><span class="no">${number}</span>${body}</span>`;
  });
  return `<pre class="code" tabindex="0">${rows.join("")}</pre>`;
}
