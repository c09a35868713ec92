import type { Level, RunProblem } from "../../findings/finding.ts";
import { count, type FindingView } from "../findingView.ts";
import type { InventoryDocument } from "../inventoryDocument.ts";
import type { ReportInput } from "../report.ts";
import { LEVELS } from "./findings.ts";
import { html } from "./markup.ts";
import { type Edition, itemsOf, OWASP } from "./owasp.ts";

/** Figures, what is new, and the risks by their numbers. */
export function renderOverview(
  views: readonly FindingView[],
  doc: InventoryDocument,
  input: ReportInput,
): string {
  const of = (level: Level): number => views.filter(({ finding }) => finding.level === level).length;
  const tiles = [
    tile("Errors", of("error"), "would let an attacker act", of("error") > 0 ? "error" : "good"),
    tile("Warnings", of("warning"), "make an attack easier", of("warning") > 0 ? "warning" : "good"),
    tile("Model calls", doc.summary.calls, `${doc.summary.untrusted} with data of others`),
    tile(
      "Tools",
      doc.summary.tools,
      `${doc.tools.filter((tool) => tool.powers.some((power) => DEEDS.has(power.power))).length} that change or send`,
    ),
    tile("Retrieval", doc.summary.retrievals, count(doc.summary.stores, "vector store")),
    tile(
      "MCP servers",
      doc.summary.servers,
      `${doc.servers.filter((server) => server.kind === "served").length} served here`,
    ),
    ...trend(views, input),
  ];
  const editions = (["2025", "2026"] as const).map((edition) => renderEdition(views, edition));
  return `<dl class="tiles">${tiles.join("")}</dl><h3 id="owasp">By risk: OWASP Top 10 for LLM applications</h3><div class="cols">${editions.join("")}</div>`;
}

const DEEDS = new Set(["run", "write", "delete", "change", "send"]);

function tile(name: string, value: number | string, says: string, kind = ""): string {
  return `<div class="tile ${kind}"><dt>${html(name)}</dt><dd>${html(String(value))}<small>${html(says)}</small></dd></div>`;
}

/** Against a baseline: what is new counts as found, what is known is counted apart, and what is gone is good. */
function trend(views: readonly FindingView[], input: ReportInput): string[] {
  const known = input.result.findings.filter(
    (finding) => finding.known === "baseline" && !finding.suppressed,
  ).length;
  if (input.gone === undefined) return [];
  const before = known + input.gone;
  const now = known + views.length;
  const sign = now > before ? "+" : now < before ? "−" : "±";
  return [
    tile(
      "Against the baseline",
      `${sign}${Math.abs(now - before)}`,
      `${views.length} new, ${input.gone} gone, ${known} known`,
      now > before ? "warning" : "good",
    ),
  ];
}

function renderEdition(views: readonly FindingView[], edition: Edition): string {
  const rows = Object.entries(OWASP[edition]).map(([name, title]) => {
    const own = views.filter(({ rule }) =>
      itemsOf(rule).some((item) => item.edition === edition && item.name === name),
    );
    const counts = LEVELS.map((level) => own.filter(({ finding }) => finding.level === level).length);
    return { name, title, counts, total: own.length };
  });
  const most = Math.max(1, ...rows.map(({ total }) => total));
  const body = rows.map(({ name, title, counts, total }) => {
    const says = LEVELS.flatMap((level, i) => ((counts[i] ?? 0) > 0 ? [`${counts[i]} ${level}`] : [])).join(
      ", ",
    );
    return `<tr class="${total === 0 ? "zero" : ""}"><th scope="row">${name}</th><td>${html(title)}</td><td>${bars(counts, most)}</td><td class="num">${total === 0 ? "0" : `<span title="${says}">${total}</span>`}</td></tr>`;
  });
  return `<table><caption>${edition} edition</caption><thead><tr><th scope="col">Item</th><th scope="col">Risk</th><th scope="col">Share</th><th scope="col" class="num">Findings</th></tr></thead><tbody>${body.join("")}</tbody></table>`;
}

function bars(counts: readonly number[], most: number): string {
  let x = 0;
  const parts = counts.map((number, i) => {
    const width = (number / most) * 110;
    const out =
      number === 0
        ? ""
        : `<rect class="bar ${LEVELS[i] === "error" ? "" : LEVELS[i]}" x="${x.toFixed(1)}" y="${i * 1.5}" width="${Math.max(2, width).toFixed(1)}" height="${9 - i * 3}"/>`;
    x += width;
    return out;
  });
  return `<svg width="112" height="10" viewBox="0 0 112 10" aria-hidden="true">${parts.join("")}</svg>`;
}

const MOST_PROBLEMS = 200;

/** What a reader must not take for clean: files that were left out or not understood, calls that nobody could follow. */
export function renderNotAnalysed(
  input: ReportInput,
  problems: readonly RunProblem[],
  hasCalls: boolean,
): string {
  const { stats } = input.result;
  const skipped = Object.entries(stats.skipped).sort(([a], [b]) => (a < b ? -1 : 1));
  const calls = stats.calls.a + stats.calls.b + stats.calls.c + stats.calls.unresolved;
  const followed = calls === 0 ? 100 : Math.round(((calls - stats.calls.unresolved) / calls) * 100);
  const rows = [
    ["Files with code that were read", String(stats.files)],
    ["of them followed, as they have to do with models", `${stats.analysed}, ${stats.lines} lines`],
    ["Calls whose target was found", `${followed} % of ${calls}`],
    ["Functions left at a bound", String(stats.cuts)],
    ...skipped.map(([reason, number]) => [`Left out: ${reason}`, count(number, "file")]),
  ].map(
    ([name = "", value = ""]) =>
      `<tr><th scope="row">${html(name)}</th><td class="num">${html(value)}</td></tr>`,
  );
  const list = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => `<li><code>${html(input.rootName(problem.path))}</code> ${html(problem.message)}</li>`);
  const more =
    problems.length > MOST_PROBLEMS ? `<li>… and ${problems.length - MOST_PROBLEMS} more</li>` : "";
  const none = hasCalls
    ? ""
    : '<p class="note">No model call was found. If the program has some, its package may be unknown: <code>llmlint packs</code> lists what is known.</p>';
  return `${none}<div class="cols"><table><caption>What was looked at</caption><tbody>${rows.join("")}</tbody></table><div><h3>Problems</h3>${list.length === 0 ? '<p class="empty">None: every file could be read and understood.</p>' : `<ul>${list.join("")}${more}</ul>`}</div></div>`;
}
