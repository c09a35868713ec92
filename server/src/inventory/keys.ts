import type { InventoryKey } from "../findings/inventory.ts";
import { placeOfOperand } from "../rules/places.ts";
import { type InventoryInput, itemAt, packageOf } from "./collect.ts";

/** Keys that are handed to packages: whose they are, and where they come from. No text holds more of a key than its mask. */
export function collectKeys(input: InventoryInput): InventoryKey[] {
  const { store } = input.result;
  const out = new Map<string, InventoryKey>();
  for (const { use } of input.result.hits) {
    if (use.kind !== "credential" || use.site < 0) continue;
    const item = { ...itemAt(input, use.site), ...placeOfOperand(input.program, use.site, use.arg) };
    if (input.isTest(item.path)) continue;
    const provider = packageOf(input, input.models.row(use.row).packId, item.path).package;
    const add = (origin: InventoryKey["origin"], name: string): void => {
      const id = `@${use.site}|${use.arg}|${origin}|${name}`;
      out.set(id, { ...item, id, provider, origin, name });
    };
    for (const m of store.members(use.value)) {
      const text = store.stringOf(m);
      if (text !== undefined) {
        if (input.isCredential(text, use.arg)) add("literal", input.maskSecret(text));
        continue;
      }
      for (const id of store.labels.list(store.node(m).labels)) {
        const label = store.labels.get(id);
        if (label.kind === "secret") add("environment", label.input);
      }
    }
  }
  return [...out.values()];
}
