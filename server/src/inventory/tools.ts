import type { InventoryAgent, InventoryTool } from "../findings/inventory.ts";
import type { Agent, Tool } from "../flow/agents.ts";
import type { Entry } from "../flow/env.ts";
import { type Site, siteFunc, siteOf } from "../flow/program.ts";
import { type RecData, Tag, type V } from "../flow/values.ts";
import { constantOperand, placeOf } from "../rules/places.ts";
import { calleeAt } from "../rules/wording.ts";
import { callName, type InventoryInput, itemAt } from "./collect.ts";
import { SCHEMAS, tabledTools, writtenTools } from "./writtenTools.ts";

export interface CollectedTools {
  tools: InventoryTool[];
  agents: InventoryAgent[];
  /** Model call → the tools that it is given. */
  byCall: ReadonlyMap<Site, string[]>;
}

/** Tools that models are given, that servers offer, or that are only described, and who has them. */
export function collectTools(input: InventoryInput): CollectedTools {
  const found = new Map<string, InventoryTool>();
  const byCall = new Map<Site, string[]>();
  const agents: InventoryAgent[] = [];
  const add = (tool: InventoryTool): string => {
    const known = found.get(tool.id);
    if (known === undefined) found.set(tool.id, tool);
    else if (tool.approved) known.approved = true;
    return tool.id;
  };
  for (const agent of input.result.agents()) {
    if (isTest(input, agent.site)) continue;
    const ids = agent.tools.map((tool) => add(toTool(input, tool, agent.site, "function")));
    const call = agent.hit.use.site;
    if (agent.row >= 0) byCall.set(call, [...(byCall.get(call) ?? []), ...ids]);
    agents.push(toAgent(input, agent, ids));
  }
  const known = new Set(input.result.agents().flatMap((agent) => agent.tools.flatMap((tool) => tool.gids)));
  for (const tool of [...input.result.tools(), ...input.result.toolClasses()]) {
    const [gid] = tool.gids;
    if (gid !== undefined && known.has(gid)) continue;
    if (gid !== undefined && !isTest(input, siteOf(gid, 0)))
      add(toTool(input, tool, siteOf(gid, 0), "function"));
  }
  const entries = input.result.entries.filter((entry) => entry.role === "MCP tool");
  const entryNames = new Map(entries.map((entry) => [entry, nameOfEntry(input, entry)] as const));
  const gidOf = (entry: Entry): number => entry.written ?? entry.gid;
  const working = input.result.tools(entries.map(gidOf));
  entries.forEach((entry, i) => {
    const tool = working[i];
    const name = entryNames.get(entry);
    if (tool === undefined || name === undefined || isTest(input, entry.site)) return;
    found.delete(idOf(input, tool, entry.site));
    // One function may do the work of several tools; then each stands where it is registered.
    const isShared = entries.some((e) => gidOf(e) === gidOf(entry) && entryNames.get(e) !== name);
    add({
      ...toTool(input, { ...tool, name }, entry.site, "mcp"),
      ...(isShared ? itemAt(input, entry.site) : {}),
      id: isShared ? `@${entry.site}|${name}` : idOf(input, tool, entry.site),
    });
  });
  // A server that is handed every call by name says in its list which tools there are.
  for (const entry of input.result.entries)
    if (
      entry.role === "MCP tool" &&
      entryNames.get(entry) === undefined &&
      !isTest(input, siteOf(entry.gid, 0))
    )
      for (const tool of described(input, input.result.summaryOf(entry.gid).ret, {
        at: siteOf(entry.gid, 0),
      }))
        add(tool);
  for (const { use } of input.result.hits) {
    if (use.kind !== "request" || isTest(input, use.site)) continue;
    const n = input.result.store.node(use.value);
    if (n.tag !== Tag.rec) continue;
    (n.data as RecData).keys.forEach((key, i) => {
      if (!key.startsWith("tools:")) return;
      const known = new Set((byCall.get(use.site) ?? []).map((id) => found.get(id)?.name));
      for (const tool of described(input, n.kids[i] as V, { at: use.site })) {
        // What is described here and implemented there is one tool.
        if (known.has(tool.name)) continue;
        byCall.set(use.site, [...(byCall.get(use.site) ?? []), add(tool)]);
      }
    });
  }
  const named = new Set([...found.values()].map((tool) => tool.name));
  const makers = new Set([...found.values()].map((tool) => tool.path));
  for (const tool of [...writtenTools(input), ...tabledTools(input, makers)])
    if (!named.has(tool.name)) add(tool);
  return { tools: merged([...found.values()], byCall, agents), agents: distinct(agents), byCall };
}

/** A tool that is only described gives way to the one of the same name that does the work. */
function merged(
  tools: readonly InventoryTool[],
  byCall: Map<Site, string[]>,
  agents: readonly InventoryAgent[],
): InventoryTool[] {
  const doing = new Map(
    tools.flatMap((t) => (t.kind === "declared" || t.name === "" ? [] : [[t.name, t.id]])),
  );
  const replace = (id: string): string => {
    const tool = tools.find((t) => t.id === id);
    return tool?.kind === "declared" ? (doing.get(tool.name) ?? id) : id;
  };
  for (const [site, ids] of byCall) byCall.set(site, [...new Set(ids.map(replace))]);
  for (const agent of agents) agent.tools = agent.tools.map(replace);
  return tools.filter((tool) => tool.kind !== "declared" || !doing.has(tool.name));
}

/** One agent a place; a loop that names its tools one by one is one agent with all of them. */
function distinct(agents: readonly InventoryAgent[]): InventoryAgent[] {
  const seen = new Map<string, InventoryAgent>();
  for (const agent of agents) {
    const isLoop = agent.kind === "loop";
    const key = `${agent.path}|${isLoop ? agent.name : agent.start}`;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, agent);
    else if (isLoop) known.tools = [...new Set([...known.tools, ...agent.tools])];
  }
  return [...seen.values()];
}

function isTest(input: InventoryInput, site: Site): boolean {
  return site < 0 || input.isTest(placeOf(input.program, site).path);
}

/** A tool of a package is the same for all who are given it in one file. */
const idOf = (input: InventoryInput, tool: Tool, at: Site): string =>
  tool.gids.length > 0
    ? `@f${tool.gids.join(",")}`
    : tool.site !== undefined
      ? `@${tool.site}`
      : `@${input.program.func(siteFunc(at)).file}|${tool.name}`;

function toTool(input: InventoryInput, tool: Tool, at: Site, kind: "function" | "mcp"): InventoryTool {
  const [gid] = tool.gids;
  const seen = new Map<string, InventoryTool["powers"][number]>();
  for (const deed of tool.deeds) {
    const known = seen.get(deed.power);
    seen.set(deed.power, {
      power: deed.power,
      chosen: deed.isChosen || known?.chosen === true,
      asked: deed.isAsked && known?.asked !== false,
      ...(deed.site < 0
        ? known?.place && { place: known.place }
        : { place: known?.place ?? placeOf(input.program, deed.site) }),
    });
  }
  const item = itemAt(input, tool.site ?? at);
  return {
    ...item,
    ...(gid === undefined ? {} : placeOfFunction(input, gid)),
    id: idOf(input, tool, at),
    name: nameOfTool(input, tool),
    kind: gid === undefined ? "package" : kind,
    powers: [...seen.values()].sort((a, b) => (a.power < b.power ? -1 : 1)),
    approved: tool.isApproved,
  };
}

/** A function inside of another that makes the tool is known by the maker's name. */
function nameOfTool(input: InventoryInput, { name, gids, site }: Tool): string {
  const [gid] = gids;
  if (gid === undefined)
    return (site === undefined ? undefined : calleeAt(input, site).split(".").at(-1)) || name;
  const { ir, file } = input.program.func(gid);
  const maker = ir.parent < 0 ? undefined : input.program.file(file).funcs[ir.parent];
  const isMade =
    maker !== undefined && maker.kind !== "module" && maker.kind !== "classBody" && maker.kind !== "lambda";
  return isMade && name === ir.name && input.program.file(file).lang === "ts" ? maker.name : name;
}

function placeOfFunction(input: InventoryInput, gid: number) {
  const { ir, file } = input.program.func(gid);
  return { path: input.program.file(file).path, start: ir.start, end: ir.end, inside: ir.qual };
}

function toAgent(input: InventoryInput, agent: Agent, tools: string[]): InventoryAgent {
  const item = itemAt(input, agent.site);
  const isLoop = agent.row < 0;
  return {
    ...item,
    id: `@${agent.site}|${agent.arg}`,
    name: isLoop ? item.inside : calleeAt(input, agent.site) || callName(input.models.row(agent.row)),
    kind: isLoop ? "loop" : "call",
    ...(isLoop ? {} : { call: `@${agent.hit.use.site}` }),
    tools,
  };
}

/** The name under which an MCP server offers a function; undefined for one that is handed every call. */
function nameOfEntry(input: InventoryInput, entry: Entry): string | undefined {
  if (entry.isDispatcher) return undefined;
  const given =
    constantOperand(input.program, entry.site, "name") ?? constantOperand(input.program, entry.site, "0");
  if (given !== undefined) return given;
  const { ir } = input.program.func(entry.written ?? entry.gid);
  return ir.kind === "lambda" || siteFunc(entry.site) === entry.gid ? undefined : ir.name;
}

const MAX_DEPTH = 6;

/** Where a description is looked for: below which key, and where it stands if nothing tells its own place. */
interface Search {
  at: Site;
  depth?: number;
  key?: string | undefined;
}

/** Descriptions of tools in a value: objects with a name and what it takes. */
function described(input: InventoryInput, v: V, { at, depth = 0, key = "" }: Search): InventoryTool[] {
  const { store } = input.result;
  if (depth > MAX_DEPTH) return [];
  return store.members(v).flatMap((m): InventoryTool[] => {
    const n = store.node(m);
    const record = n.tag === Tag.stub ? store.node(n.kids[0] as V) : n;
    if (record.tag === Tag.rec) {
      const { keys, site: own } = record.data as RecData;
      const site = own >= 0 ? own : at;
      const name = store.field(record, "name");
      const text = name === undefined ? undefined : store.stringOf(name);
      const takes = keys.some((each) => TAKES.has(each));
      // The key of a table names the tools in it; what a function of the program does is known by that function.
      const given = text ?? (isSchema(keys) && !record.kids.some((kid) => isCallable(store, kid)) ? key : "");
      if (given !== "" && takes) {
        const item = itemAt(input, site);
        return [
          { ...item, id: `@${site}|${given}`, name: given, kind: "declared", powers: [], approved: false },
        ];
      }
    }
    if (record.tag === Tag.list)
      return record.kids.flatMap((kid) => described(input, kid, { at, depth: depth + 1 }));
    if (record.tag !== Tag.rec) return [];
    const { keys } = record.data as RecData;
    // What says its own type is no table of tools: `{ type: "function", function: { … } }`.
    const isTable = !keys.includes("type");
    return record.kids.flatMap((kid, i) =>
      described(input, kid, { at, depth: depth + 1, key: isTable ? keys[i] : "" }),
    );
  });
}
function isSchema(keys: readonly string[]): boolean {
  return keys.includes("description") && keys.some((key) => key !== "description" && TAKES.has(key));
}

function isCallable(store: InventoryInput["result"]["store"], v: V): boolean {
  return store.members(v).some((m) => store.tag(m) === Tag.fun);
}

/** What a description of a tool has beside its name, in the forms of the providers and of MCP. */
const TAKES = new Set(["description", ...SCHEMAS]);
