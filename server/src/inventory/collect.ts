import { compareText } from "../base/order.ts";
import type { Place } from "../findings/finding.ts";
import type { Inventory, InventoryItem } from "../findings/inventory.ts";
import type { AnalysisResult } from "../flow/analysis.ts";
import { type Program, type Site, siteFunc } from "../flow/program.ts";
import type { IndexedRow, ModelIndex } from "../models/modelIndex.ts";
import { placeOf } from "../rules/places.ts";
import { collectCalls } from "./calls.ts";
import { collectKeys } from "./keys.ts";
import { collectParts } from "./parts.ts";
import { collectTools } from "./tools.ts";

export interface InventoryInput {
  program: Program;
  models: ModelIndex;
  result: AnalysisResult;
  text: (path: string) => string | undefined;
  maskSecret: (value: string) => string;
  /** The text is a key, not a name or a placeholder. */
  isCredential: (value: string, parameter: string) => boolean;
  /** The exact version of a package where a file stands. */
  versionOf: (path: string, ecosystem: "npm" | "pypi", name: string) => string | undefined;
  /** Servers that settings files start or call. */
  configured: readonly ConfiguredServer[];
  /** Test code is no part of what is shipped. */
  isTest: (path: string) => boolean;
}
export interface ConfiguredServer extends Place {
  name: string;
  target: string;
}

/** Everything that the program does with models, each thing once. The same analysis gives the same inventory. */
export function collectInventory(input: InventoryInput): Inventory {
  const tools = collectTools(input);
  const calls = collectCalls(input, tools);
  const parts = collectParts(input);
  return named({ ...calls, tools: tools.tools, ...parts, keys: collectKeys(input) });
}

/** Where something stands, and in which function. */
export function itemAt(input: InventoryInput, site: Site): InventoryItem {
  const { ir } = input.program.func(siteFunc(site));
  return { id: `@${site}`, ...placeOf(input.program, site), inside: ir.kind === "module" ? "" : ir.qual };
}

export function ecosystemOf(row: { packId: string }): "npm" | "pypi" | "lang" {
  return row.packId.startsWith("npm/") ? "npm" : row.packId.startsWith("pypi/") ? "pypi" : "lang";
}

/** The package as a registry names it, with its version where that is known. */
export function packageOf(
  input: InventoryInput,
  packId: string,
  path: string,
): { package: string; ecosystem: "npm" | "pypi" | "lang"; version?: string } {
  const ecosystem = ecosystemOf({ packId });
  const name = packId.slice(packId.indexOf("/") + 1);
  const version = ecosystem === "lang" ? undefined : input.versionOf(path, ecosystem, name);
  return { package: name, ecosystem, ...(version === undefined ? {} : { version }) };
}

/** "chat.completions.create" of "openai: chat.completions.create" */
export function callName(row: IndexedRow): string {
  return row.title.slice(row.title.indexOf(": ") + 2);
}

/** Gives each thing an id that says what it is and where, and that stays when lines move; references follow. */
function named(inventory: Inventory): Inventory {
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  const order = <T extends InventoryItem>(list: readonly T[]): T[] =>
    [...list].sort(
      (a, b) => compareText(a.path, b.path) || a.start - b.start || a.end - b.end || compareText(a.id, b.id),
    );
  const name = <T extends InventoryItem>(list: readonly T[], what: string, say: (of: T) => string): T[] =>
    order(list).map((item) => {
      const base = [what, item.path, item.inside, say(item)].filter((part) => part !== "").join(":");
      const number = (counts.get(base) ?? 0) + 1;
      counts.set(base, number);
      const id = number === 1 ? base : `${base}#${number}`;
      ids.set(`${what}${item.id}`, id);
      return { ...item, id };
    });
  const calls = name(inventory.calls, "call", (call) => `${call.package}.${call.call}`);
  const tools = name(inventory.tools, "tool", (tool) => tool.name);
  const agents = name(inventory.agents, "agent", (agent) => agent.name);
  const retrievals = name(inventory.retrievals, "retrieval", (part) => part.name);
  const stores = name(inventory.stores, "store", (part) => part.name);
  const servers = name(inventory.servers, "server", (server) => server.name);
  const keys = name(inventory.keys, "key", (key) => `${key.provider}.${key.name}`);
  const refer = (what: string, list: readonly string[]): string[] =>
    [...new Set(list.flatMap((id) => ids.get(`${what}${id}`) ?? []))].sort(compareText);
  return {
    calls: calls.map((call) => ({
      ...call,
      tools: refer("tool", call.tools),
      requests: call.requests.map((request) => ({
        ...request,
        slots: request.slots.map((slot) => ({
          ...slot,
          pieces: slot.pieces.map((piece) => ({
            ...piece,
            from: [...refer("call", piece.from), ...refer("retrieval", piece.from)],
          })),
        })),
      })),
      answers: call.answers.map(({ to, ...answer }) => {
        const [next] = to === undefined ? [] : refer("call", [to]);
        return next === undefined ? answer : { ...answer, to: next };
      }),
    })),
    tools,
    agents: agents.map(({ call, ...agent }) => {
      const [known] = call === undefined ? [] : refer("call", [call]);
      return { ...agent, tools: refer("tool", agent.tools), ...(known === undefined ? {} : { call: known }) };
    }),
    retrievals,
    stores,
    servers,
    keys,
  };
}
