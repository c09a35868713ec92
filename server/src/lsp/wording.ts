import type { Provenance } from "../findings/finding.ts";
import type { CallView, SlotView } from "./analysis/messages.ts";

const WORDS: Readonly<Record<Provenance, string>> = {
  constant: "constants",
  config: "configuration",
  user: "user input",
  retrieved: "retrieved text",
  external: "outside content",
  model: "model output",
  "tool-input": "tool input",
  secret: "secret",
  personal: "personal data",
  parameter: "parameter",
  unknown: "unknown",
};

/** What fills a slot, by origin, the constants only where nothing else does: "user input + retrieved text". */
export function originsOf(slots: readonly SlotView[]): string {
  const found = new Set(slots.flatMap((slot) => slot.pieces.map((piece) => piece.provenance)));
  if (found.size > 1) found.delete("constant");
  return found.size === 0 ? "nothing known" : [...found].map((each) => WORDS[each]).join(" + ");
}

/** "system: constants · user: user input" */
export function summaryOf(call: CallView): string {
  const names = [...new Set(call.slots.map((slot) => slot.slot))];
  if (names.length === 0) return "nothing is known of what goes in";
  return names
    .map((name) => `${nameOf(name)}: ${originsOf(call.slots.filter((slot) => slot.slot === name))}`)
    .join(" · ");
}

export function nameOf(slot: SlotView["slot"]): string {
  return slot === "unknown" ? "content" : slot.replace("-", " ");
}
