import type { InventoryServer } from "../findings/inventory.ts";
import type { Site } from "../flow/program.ts";
import { MCP_REQUESTS } from "../models/pack.ts";
import { constantOperand, operandSite, writtenKeys, writtenSites } from "../rules/places.ts";
import { type Mention, requestMentions } from "../rules/requestMentions.ts";
import { type InventoryInput, itemAt } from "./collect.ts";

/** Servers and clients of MCP that speak the protocol themselves: they compare with the names of its requests, or send them. */
export function writtenServers(input: InventoryInput): InventoryServer[] {
  const said = requestMentions(input.program, MCP_REQUESTS, input.models.mcpModules());
  const found = new Map<string, { first: Mention; requests: Set<string> }>();
  for (const mention of said) {
    const { side, path, around } = mention;
    if (input.isTest(path)) continue;
    // A server is a file; of clients there may be several.
    const key = `${side}|${path}|${side === "served" ? "" : partOf(mention)}`;
    const known = found.get(key) ?? { first: mention, requests: new Set() };
    known.requests.add(mention.request);
    found.set(
      key,
      around !== undefined && known.first.around === undefined ? { ...known, first: mention } : known,
    );
  }
  const all = [...found.values()];
  // Other protocols send such messages too: somewhere a request of this one is named.
  if (!all.some(({ requests }) => MCP_REQUESTS.some((request) => requests.has(request)))) return [];
  const isSent = all.some(({ first }) => first.side === "called" && first.around !== undefined);
  const names = new Map<string, string>();
  for (const site of writtenSites(input.program)) {
    const name = writtenName(input, site);
    if (name !== undefined) names.set(itemAt(input, site).path, name);
  }
  return all.flatMap(({ first: { site, side, path, around }, requests }): InventoryServer[] => {
    // Who only lets requests through looks at one of them; a table of messages sends none.
    if (side === "served" ? requests.size < MCP_REQUESTS.length : around === undefined && isSent) return [];
    const own = side === "served" ? names.get(path) : undefined;
    const place = around === undefined ? {} : { start: around.start, end: around.end };
    const name = own ?? around?.name ?? "";
    return [{ ...itemAt(input, site), ...place, id: `@${site}|${side}`, name, kind: side }];
  });
}

/** Methods of a class are one client, and so are the functions of a file. */
function partOf({ around, isMethod }: Mention): string {
  return around === undefined ? "<module>" : isMethod ? around.name : "";
}

/** What a server says that it is called: `serverInfo: { name, version }`. */
function writtenName(input: InventoryInput, site: Site): string | undefined {
  if (!writtenKeys(input.program, site).includes("serverInfo")) return undefined;
  const info = operandSite(input.program, site, "serverInfo");
  return info === undefined ? undefined : constantOperand(input.program, info, "name");
}
