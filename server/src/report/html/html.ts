import { sha256Base64 } from "../../base/sha256.ts";
import { count, viewReport } from "../findingView.ts";
import { type DocumentCall, inventoryDocument } from "../inventoryDocument.ts";
import type { RenderOptions, ReportInput } from "../report.ts";
import { renderCallCard, renderLegend } from "./callCard.ts";
import { renderFindings } from "./findings.ts";
import { renderInventoryTables } from "./inventory.ts";
import { anchor, html } from "./markup.ts";
import { renderNotAnalysed, renderOverview } from "./overview.ts";
import { itemsOf, OWASP } from "./owasp.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { renderSurfaceMap, risksOnMap } from "./surfaceMap.ts";

/** One page for people: figures, map, findings with their code, prompts. It fetches nothing, and says everything without a script. */
export function renderHtml(input: ReportInput, options: RenderOptions): string {
  const { shown, suppressed, problems, openSource } = viewReport(input, options);
  const doc = inventoryDocument({
    ...input,
    result: {
      ...input.result,
      findings: input.result.findings.filter((finding) => options.showInfo || finding.level !== "info"),
    },
  });
  const ids = new Map(
    shown.map(({ finding, path, region }, i) => [
      finding.fingerprint,
      {
        id: anchor("finding", i + 1),
        says: `${finding.ruleId} (${path.split("/").pop()}:${region.start.line})`,
      },
    ]),
  );
  const rules = new Map(input.rules.map((rule) => [rule.id, rule]));
  const risks = risksOnMap(doc, (rule) =>
    itemsOf(rules.get(rule)).map(({ name, edition }) => `${name}-${edition}`),
  );
  const calls = orderCalls(doc.calls);
  const callIds = new Map(calls.map((call, i) => [call.id, anchor("call", i + 1)]));
  const sections: [string, string, number | undefined, string][] = [
    ["overview", "Overview", undefined, renderOverview(shown, doc, input)],
    [
      "map",
      "Surface map",
      undefined,
      `<p class="lead">From where data comes, through which model calls, to where answers end. Marked with a triangle and a heavy line where a finding lies.</p>${mapFilter(new Set([...risks.values()].flat()))}${renderSurfaceMap(doc, (node) => callIds.get(node.id), { isInteractive: false, isRisky: false, risks })}`,
    ],
    [
      "findings",
      "Findings",
      shown.length,
      shown.length === 0
        ? '<p class="empty">None.</p>'
        : `${filters()}${renderFindings(shown, input, openSource)}`,
    ],
    ["calls", "Model calls", calls.length, renderCalls(calls, callIds, ids)],
    [
      "inventory",
      "Inventory",
      undefined,
      renderInventoryTables(doc) || '<p class="empty">Nothing beside the model calls.</p>',
    ],
    ["not-analysed", "Not analysed", problems.length, renderNotAnalysed(input, problems, calls.length > 0)],
  ];
  const nav = sections.map(
    ([id, title, number]) =>
      `<li><a href="#${id}">${title}${number === undefined ? "" : `<span class="n">${number}</span>`}</a></li>`,
  );
  const main = sections.map(
    ([id, title, , body]) =>
      `<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${title}</h2>${body}</section>`,
  );
  const verdict = shown.length === 0 ? "no findings" : count(shown.length, "finding");
  const policy = `default-src 'none'; style-src 'sha256-${sha256Base64(STYLE)}'; script-src 'sha256-${sha256Base64(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const silenced =
    suppressed.length > 0 ? ` ${count(suppressed.length, "finding")} silenced by comments.` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>llmlint: ${html(verdict)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#overview">To the content</a>
<header class="top"><h1>How this program deals with language models</h1><p>${html(verdict)} in ${count(doc.summary.calls, "model call")}, ${count(input.result.stats.analysed, "file")}.${silenced} Profile ${input.profile}, ${html(input.time.replace("T", " "))} UTC, ${html(input.tool.name)} ${html(input.tool.version)}.</p></header>
<nav aria-label="Parts of the report"><ul>${nav.join("")}</ul></nav>
<main>${main.join("\n")}</main>
<footer>Made by llmlint from the code alone: nothing was run, nothing was sent. Keys are masked. The page loads nothing from elsewhere.</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const SEVERITY = ["error", "warning", "info"];

/** The worst first, then those that data of others reaches. */
function orderCalls(calls: readonly DocumentCall[]): DocumentCall[] {
  const rank = (call: DocumentCall): number =>
    (call.level === null ? 3 : SEVERITY.indexOf(call.level)) * 10 +
    (call.untrusted.length > 0 ? 0 : 5) +
    (call.kind === "setup" ? 3 : 0);
  return [...calls].sort((a, b) => rank(a) - rank(b) || calls.indexOf(a) - calls.indexOf(b));
}

/** With more calls, texts are cut shorter and fewer ways are shown, so that the page stays small. */
const MANY_CALLS = 80;
const MOST_CALLS = 400;
const MOST_LINKS = 6;

function renderLinks(links: readonly string[]): string {
  if (links.length === 0) return "";
  const more = links.length > MOST_LINKS ? ` · ${links.length - MOST_LINKS} more above` : "";
  return `<p class="ways">Findings: ${links.slice(0, MOST_LINKS).join(" · ")}${more}</p>`;
}

function renderCalls(
  calls: readonly DocumentCall[],
  callIds: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, { id: string; says: string }>,
): string {
  if (calls.length === 0) return '<p class="empty">None was found.</p>';
  const options =
    calls.length > MANY_CALLS
      ? { isInteractive: false, longestText: 600, mostRequests: 2 }
      : { isInteractive: false, longestText: 1600, mostRequests: 4 };
  const cards = calls.slice(0, MOST_CALLS).map((call) => {
    const links = call.findings.flatMap((fingerprint) => {
      const known = ids.get(fingerprint);
      return known === undefined ? [] : [`<a href="#${known.id}">${html(known.says)}</a>`];
    });
    return renderCallCard(call, options, callIds.get(call.id) ?? "", renderLinks(links));
  });
  const more =
    calls.length > MOST_CALLS
      ? `<p class="ways">… and ${calls.length - MOST_CALLS} more calls; <code>llmlint inventory</code> lists them.</p>`
      : "";
  return `<p class="lead">Each prompt as it is sent, piece by piece. Plain text is the program's own; holes are named by where they come from. A rounded gate is a check on the way.</p>${renderLegend()}${cards.join("")}${more}`;
}

/** Which parts of the map findings of one risk touch; the others fade. */
function mapFilter(risks: ReadonlySet<string>): string {
  if (risks.size < 2) return "";
  return `<form class="filters js-only" aria-label="Filter the map"><label>Risk<select id="map-risk"><option value="">all risks</option>${riskOptions((risk) => risks.has(risk))}</select></label><output id="map-shown" aria-live="polite"></output></form>`;
}

function riskOptions(isOffered: (risk: string) => boolean): string {
  const groups = (["2025", "2026"] as const).map((edition) => {
    const items = Object.entries(OWASP[edition]).filter(([name]) => isOffered(`${name}-${edition}`));
    const options = items.map(
      ([name, title]) => `<option value="${name}-${edition}">${name} ${html(title)}</option>`,
    );
    return options.length === 0
      ? ""
      : `<optgroup label="OWASP LLM ${edition}">${options.join("")}</optgroup>`;
  });
  return groups.join("");
}

function filters(): string {
  const boxes = ["error", "warning", "info"].map(
    (level) => `<label><input type="checkbox" value="${level}" checked> ${level}</label>`,
  );
  return `<form id="filters" class="filters js-only" aria-label="Filter findings"><fieldset><legend>Level</legend>${boxes.join("")}</fieldset><label>Risk<select name="risk"><option value="">all risks</option>${riskOptions(() => true)}</select></label><label>Words<input type="search" name="words" autocomplete="off" placeholder="file, rule, text"></label><output id="shown" aria-live="polite"></output></form>`;
}
