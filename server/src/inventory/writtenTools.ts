import type { InventoryTool } from "../findings/inventory.ts";
import { type Site, siteOf } from "../flow/program.ts";
import { Op, STRIDE } from "../ir/ops.ts";
import { constantOperand, operandSite, recordKeys } from "../rules/places.ts";
import { type InventoryInput, itemAt } from "./collect.ts";

/** Under which key the providers and MCP say what a tool takes. */
const SCHEMAS = ["parameters", "input_schema", "inputSchema"];

/**
 * Tools as they are described to a model, wherever a file writes one down: name, description and a JSON schema of an object. Registries and
 * plug-ins hand them on by ways that the analysis may not see; nothing else looks so.
 */
export function writtenTools(input: InventoryInput): InventoryTool[] {
  const { program } = input;
  return program.funcs.flatMap(({ ir }, gid): InventoryTool[] => {
    const out: InventoryTool[] = [];
    for (let row = 0; row * STRIDE < ir.ops.length; row++) {
      if (ir.ops[row * STRIDE] !== Op.record) continue;
      const site = siteOf(gid, row);
      const name = nameOf(input, site);
      if (name === undefined) continue;
      const item = itemAt(input, site);
      if (!input.isTest(item.path))
        out.push({ ...item, id: `@${site}|${name}`, name, kind: "declared", powers: [], approved: false });
    }
    return out;
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
