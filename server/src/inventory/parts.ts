import type { Inventory, InventoryPart, InventoryServer } from "../findings/inventory.ts";
import type { Noted } from "../flow/noted.ts";
import { siteFunc, siteOf } from "../flow/program.ts";
import { type RecData, Tag } from "../flow/values.ts";
import { isSearchText } from "../flow/vectorSearch.ts";
import { calleeAt } from "../rules/wording.ts";
import { writtenTexts } from "../rules/writtenTexts.ts";
import { callName, type InventoryInput, itemAt, packageOf } from "./collect.ts";
import { writtenServers } from "./writtenServers.ts";

/** Stores, places of retrieval, MCP servers: what was made or called, and what settings files say. */
export function collectParts(input: InventoryInput): Pick<Inventory, "retrievals" | "stores" | "servers"> {
  const of = (kind: Noted["kind"]): Noted[] => input.result.noted.filter((noted) => noted.kind === kind);
  const part = (noted: Noted): InventoryPart => {
    const item = itemAt(input, noted.site);
    const packId = noted.type?.packId ?? input.models.row(noted.row).packId;
    return {
      ...item,
      name: calleeAt(input, noted.site) || noted.type?.name || callName(input.models.row(noted.row)),
      ...packageOf(input, packId, item.path),
    };
  };
  const code = [...of("mcp-server"), ...of("mcp-client")].map((noted): InventoryServer => {
    const { version: _, ecosystem: __, ...rest } = part(noted);
    const target = targetOf(input, noted);
    return {
      ...rest,
      kind: noted.kind === "mcp-server" ? "served" : "called",
      name: nameOf(input, noted) ?? rest.name,
      ...(target === undefined ? {} : { target }),
    };
  });
  const configured = input.configured.map(
    ({ name, target, ...place }, i): InventoryServer => ({
      ...place,
      id: `@c${i}`,
      inside: "",
      name,
      kind: "configured",
      target,
    }),
  );
  return {
    retrievals: [
      ...[...withoutWrappers(input, of("retrieval")), ...of("retriever")].map(part),
      ...writtenSearches(input),
    ],
    stores: of("vector-store").map(part).concat(ownStores(input)),
    servers: [...code, ...writtenServers(input), ...configured],
  };
}

/** Statements that search by vectors and that some function of the project runs, whoever hands them to it. */
function writtenSearches(input: InventoryInput): InventoryPart[] {
  const searched = input.result.noted
    .filter(({ kind }) => kind === "retrieval")
    .map(({ site }) => siteFunc(site));
  const functions = new Set(searched);
  const files = new Set(searched.map((gid) => input.program.func(gid).file));
  return writtenTexts(input.program, isSearchText).flatMap((site): InventoryPart[] => {
    const item = itemAt(input, site);
    const { ir, file } = input.program.func(siteFunc(site));
    const isShared = ir.kind === "module" || ir.kind === "classBody";
    if (input.isTest(item.path) || (isShared ? files.has(file) : functions.has(siteFunc(site)))) return [];
    return [{ ...item, id: `@${site}`, name: "vector search", package: "sql", ecosystem: "lang" }];
  });
}

/** A call known by its name alone is no place of its own where a function of the project has that name and searches itself. */
function withoutWrappers(input: InventoryInput, found: readonly Noted[]): Noted[] {
  const known = found.filter((noted) => !noted.isByName);
  const sites = new Set(known.map((noted) => noted.site));
  const wrappers = new Set(known.map((noted) => input.program.func(siteFunc(noted.site)).ir.name));
  return found.filter(
    (noted) =>
      !noted.isByName || !(sites.has(noted.site) || wrappers.has(callName(input.models.row(noted.row)))),
  );
}

/** Classes of the project that are stores or retrievers for a framework. */
function ownStores(input: InventoryInput): InventoryPart[] {
  return input.result.ownParts().flatMap(({ cid, type }) => {
    const { file, ir } = input.program.class(cid);
    const { path } = input.program.file(file);
    if (input.isTest(path)) return [];
    const site = siteOf(input.program.gid(file, ir.body), 0);
    return [{ ...itemAt(input, site), name: ir.name, ...packageOf(input, type.packId, path) }];
  });
}

/** What a server or client is called: its first constant text, or its `name`. */
function nameOf(input: InventoryInput, noted: Noted): string | undefined {
  const { store } = input.result;
  return texts(input, noted, ["name", "0.name", "0"]).find((text) => text.length < 80 && store !== undefined);
}

/** The address or the command of a server that the program calls. */
function targetOf(input: InventoryInput, noted: Noted): string | undefined {
  if (noted.kind !== "mcp-client") return undefined;
  return texts(input, noted, [
    "url",
    "0.url",
    "command",
    "0.command",
    "params.command",
    "params.url",
    "0",
  ])[0];
}

function texts(input: InventoryInput, noted: Noted, paths: readonly string[]): string[] {
  const { store } = input.result;
  return paths.flatMap((path) => {
    let found = [noted.value];
    for (const key of path.split("."))
      found = found.flatMap((v) =>
        store.members(v).flatMap((m) => {
          const n = store.node(m);
          const record = n.tag === Tag.stub ? store.node(n.kids[0] as number) : n;
          if (record.tag !== Tag.rec) return [];
          const at = (record.data as RecData).keys.indexOf(key);
          return at < 0 ? [] : [record.kids[at] as number];
        }),
      );
    return found.flatMap((v) => store.members(v).flatMap((m) => store.stringOf(m) ?? []));
  });
}
