import type { InventoryDocument } from "../inventoryDocument.ts";
import { toolName } from "../inventoryText.ts";
import { html } from "./markup.ts";

/** Tables of everything but the calls, which have a section of their own. */
export function renderInventoryTables(doc: InventoryDocument): string {
  const at = (item: { path: string; start: { line: number } }): string =>
    `<code>${html(`${item.path}:${item.start.line}`)}</code>`;
  const version = (item: { package: string; version?: string }): string =>
    html(item.version === undefined ? item.package : `${item.package} ${item.version}`);
  return [
    table(
      "Tools",
      ["Tool", "Can", "Approval", "Kind", "Where"],
      doc.tools.map((tool) => [
        html(tool.name || "(without a name)"),
        tool.powers
          .map(
            ({ power, chosen }) =>
              `<span class="tag">${html(power)}${chosen ? ", as the caller says" : ""}</span>`,
          )
          .join(" ") || "nothing known",
        tool.approved || (tool.powers.length > 0 && tool.powers.every((power) => power.asked))
          ? "a person is asked"
          : "none",
        tool.kind,
        at(tool),
      ]),
    ),
    table(
      "Models with tools",
      ["By", "Tools", "Where"],
      doc.agents.map((agent) => [
        html(agent.name),
        agent.tools.map((id) => html(toolName(doc, id))).join(", "),
        at(agent),
      ]),
    ),
    table(
      "Retrieval",
      ["Call", "Package", "Where"],
      doc.retrievals.map((part) => [html(part.name), version(part), at(part)]),
    ),
    table(
      "Vector stores",
      ["Made by", "Package", "Where"],
      doc.stores.map((part) => [html(part.name), version(part), at(part)]),
    ),
    table(
      "MCP servers",
      ["Server", "Kind", "Command or address", "Where"],
      doc.servers.map((server) => [
        html(server.name),
        server.kind,
        server.target === undefined ? "" : `<code>${html(server.target)}</code>`,
        at(server),
      ]),
    ),
    table(
      "Keys",
      ["Provider", "From", "Name", "Where"],
      doc.keys.map((key) => [html(key.provider), key.origin, `<code>${html(key.name)}</code>`, at(key)]),
    ),
  ].join("");
}

const MOST_ROWS = 300;

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  const more = rows.length > MOST_ROWS ? `<p class="ways">… and ${rows.length - MOST_ROWS} more.</p>` : "";
  return `<h3>${caption}</h3><div class="wrap"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>${more}`;
}
