import { displayWidth, escapeSentence } from "./escape.ts";
import { count } from "./findingView.ts";
import type { DocumentCall, InventoryDocument } from "./inventoryDocument.ts";
import { inventoryDocument } from "./inventoryDocument.ts";
import type { JsonPlace } from "./json.ts";
import type { ReportInput } from "./report.ts";

/** The inventory as tables for people, a table for each kind of thing that is there. */
export function renderInventoryText(input: ReportInput): string {
  const doc = inventoryDocument(input);
  const sections = [
    section(
      "Model calls",
      ["where", "call", "model", "what reaches it", "where the answer goes", "finding"],
      doc.calls.filter((call) => call.kind !== "setup").map(callRow),
    ),
    section(
      "Tools",
      ["where", "tool", "kind", "can", "approval"],
      doc.tools.map((tool) => [
        at(tool),
        tool.name === "" ? "(without a name)" : tool.name,
        tool.kind,
        tool.powers.map((power) => power.power).join(", ") || "-",
        tool.approved || (tool.powers.length > 0 && tool.powers.every((power) => power.asked))
          ? "a person is asked"
          : "-",
      ]),
    ),
    section(
      "Models with tools",
      ["where", "by", "tools"],
      doc.agents.map((agent) => [
        at(agent),
        agent.name,
        agent.tools.map((id) => toolName(doc, id)).join(", "),
      ]),
    ),
    section(
      "Set up for later calls",
      ["where", "call", "model", "what reaches it", "where the answer goes", "finding"],
      doc.calls.filter((call) => call.kind === "setup").map(callRow),
    ),
    section(
      "Retrieval",
      ["where", "call", "package"],
      doc.retrievals.map((part) => [at(part), part.name, packageName(part)]),
    ),
    section(
      "Vector stores",
      ["where", "made by", "package"],
      doc.stores.map((part) => [at(part), part.name, packageName(part)]),
    ),
    section(
      "MCP servers",
      ["where", "server", "kind", "command or address"],
      doc.servers.map((server) => [at(server), server.name, server.kind, server.target ?? "-"]),
    ),
    section(
      "Keys",
      ["where", "provider", "from", "name"],
      doc.keys.map((key) => [at(key), key.provider, key.origin, key.name]),
    ),
  ];
  const { summary } = doc;
  const end = [
    count(summary.calls, "model call"),
    `${summary.untrusted} with data of others`,
    count(summary.tools, "tool"),
    count(summary.servers, "MCP server"),
    count(summary.findings, "finding"),
  ].join(", ");
  return `${sections.join("")}${end}.\n`;
}

function callRow(call: DocumentCall): string[] {
  const ends = new Map<string, string>();
  for (const answer of call.answers) {
    const known = ends.get(answer.kind);
    if (known === undefined || answer.effect === "open") ends.set(answer.kind, answer.effect);
  }
  return [
    at(call),
    `${call.package} ${call.call}`,
    call.models.join(", ") || "-",
    call.untrusted.join(", ") || "-",
    [...ends].map(([kind, effect]) => (effect === "open" ? kind : `${kind} (${effect})`)).join(", ") || "-",
    call.level ?? "-",
  ];
}

export function toolName(doc: InventoryDocument, id: string): string {
  const name = doc.tools.find((tool) => tool.id === id)?.name ?? "";
  return name === "" ? "(without a name)" : name;
}

function packageName(part: { package: string; version?: string }): string {
  return part.version === undefined ? part.package : `${part.package} ${part.version}`;
}

function at(place: JsonPlace): string {
  return `${place.path}:${place.start.line}`;
}

/** Columns of a terminal that a cell may take; the other forms have all of it. */
const WIDEST = 60;

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const cells = [head, ...rows].map((row) => row.map((cell) => shorten(escapeSentence(cell))));
  const widths = head.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ""))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        i === row.length - 1 ? cell : cell + " ".repeat((widths[i] ?? 0) - displayWidth(cell)),
      )
      .join("  ")
      .trimEnd();
  return `${title}\n${cells.map((row) => `  ${line(row)}`).join("\n")}\n\n`;
}

function shorten(text: string): string {
  const chars = [...text];
  return chars.length > WIDEST ? `${chars.slice(0, WIDEST - 1).join("")}…` : text;
}
