import { compareText } from "../base/order.ts";
import { escapeSentence } from "./escape.ts";
import { INVENTORY_VERSION, type InventoryDocument } from "./inventoryDocument.ts";

/** Reads what `renderInventoryJson` wrote, or says what is wrong with it. */
export function readInventory(text: string): InventoryDocument | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return { error: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const doc = value as Partial<InventoryDocument> | null;
  if (typeof doc !== "object" || doc === null || typeof doc.version !== "number" || !Array.isArray(doc.calls))
    return { error: "it is no inventory; write one with `llmlint inventory --format json=FILE`" };
  if (doc.version !== INVENTORY_VERSION)
    return {
      error: `it is of version ${doc.version}, this program reads ${INVENTORY_VERSION}; create it anew`,
    };
  for (const kind of KINDS) if (!Array.isArray(doc[kind])) return { error: `"${kind}" is no list` };
  for (const kind of KINDS)
    for (const item of doc[kind] as unknown[])
      if (typeof (item as { id?: unknown } | null)?.id !== "string")
        return { error: `an entry of "${kind}" has no id` };
  return doc as InventoryDocument;
}

const KINDS = ["calls", "tools", "agents", "retrievals", "stores", "servers", "keys"] as const;
const NAMES: Readonly<Record<(typeof KINDS)[number], string>> = {
  calls: "model call",
  tools: "tool",
  agents: "model with tools",
  retrievals: "retrieval",
  stores: "vector store",
  servers: "MCP server",
  keys: "key",
};

/** What came, what went, and what is other than before, a line each: for the discussion of a change. */
export function renderInventoryDiff(before: InventoryDocument, after: InventoryDocument): string {
  const lines: string[] = [];
  for (const kind of KINDS) {
    const old = new Map((before[kind] as unknown as Item[]).map((item) => [item.id, item]));
    const now = new Map((after[kind] as unknown as Item[]).map((item) => [item.id, item]));
    for (const id of [...new Set([...old.keys(), ...now.keys()])].sort(compareText)) {
      const [was, is] = [old.get(id), now.get(id)];
      if (was === undefined && is !== undefined) lines.push(`+ ${NAMES[kind]}  ${say(is)}`);
      else if (is === undefined && was !== undefined) lines.push(`- ${NAMES[kind]}  ${say(was)}`);
      else if (was !== undefined && is !== undefined) {
        const changes = changesOf(was, is);
        if (changes.length > 0)
          lines.push(`~ ${NAMES[kind]}  ${say(is)}`, ...changes.map((change) => `    ${change}`));
      }
    }
  }
  return lines.length === 0 ? "No change.\n" : `${lines.join("\n")}\n`;
}

type Item = { id: string; path: string; start: { line: number } } & Record<string, unknown>;

function say(item: Item): string {
  return escapeSentence(`${item.id.slice(item.id.indexOf(":") + 1)} (line ${item.start.line})`);
}

/** Lists that matter in a change, and how an entry of them is said. */
function changesOf(was: Item, is: Item): string[] {
  const out: string[] = [];
  for (const [name, facts] of Object.entries(FACTS)) {
    const [a, b] = [new Set(facts(was)), new Set(facts(is))];
    for (const each of [...b].filter((fact) => !a.has(fact)).sort(compareText))
      out.push(`+ ${name}: ${each}`);
    for (const each of [...a].filter((fact) => !b.has(fact)).sort(compareText))
      out.push(`- ${name}: ${each}`);
  }
  return out.map(escapeSentence);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const words = (value: unknown): string[] => list(value).map(String);
const field = (value: unknown, key: string): string =>
  typeof value === "object" && value !== null ? String((value as Record<string, unknown>)[key] ?? "") : "";

const FACTS: Readonly<Record<string, (item: Item) => string[]>> = {
  model: (item) => words(item.models),
  "data of others": (item) => words(item.untrusted),
  tool: (item) => words(item.tools),
  "answer goes to": (item) =>
    list(item.answers).map(
      (answer) => `${field(answer, "kind")} ${field(answer, "name")} (${field(answer, "effect")})`,
    ),
  can: (item) => list(item.powers).map((power) => field(power, "power")),
  "approval of a person": (item) => (item.approved === true ? ["yes"] : []),
  version: (item) => (typeof item.version === "string" ? [item.version] : []),
  "command or address": (item) => (typeof item.target === "string" ? [item.target] : []),
  prompt: (item) =>
    list(item.requests).flatMap((request) =>
      list((request as { slots?: unknown }).slots).map((slot) => {
        const pieces = list((slot as { pieces?: unknown }).pieces).map((piece) =>
          field(piece, "provenance") === "constant"
            ? JSON.stringify(field(piece, "text"))
            : `{${field(piece, "provenance")}: ${field(piece, "text")}}`,
        );
        const text = `${field(slot, "slot")} = ${pieces.join(" ")}`;
        return text.length > 240 ? `${text.slice(0, 239)}…` : text;
      }),
    ),
};
