import type { InventoryTool } from "../findings/inventory.ts";
import type { Site } from "../flow/program.ts";
import { constantOperand, operandSite, recordKeys, recordSites } from "../rules/places.ts";
import { type InventoryInput, itemAt } from "./collect.ts";

/** Under which key the providers and MCP say what a tool takes. */
export const SCHEMAS = ["parameters", "input_schema", "inputSchema"];

/**
 * Tools as they are described to a model, wherever a file writes one down: name, description and a JSON schema of an object. Registries and
 * plug-ins hand them on by ways that the analysis may not see; nothing else looks so.
 */
export function writtenTools(input: InventoryInput): InventoryTool[] {
  return recordSites(input.program).flatMap((site): InventoryTool[] => {
    const name = nameOf(input, site);
    if (name === undefined) return [];
    const item = itemAt(input, site);
    return input.isTest(item.path)
      ? []
      : [{ ...item, id: `@${site}|${name}`, name, kind: "declared", powers: [], approved: false }];
  });
}

function nameOf({ program }: InventoryInput, site: Site): string | undefined {
  const keys = recordKeys(program, site);
  if (!keys.includes("name") || !keys.includes("description")) return undefined;
  const schema = SCHEMAS.find((key) => keys.includes(key));
  const at = schema === undefined ? undefined : operandSite(program, site, schema);
  if (at === undefined || constantOperand(program, at, "type") !== "object") return undefined;
  return constantOperand(program, site, "name");
}
