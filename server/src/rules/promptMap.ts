import { compareText } from "../base/order.ts";
import type { PromptCall, PromptPiece, PromptSlot, Provenance } from "../findings/finding.ts";
import type { AnalysisResult } from "../flow/analysis.ts";
import type { Program, Site } from "../flow/program.ts";
import { type InData, type ResData, Tag, type V } from "../flow/values.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import { placeOf, placeOfOperand } from "./places.ts";
import { type Segment, slotsOf } from "./slots.ts";

interface Input {
  program: Program;
  models: ModelIndex;
  result: AnalysisResult;
}

/** Every model call with its slots, piece by piece: what a reader looks at first. */
export function promptCalls(input: Input): PromptCall[] {
  const { program, models, result } = input;
  const bySite = new Map<Site, PromptCall>();
  const seen = new Set<string>();
  for (const { use } of result.hits) {
    if (use.kind !== "request") continue;
    const row = models.row(use.row);
    let call = bySite.get(use.site);
    if (!call) {
      call = { ...placeOf(program, use.site), call: row.title, slots: [] };
      bySite.set(use.site, call);
    }
    for (const segment of slotsOf(result.store, row, use.value, use.site).segments) {
      const slot = toSlot(input, segment);
      const key = `${use.site}|${slot.slot}|${slot.path}|${slot.start}|${slot.pieces.map((p) => p.provenance + p.text).join("|")}`;
      // The general view of a wrapper says less than the one of its callers.
      if (seen.has(key)) continue;
      seen.add(key);
      call.slots.push(slot);
    }
  }
  return [...bySite.values()].sort((a, b) => compareText(a.path, b.path) || a.start - b.start);
}

function toSlot(input: Input, segment: Segment): PromptSlot {
  const place = placeOfOperand(input.program, segment.site, segment.arg);
  return {
    ...place,
    slot: segment.slot === "data" ? "unknown" : segment.slot,
    repeated: segment.repeated,
    pieces: pieces(input, segment.text),
  };
}

function pieces(input: Input, v: V): PromptPiece[] {
  const { store } = input.result;
  const n = store.node(v);
  if (n.tag === Tag.text) return n.kids.flatMap((k) => pieces(input, k));
  if (n.tag === Tag.const) return [{ provenance: "constant", text: String(n.data ?? "") }];
  if (n.tag === Tag.or) {
    const constants = n.kids.every((k) => store.tag(k) === Tag.const);
    if (constants)
      return [
        { provenance: "constant", text: n.kids.map((k) => String(store.constOf(k) ?? "")).join(" | ") },
      ];
  }
  if (n.tag === Tag.in) {
    const { root, path } = n.data as InData;
    return [
      {
        provenance: "parameter",
        text: [root === "this" ? "this" : root.startsWith("p") ? "parameter" : "captured", ...path].join("."),
      },
    ];
  }
  return [{ provenance: provenanceOf(input, v), text: nameOf(input, v) }];
}
const ORDER: Provenance[] = [
  "user",
  "tool-input",
  "external",
  "retrieved",
  "model",
  "secret",
  "personal",
  "parameter",
  "config",
];
function provenanceOf(input: Input, v: V): Provenance {
  const { store } = input.result;
  const kinds = new Set(
    store.labels.list(store.node(v).labels).map((id) => {
      const { kind } = store.labels.get(id);
      return kind === "local" ? "user" : kind === "in" ? "parameter" : kind === "parsed" ? "model" : kind;
    }),
  );
  return ORDER.find((k) => kinds.has(k as never)) ?? "unknown";
}
function nameOf(input: Input, v: V): string {
  const n = input.result.store.node(v);
  if (n.tag === Tag.res) return (n.data as ResData).path.join(".") || "value";
  return "…";
}
