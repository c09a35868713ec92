import { compareText } from "../base/order.ts";
import type { Provenance } from "../findings/finding.ts";
import type {
  Gate,
  Inventory,
  InventoryAnswer,
  InventoryCall,
  InventoryPiece,
  InventoryRequest,
} from "../findings/inventory.ts";
import type { Hit } from "../flow/analysis.ts";
import { type Label, sinkBit } from "../flow/labels.ts";
import type { Site } from "../flow/program.ts";
import type { Use } from "../flow/summary.ts";
import { Tag, type V } from "../flow/values.ts";
import type { IndexedRow } from "../models/modelIndex.ts";
import type { SinkKind } from "../models/pack.ts";
import { placeOf, placeOfOperand } from "../rules/places.ts";
import { type Assembled, assembledRequests, type OpenPiece } from "../rules/promptMap.ts";
import { calleeAt } from "../rules/wording.ts";
import { callName, type InventoryInput, itemAt, packageOf } from "./collect.ts";
import type { CollectedTools } from "./tools.ts";

const UNTRUSTED: readonly Provenance[] = ["user", "tool-input", "external", "retrieved", "model"];
const MAX_REQUESTS = 12;
const CONFIDENCE = ["high", "medium", "low"] as const;

/** Model calls with what goes in, what comes out, and the tools that they may use. */
export function collectCalls(
  input: InventoryInput,
  tools: CollectedTools,
): Pick<Inventory, "calls" | "agents"> {
  const models = modelNames(input);
  const gates = namedGates(input);
  const answers = answersOf(input);
  const calls: InventoryCall[] = [];
  for (const [site, requests] of assembledRequests(input)) {
    const [first] = requests;
    const item = itemAt(input, site);
    if (first === undefined || input.isTest(item.path)) continue;
    const row = input.models.row(first.hit.use.row);
    const { model } = row;
    const redTeam = input.models.packs.find((pack) => pack.id === row.packId)?.redTeam;
    const all = requests.slice(0, MAX_REQUESTS).map((request) => convert(input, request, gates));
    const pieces = all.flatMap((request) => request.slots.flatMap((slot) => slot.pieces));
    const found = new Set(pieces.map((piece) => piece.provenance));
    calls.push({
      ...item,
      ...packageOf(input, row.packId, item.path),
      call: writtenName(input, site, row),
      kind: kindOfCall(model, requests),
      models: [...(models.get(site) ?? [])].sort(compareText),
      ...(redTeam === undefined ? {} : { redTeam }),
      confidence: CONFIDENCE[Math.min(...requests.map(({ hit }) => hit.use.tier))] ?? "low",
      requests: withoutDoubles(all),
      answers: answers.get(site) ?? [],
      tools: tools.byCall.get(site) ?? [],
      untrusted: UNTRUSTED.filter((kind) => found.has(kind)),
    });
  }
  const known = new Set(calls.map((call) => call.id));
  for (const { kind, site, row: id } of input.result.noted) {
    if (kind !== "call" || known.has(`@${site}`)) continue;
    const row = input.models.row(id);
    const item = itemAt(input, site);
    const redTeam = input.models.packs.find((pack) => pack.id === row.packId)?.redTeam;
    known.add(item.id);
    calls.push({
      ...item,
      ...packageOf(input, row.packId, item.path),
      call: writtenName(input, site, row),
      kind: kindOfCall(row.model, []),
      models: [...(models.get(site) ?? [])].sort(compareText),
      ...(redTeam === undefined ? {} : { redTeam }),
      confidence: "high",
      requests: [],
      answers: answers.get(site) ?? [],
      tools: tools.byCall.get(site) ?? [],
      untrusted: [],
    });
  }
  return {
    calls,
    agents: tools.agents.map(({ call, ...agent }) =>
      call !== undefined && known.has(call) ? { ...agent, call } : agent,
    ),
  };
}

/** What has a slot for a question asks; where only instructions or tools are given, somebody else will. */
function kindOfCall(model: IndexedRow["model"], requests: readonly Assembled[]): InventoryCall["kind"] {
  if (model?.messages || model?.user || model?.prompt || model?.observed) return "text";
  if (model?.data) return "data";
  const isTold = requests.some((request) => request.slots.some(({ slot }) => slot !== "data"));
  return model?.system || model?.tools || isTold ? "setup" : "data";
}

/** "chat.completions.create" of `self.client.chat.completions.create`; the last part alone where more is not written there. */
function writtenName(input: InventoryInput, site: Site, row: IndexedRow): string {
  const name = callName(row);
  const parts = calleeAt(input, site).split(".");
  if (parts.at(-1) !== name) return name;
  const inner = parts.slice(parts[0] === "self" || parts[0] === "this" ? 2 : 1);
  return inner.length === 0 ? name : inner.join(".");
}

function convert(input: InventoryInput, { hit, slots }: Assembled, gates: NamedGate[]): InventoryRequest {
  return {
    via: hit.use.chain.map((call) => placeOf(input.program, call)),
    slots: slots.map((slot) => ({ ...slot, pieces: slot.pieces.map((piece) => toPiece(piece, gates)) })),
  };
}

function toPiece(
  { labels, checked, fence, ...piece }: OpenPiece,
  gates: readonly NamedGate[],
): InventoryPiece {
  const origins = new Set(labels.flatMap((l) => [l.origin]));
  const list: Gate[] = [];
  if (checked) {
    const effect = checked === "cleared" ? "clears" : "lowers";
    const named = gates.filter((gate) => gate.origins.some((origin) => origins.has(origin)));
    if (named.length === 0) list.push({ kind: "check", effect, name: "a check in the code" });
    for (const { gate } of named.slice(0, 2)) list.push({ ...gate, effect });
  }
  if (fence !== undefined)
    list.push({ kind: "fence", effect: "lowers", name: fence === "" ? "quotes" : `<${fence}>` });
  const from = labels.flatMap((label) =>
    label.kind === "model" || label.kind === "tool-input" || label.kind === "retrieved"
      ? [`@${label.origin}`]
      : [],
  );
  return { ...piece, gates: list, from: [...new Set(from)] };
}

/** The same slots by several ways say nothing new. */
function withoutDoubles(requests: readonly InventoryRequest[]): InventoryRequest[] {
  const seen = new Set<string>();
  return requests.filter(({ slots }) => {
    const key = JSON.stringify(slots);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Constant names of models by call. */
function modelNames(input: InventoryInput): Map<Site, Set<string>> {
  const { store } = input.result;
  const out = new Map<Site, Set<string>>();
  for (const { use } of input.result.hits) {
    if (use.kind !== "call") continue;
    const n = store.node(use.value);
    const name = n.tag === Tag.rec ? store.field(n, "model") : undefined;
    for (const m of name === undefined ? [] : store.members(name)) {
      const text = store.stringOf(m) ?? madeBy(input, m);
      if (text === undefined || text === "" || text.length > LONGEST_NAME) continue;
      out.set(use.site, (out.get(use.site) ?? new Set()).add(text));
    }
  }
  return out;
}
const LONGEST_NAME = 120;

/** `provider("name")`: a model object by the first text that it was made with. */
function madeBy(input: InventoryInput, v: V): string | undefined {
  const { store } = input.result;
  const n = store.node(v);
  const made = n.tag === Tag.stub ? store.node(n.kids[0] as V) : n;
  if (made.tag !== Tag.rec) return undefined;
  const first = store.field(made, "0") ?? store.field(made, "model");
  return first === undefined ? undefined : store.stringOf(first);
}

interface NamedGate {
  gate: Omit<Gate, "effect">;
  origins: readonly Site[];
}

/** Checks of packages that do something for prompts, with the origins of what goes through them. */
function namedGates(input: InventoryInput): NamedGate[] {
  const { labels, node } = {
    labels: input.result.store.labels,
    node: (v: number) => input.result.store.node(v),
  };
  return input.result.noted.flatMap(({ kind, row, site, value }) => {
    if (kind !== "gate") return [];
    const { guard, sanitize } = input.models.row(row);
    const kinds = [guard?.clears, guard?.lowers, sanitize?.clears, sanitize?.lowers].flatMap((x) => x ?? []);
    if (!kinds.some((each) => each === "*" || each === "prompt")) return [];
    const origins = labels.list(node(value).labels).map((id) => labels.get(id).origin);
    const name = calleeAt(input, site) || callName(input.models.row(row));
    return [{ gate: { kind: "check" as const, name, ...placeOf(input.program, site) }, origins }];
  });
}

/** Where answers end, by the call that gave them. Each place once, in its most open form. */
function answersOf(input: InventoryInput): Map<Site, InventoryAnswer[]> {
  const out = new Map<Site, Map<string, InventoryAnswer>>();
  const add = (from: Site, answer: InventoryAnswer): void => {
    const list = out.get(from) ?? new Map<string, InventoryAnswer>();
    out.set(from, list);
    const key = `${answer.kind}|${answer.path}|${answer.start}`;
    const known = list.get(key);
    if (known === undefined || GRADES.indexOf(answer.effect) < GRADES.indexOf(known.effect))
      list.set(key, answer);
  };
  for (const hit of input.result.hits) {
    const kind = kindOf(hit.use);
    if (kind === undefined) continue;
    const place = placeOfOperand(input.program, hit.use.site, kind === "prompt" ? "" : hit.use.arg);
    if (input.isTest(place.path)) continue;
    for (const { label, from, part } of answerLabels(input, hit)) {
      if (kind === "prompt" && from === hit.use.site) continue;
      add(from, {
        ...place,
        kind,
        name: nameOf(input, hit.use),
        part,
        effect: effectOf(label, kind === "tool" ? "dispatch" : kind),
        ...(kind === "prompt" ? { to: `@${hit.use.site}` } : {}),
      });
    }
  }
  return new Map([...out].map(([site, list]) => [site, [...list.values()].sort(byPlace)]));
}

const GRADES = ["open", "lowered", "cleared"];

function kindOf(use: Use): SinkKind | "tool" | undefined {
  if (use.kind === "request") return "prompt";
  if (use.kind === "dispatch") return "tool";
  return use.kind === "sink" && use.sink !== "use" && use.sink !== "prompt.template" ? use.sink : undefined;
}

interface AnswerLabel {
  label: Label;
  from: Site;
  part: InventoryAnswer["part"];
}

function answerLabels(input: InventoryInput, { use }: Hit): AnswerLabel[] {
  const { store } = input.result;
  const { labels } = store;
  return labels.list(store.node(use.value).labels).flatMap((id): AnswerLabel[] => {
    const label = labels.get(id);
    if (label.kind === "model") return [{ label, from: label.origin, part: "text" }];
    if (label.kind === "tool-input") return [{ label, from: label.origin, part: "arguments" }];
    if (label.kind !== "parsed") return [];
    return labels.list(label.fed).flatMap((fed): AnswerLabel[] => {
      const inner = labels.get(fed);
      return inner.kind === "model" ? [{ label, from: inner.origin, part: "parsed" }] : [];
    });
  });
}

function effectOf(label: Label, kind: SinkKind): InventoryAnswer["effect"] {
  const bit = sinkBit[kind];
  return label.cleared & bit ? "cleared" : label.lowered & bit ? "lowered" : "open";
}

function nameOf(input: InventoryInput, use: Use): string {
  const written = calleeAt(input, use.site);
  if (written !== "") return written;
  return use.row < 0 ? use.sink : callName(input.models.row(use.row));
}

function byPlace(a: InventoryAnswer, b: InventoryAnswer): number {
  return compareText(a.path, b.path) || a.start - b.start || compareText(a.kind, b.kind);
}
