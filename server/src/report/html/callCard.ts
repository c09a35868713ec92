import { count } from "../findingView.ts";
import type { DocumentCall } from "../inventoryDocument.ts";
import { levelMark } from "./findings.ts";
import { html } from "./markup.ts";
import { type MapOptions, ORIGINS, renderPlace, renderPromptMap } from "./promptMap.ts";

/** A model call with its prompt map: `id` is its anchor, `below` what stands under the map. */
export function renderCallCard(call: DocumentCall, options: MapOptions, id: string, below: string): string {
  const facts = [
    call.models.length > 0 ? call.models.join(", ") : "model chosen at run time",
    ...(call.kind === "setup" ? ["set up for later calls"] : []),
    ...(call.tools.length > 0 ? [count(call.tools.length, "tool")] : []),
  ];
  const where = functionName(call);
  const level = call.level === null ? "" : levelMark(call.level);
  return `<article class="call" id="${id}"><header>${level}<h3>${html(call.package)} ${html(call.call)}</h3><span class="at">${renderPlace(call, options)}${where === "" ? "" : ` in ${html(where)}`}</span><span class="spacer"></span>${facts.map((fact) => `<span class="tag">${html(fact)}</span>`).join("")}</header>${renderPromptMap(call, options)}${below}</article>`;
}

/** The function around a call as people name it. */
export function functionName({ inside }: Pick<DocumentCall, "inside">): string {
  return inside.replaceAll(/\.?<[^>]*>/g, "");
}

/** What the kinds of holes mean. */
export function renderLegend(): string {
  const origins = Object.entries(ORIGINS)
    .filter(([kind]) => kind !== "constant")
    .map(([kind, name]) => `<li><span class="hole ${kind}"><span class="origin">${name}</span></span></li>`);
  return `<ul class="legend" aria-label="Origins">${origins.join("")}</ul>`;
}
