import type { DocumentCall, DocumentFinding, InventoryDocument } from "../inventoryDocument.ts";
import { functionName, renderCallCard, renderLegend } from "./callCard.ts";
import { levelMark } from "./findings.ts";
import { attribute, html } from "./markup.ts";
import { OWASP } from "./owasp.ts";
import { target } from "./promptMap.ts";
import { renderSurfaceMap } from "./surfaceMap.ts";

/** Which findings the surface map marks: all, all and nothing without one, or those of one of OWASP's risks, "LLM01". */
export type RiskFilter = "" | "risky" | string;

const OPTIONS = { isInteractive: true, longestText: 4000, mostRequests: 8 };

/** What the editor shows of a model call; `call` is undefined where none stands at the place that was asked about. */
export function renderCallPage(doc: InventoryDocument, call: DocumentCall | undefined): string {
  if (doc.calls.length === 0) return renderNone();
  const card =
    call === undefined
      ? '<p class="empty">No model call is there any more. Choose another one.</p>'
      : renderCallCard(call, OPTIONS, "call", renderFindingList(doc, call));
  return `<div class="bar"><label>Model call<select id="calls">${callOptions(doc, call)}</select></label><button type="button" data-view="surface">Surface map</button></div>${card}<h4 class="mini">Where pieces come from</h4>${renderLegend()}`;
}

/** The map of the project, whose calls lead to their prompts. */
export function renderSurfacePage(doc: InventoryDocument, risk: RiskFilter): string {
  const risks = Object.entries(OWASP["2025"]).map(([name, title]) => [name, `${name} ${title}`] as const);
  const choices = [["", "everything"], ["risky", "only where a finding lies"], ...risks] as const;
  const options = choices.map(
    ([value, says]) =>
      `<option value="${value}"${value === risk ? " selected" : ""}>${html(value.startsWith("LLM") ? `only ${says}` : says)}</option>`,
  );
  const figures = `${doc.summary.calls} model calls, ${doc.summary.tools} tools, ${doc.summary.retrievals} retrievals, ${doc.summary.servers} MCP servers, ${doc.summary.findings} findings`;
  return `<div class="bar"><h1>Surface map</h1><label>Show<select id="risk">${options.join("")}</select></label></div><p class="ways">From where data comes, through which model calls, to where answers end. A model call leads to its prompt, anything else to its code. ${figures}.</p>${renderSurfaceMap(doc, () => undefined, { isInteractive: true, isRisky: risk !== "" })}`;
}

function renderNone(): string {
  return '<p class="empty">No model call was found in this project. <code>llmlint why FILE:LINE</code> tells what is known of a line.</p>';
}

function callOptions(doc: InventoryDocument, chosen: DocumentCall | undefined): string {
  const none = chosen === undefined ? '<option value="" selected>…</option>' : "";
  const options = doc.calls.map((call) => {
    const where = functionName(call);
    const level = call.level === null ? "" : `, ${call.level}`;
    const says = `${call.path}:${call.start.line}${where === "" ? "" : ` ${where}`} (${call.call}${level})`;
    return `<option value="${attribute(call.id)}"${call.id === chosen?.id ? " selected" : ""}>${attribute(says)}</option>`;
  });
  return none + options.join("");
}

function renderFindingList(doc: InventoryDocument, call: DocumentCall): string {
  const own = doc.findings.filter(({ fingerprint }) => call.findings.includes(fingerprint));
  if (own.length === 0) return "";
  const rows = own.map(
    (finding) =>
      `<li>${levelMark(finding.level)} <span class="what">${html(finding.what)}</span> <span class="rule">${html(finding.rule)}</span> ${placeButton(finding)} <button type="button" class="place" data-finding="${attribute(finding.fingerprint)}">path</button></li>`,
  );
  return `<h4 class="mini">Findings</h4><ul class="findings">${rows.join("")}</ul>`;
}

function placeButton(finding: DocumentFinding): string {
  return `<button type="button" class="place"${target(finding)}>${html(`${finding.path}:${finding.start.line}`)}</button>`;
}
