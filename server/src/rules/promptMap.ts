import { compareText } from "../base/order.ts";
import type { PromptCall, PromptPiece, PromptSlot, Provenance } from "../findings/finding.ts";
import type { AnalysisResult, Hit } from "../flow/analysis.ts";
import { type Label, sinkBit } from "../flow/labels.ts";
import { PARAM_ROW, type Program, type Site, siteFunc, siteRow } from "../flow/program.ts";
import { type InData, isCondition, type ResData, Tag, type V } from "../flow/values.ts";
import type { ModelIndex } from "../models/modelIndex.ts";
import { fenceAround } from "./instructions.ts";
import { placeOf, placeOfOperand } from "./places.ts";
import { type Segment, slotsOf } from "./slots.ts";
import { type Speaks, writtenAt } from "./wording.ts";

export interface PromptMapInput extends Speaks {
  program: Program;
  models: ModelIndex;
  result: AnalysisResult;
}

/** A hole of a prompt: what fills it, and what stands on the way. */
export interface OpenPiece extends PromptPiece {
  /** Every origin of the data in it. */
  labels: readonly Label[];
  /** Some check or cleaning stands on the way of all of it; "cleared" where the prompt has nothing to fear from it any more. */
  checked?: "lowered" | "cleared";
  /** Constants around it mark where it begins and ends; the name of the tag, "" for quotes. */
  fence?: string;
}
export interface AssembledSlot extends Omit<PromptSlot, "pieces" | "slot"> {
  slot: PromptSlot["slot"] | "data";
  pieces: OpenPiece[];
  /** A run sends it in the place of the slot before it. */
  instead?: true;
}
/** A request as one way through the program assembles it, its slots in the order in which they are sent. */
export interface Assembled {
  hit: Hit;
  slots: AssembledSlot[];
}

/** Every model call with its slots, piece by piece: what a reader looks at first. Those in some files where only they are looked at. */
export function promptCalls(input: PromptMapInput & { isLooked?: (path: string) => boolean }): PromptCall[] {
  const { program, isLooked = () => true } = input;
  const isIn = (site: Site): boolean => isLooked(program.file(program.func(siteFunc(site)).file).path);
  const calls = [...assembledRequests(input, isIn)].map(([site, requests]): PromptCall => {
    const seen = new Set<string>();
    const slots: PromptSlot[] = [];
    for (const slot of requests.flatMap((request) => request.slots)) {
      const key = `${slot.slot}|${slot.path}|${slot.start}|${slot.pieces.map((p) => p.provenance + p.text).join("|")}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { instead: _, ...shown } = slot;
      slots.push({
        ...shown,
        slot: slot.slot === "data" ? "unknown" : slot.slot,
        pieces: slot.pieces.map(({ labels: _, checked: __, fence: ___, ...piece }) => piece),
      });
    }
    const [first] = requests as [Assembled];
    return { ...placeOf(input.program, site), call: input.models.row(first.hit.use.row).title, slots };
  });
  return calls.sort((a, b) => compareText(a.path, b.path) || a.start - b.start);
}

/** The requests of each model call. The general view of a wrapper, over its inputs, says less than those of its callers. */
export function assembledRequests(
  input: PromptMapInput,
  isAsked: (site: Site) => boolean = () => true,
): Map<Site, Assembled[]> {
  const bySite = new Map<Site, Hit[]>();
  for (const hit of input.result.hits) {
    if (hit.use.kind !== "request" || !isAsked(hit.use.site)) continue;
    const list = bySite.get(hit.use.site);
    if (list) list.push(hit);
    else bySite.set(hit.use.site, [hit]);
  }
  const out = new Map<Site, Assembled[]>();
  for (const [site, hits] of bySite) {
    const special = hits.filter(({ use }) => !input.result.store.node(use.value).hasIn);
    const seen = new Set<V>();
    const requests = (special.length > 0 ? special : hits).flatMap((hit) => {
      if (seen.has(hit.use.value)) return [];
      seen.add(hit.use.value);
      const { segments } = slotsOf(input.result.store, input.models.row(hit.use.row), hit.use.value, site);
      return [{ hit, slots: insteadOf(withoutVaguer(segments.map((segment) => toSlot(input, segment)))) }];
    });
    out.set(site, requests);
  }
  return out;
}

function toSlot(input: PromptMapInput, segment: Segment): AssembledSlot {
  const place = placeOfOperand(input.program, segment.site, segment.arg);
  return {
    ...place,
    slot: segment.slot,
    repeated: segment.repeated,
    pieces: fenced(pieces(input, segment.text, 0)),
    ...(segment.instead ? { instead: true as const } : {}),
  };
}

/** What is sent instead of another text says so only where that one is shown before it. */
function insteadOf(slots: readonly AssembledSlot[]): AssembledSlot[] {
  return slots.map(({ instead, ...slot }, i) => {
    const before = slots[i - 1];
    const isChoice = instead && before !== undefined && slotKey(before) === slotKey(slot);
    return isChoice ? { ...slot, instead } : slot;
  });
}

const slotKey = ({ slot, path, start, end }: Omit<AssembledSlot, "pieces" | "repeated">): string =>
  `${slot}|${path}|${start}|${end}`;

/** A field that one way knows and another does not fills a slot twice: the text with a gap says less than the one that fits into it. */
function withoutVaguer(slots: AssembledSlot[]): AssembledSlot[] {
  const whole = new Map<string, string[]>();
  for (const slot of slots)
    if (slot.pieces.every((piece) => piece.provenance === "constant")) {
      const list = whole.get(slotKey(slot)) ?? [];
      whole.set(slotKey(slot), [...list, slot.pieces.map((piece) => piece.text).join("")]);
    }
  return slots.filter((slot) => {
    const { pieces } = slot;
    const isVague =
      pieces.some((piece) => piece.provenance === "unknown") &&
      pieces.every((piece) => piece.provenance === "constant" || piece.provenance === "unknown");
    return !isVague || !whole.get(slotKey(slot))?.some((text) => fits(text, pieces));
  });
}

/** The constants stand in the text in their order, at its ends where no gap is. */
function fits(text: string, pieces: readonly OpenPiece[]): boolean {
  let at = 0;
  for (const [i, { provenance, text: part }] of pieces.entries()) {
    if (provenance !== "constant") continue;
    const isAtEnd = i === pieces.length - 1;
    const found = isAtEnd ? text.length - part.length : text.indexOf(part, at);
    if (found < at || !text.startsWith(part, found) || (i === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return true;
}

/** Holes between constants that open and close a fence. */
function fenced(list: OpenPiece[]): OpenPiece[] {
  const text = (i: number): string => (list[i]?.provenance === "constant" ? (list[i]?.text ?? "") : "");
  return list.map((piece, i) => {
    const fence = piece.provenance === "constant" ? undefined : fenceAround(text(i - 1), text(i + 1));
    return fence === undefined ? piece : { ...piece, fence: fence.tag };
  });
}

const MAX_ALTERNATIVES = 4;

function pieces(input: PromptMapInput, v: V, depth: number): OpenPiece[] {
  const { store } = input.result;
  const n = store.node(v);
  const constant = (text: string): OpenPiece => ({ provenance: "constant", text, labels: [] });
  if (n.tag === Tag.text) return n.kids.flatMap((k) => pieces(input, k, depth));
  if (n.tag === Tag.const) return [constant(String(n.data ?? ""))];
  if (n.tag === Tag.or) {
    if (n.kids.every((k) => store.tag(k) === Tag.const))
      return [constant(n.kids.map((k) => String(store.constOf(k) ?? "")).join(" | "))];
    // A text in several forms: its forms side by side, under the worst of what they hold.
    if (depth === 0) {
      const forms = n.kids.slice(0, MAX_ALTERNATIVES).map((k) =>
        pieces(input, k, 1)
          .map((piece) => piece.text)
          .join(""),
      );
      return [{ ...hole(input, v), text: [...new Set(forms)].join(" | ") }];
    }
  }
  if (n.tag === Tag.in) {
    const { root, path } = n.data as InData;
    const name = root === "this" ? "this" : root.startsWith("p") ? "parameter" : "captured";
    return [
      {
        provenance: "parameter",
        text: [name, ...path.filter((s) => !isCondition(s))].join("."),
        labels: [],
      },
    ];
  }
  return [hole(input, v)];
}

function hole(input: PromptMapInput, v: V): OpenPiece {
  const { store } = input.result;
  const labels = store.labels
    .list(store.node(v).labels)
    .map((id) => store.labels.get(id))
    .filter((label) => label.kind !== "verdict");
  const provenance = ORDER.find((kind) => labels.some((label) => provenanceOf(label) === kind)) ?? "unknown";
  const main = labels.find((label) => provenanceOf(label) === provenance);
  const at = main !== undefined && main.origin >= 0 ? placeOf(input.program, main.origin) : undefined;
  const open = labels.filter((label) => label.kind !== "in" && label.kind !== "config");
  const bit = sinkBit.prompt;
  const checked = open.every((label) => label.cleared & bit)
    ? "cleared"
    : open.every((label) => (label.cleared | label.lowered) & bit)
      ? "lowered"
      : undefined;
  return {
    provenance,
    text: nameOf(input, v, labels),
    ...at,
    labels,
    ...(open.length > 0 && checked ? { checked } : {}),
  };
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

function provenanceOf({ kind }: Label): string {
  return kind === "local" ? "user" : kind === "in" ? "parameter" : kind === "parsed" ? "model" : kind;
}

const MAX_NAMES = 3;

/** What people call the data: where it was born and the way into it, "req.body.question"; of a mix, its origins. */
function nameOf(input: PromptMapInput, v: V, labels: readonly Label[]): string {
  const n = input.result.store.node(v);
  if (n.tag === Tag.res) {
    const { site, path } = n.data as ResData;
    const base = originName(input, site);
    const inner = path.join(".").replaceAll(".[]", "[]");
    const isNamed = inner !== "" && !inner.startsWith("[]");
    if ((base === "" && isNamed) || inner === base || inner.startsWith(`${base}.`)) return inner || "value";
    // What is written has the way into it already: `process.argv[2]`.
    if (base.endsWith("]")) return base;
    if (base !== "")
      return inner === "" ? base : inner.startsWith("[]") ? `${base}${inner}` : `${base}.${inner}`;
  }
  const named = labels.flatMap((label) => {
    if (label.kind === "secret" && label.input !== "") return [label.input];
    return label.kind === "in" || label.origin < 0 ? [] : [originName(input, label.origin)];
  });
  const names = [...new Set(named)].filter((name) => name !== "");
  const more = names.length > MAX_NAMES ? " + …" : "";
  return names.length === 0 ? "…" : names.slice(0, MAX_NAMES).join(" + ") + more;
}

/** Of a parameter its name; of a call what is called. */
export function originName(input: PromptMapInput, site: Site): string {
  if (site < 0) return "";
  if (siteRow(site) < PARAM_ROW) return writtenAt(input, site);
  const { ir } = input.program.func(siteFunc(site));
  return ir.params[siteRow(site) - PARAM_ROW]?.name ?? "";
}
