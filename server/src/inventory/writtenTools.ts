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
