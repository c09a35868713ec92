import type { InventoryTool } from "../findings/inventory.ts";
import type { Program, Site } from "../flow/program.ts";
import { TOOL_SCHEMAS } from "../models/pack.ts";
import {
  constantOperand,
  isCall,
  isInList,
  operandSite,
  writtenKeys,
  writtenSites,
} from "../rules/places.ts";
import { type InventoryInput, itemAt } from "./collect.ts";

/** Under which key the providers and MCP say what a tool takes. */
export const SCHEMAS = ["parameters", ...TOOL_SCHEMAS];

/**
 * Tools as they are described to a model, wherever a file writes one down: name, description and a JSON schema of an object, or made by a call
 * with these arguments. Registries and plug-ins hand them on by ways that the analysis may not see; nothing else looks so.
 */
export function writtenTools(input: InventoryInput): InventoryTool[] {
  return writtenSites(input.program).flatMap((site): InventoryTool[] => {
    const name = nameOf(input.program, site);
    if (name === undefined) return [];
    const item = itemAt(input, site);
    return input.isTest(item.path)
      ? []
      : [{ ...item, id: `@${site}|${name}`, name, kind: "declared", powers: [], approved: false }];
  });
}

/**
 * Tools in a table by their names: each entry says what it is for and what it takes. In a file where tools are made, a schema of any form says
 * so; elsewhere only a JSON schema of an object.
 */
export function tabledTools(input: InventoryInput, makers: ReadonlySet<string>): InventoryTool[] {
  const { program } = input;
  return writtenSites(program).flatMap((site): InventoryTool[] => {
    if (isCall(program, site)) return [];
    const keys = writtenKeys(program, site);
    const item = itemAt(input, site);
    if (keys.length < 2 || input.isTest(item.path)) return [];
    const entries = keys.map((key) => ({ key, at: operandSite(program, site, key) }));
    const isTable = entries.every(
      ({ at }) => at !== undefined && describesTool(program, at, makers.has(item.path)),
    );
    return !isTable
      ? []
      : entries.map(({ key, at }) => ({
          ...itemAt(input, at as Site),
          id: `@${at}|${key}`,
          name: key,
          kind: "declared",
          powers: [],
          approved: false,
        }));
  });
}

function describesTool(program: Program, site: Site, inMaker: boolean): boolean {
  const keys = writtenKeys(program, site);
  if (
    isCall(program, site) ||
    keys.includes("name") ||
    constantOperand(program, site, "description") === undefined
  )
    return false;
  const schema = [...SCHEMAS, ...ANY_SCHEMAS].find((key) => keys.includes(key));
  const at = schema === undefined ? undefined : operandSite(program, site, schema);
  if (at === undefined) return false;
  return inMaker || (SCHEMAS.includes(schema ?? "") && constantOperand(program, at, "type") === "object");
}
/** What a schema is called beside a tool's description where it is made into one later. */
const ANY_SCHEMAS = ["schema", "args_schema", "argsSchema", "args"];

function nameOf(program: Program, site: Site): string | undefined {
  const keys = writtenKeys(program, site);
  const schema = SCHEMAS.find((key) => keys.includes(key));
  if (!keys.includes("name") || schema === undefined) return undefined;
  const at = operandSite(program, site, schema);
  const isWritten = at !== undefined && constantOperand(program, at, "type") === "object";
  const isTool = isWritten
    ? keys.includes("description")
    : TOOL_SCHEMAS.includes(schema) &&
      (isCall(program, site) || (keys.includes("description") && isInList(program, site)));
  return isTool ? constantOperand(program, site, "name") : undefined;
}
