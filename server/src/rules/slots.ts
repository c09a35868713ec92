import type { Site } from "../flow/program.ts";
import { type RecData, Tag, type V, type ValueStore } from "../flow/values.ts";
import type { IndexedRow } from "../models/modelIndex.ts";

export type Slot =
  | "system"
  | "user"
  | "assistant"
  | "tool"
  | "prompt"
  | "tool-description"
  | "data"
  | "unknown";

/** One piece of a request: which slot, what text, and where the slot is filled. */
export interface Segment {
  slot: Slot;
  text: V;
  /** Operation that fills the slot and the key or argument there. */
  site: Site;
  arg: string;
  repeated: boolean;
  /** A run sends it in the place of the segment before it, not after that. */
  instead?: boolean;
}

/** Message objects whose role somebody else may choose. */
export interface OpenRole {
  value: V;
  site: Site;
  arg: string;
  /** Guessed from a text that stands in several roles. */
  fromText?: boolean;
  /** What is handed over with the message in it: where a role is written out, nobody chose it there. */
  list?: { site: Site; arg: string };
}

export interface Request {
  row: IndexedRow;
  site: Site;
  segments: Segment[];
  openRoles: OpenRole[];
  hasTools: boolean;
  /** Whether the API call has instructions of their own beside the user's turn. */
  hasSystem: boolean;
  /** Some message of the list is one of the system by the program's own word. */
  hasSystemTurn: boolean;
  /** The package lets no system turn in that comes among the messages. */
  refusesSystemTurn: boolean;
}

const ROLES: Record<string, Slot> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  assistant: "assistant",
  ai: "assistant",
  model: "assistant",
  chatbot: "assistant",
  tool: "tool",
  function: "tool",
  tool_result: "tool",
};

/** The slots of a request, read from its value. */
export function slotsOf(store: ValueStore, row: IndexedRow, value: V, site: Site): Request {
  const request: Request = {
    row,
    site,
    segments: [],
    openRoles: [],
    hasTools: false,
    hasSystem: false,
    hasSystemTurn: false,
    refusesSystemTurn: row.model?.refusesSystemTurn === true,
  };
  for (const whole of store.members(value)) {
    const n = store.node(whole);
    if (n.tag !== Tag.rec) continue;
    const { keys } = n.data as RecData;
    for (const [key, i] of inSendingOrder(keys)) {
      const [slot = "", named = ""] = split(key);
      const at = named.indexOf("@");
      const arg = at < 0 ? named : named.slice(0, at);
      const place = at < 0 ? site : Number(named.slice(at + 1));
      const v = n.kids[i] as V;
      if (slot === "tools") {
        request.hasTools ||= store.tag(v) !== Tag.const;
        descriptions(store, request, v, arg, 0);
      } else if (slot === "observed") {
        request.hasTools = true;
        turns(store, request, "prompt", v, place, arg, false);
      } else if (slot === "system turns") {
        const allowed = store.constOf(v);
        request.refusesSystemTurn = typeof allowed === "boolean" ? !allowed : false;
      } else if (slot === "data") texts(store, request, "data", v, place, arg, false);
      else if (slot === "system") texts(store, request, "system", v, place, arg, false);
      else if (slot === "prompt") turns(store, request, "prompt", v, place, arg, false);
      else turns(store, request, "user", v, place, arg, slot === "messages");
    }
  }
  request.hasSystem = request.segments.some((s) => s.slot === "system");
  return request;
}
/** Instructions of their own go first, descriptions of tools last. */
function inSendingOrder(keys: readonly string[]): [string, number][] {
  const rank = (key: string): number => (key.startsWith("system:") ? 0 : key.startsWith("tools:") ? 2 : 1);
  return keys
    .map((key, i): [string, number] => [key, i])
    .sort((a, b) => rank(a[0]) - rank(b[0]) || a[1] - b[1]);
}
function split(key: string): [string, string] {
  const at = key.indexOf(":");
  return [key.slice(0, at), key.slice(at + 1)];
}

/** A list of messages, or one text for the slot. `isList`: the argument takes messages only, so unknown data are whole messages. */
function turns(
  store: ValueStore,
  request: Request,
  slot: Slot,
  v: V,
  site: Site,
  arg: string,
  isList: boolean,
): void {
  let instead = false;
  for (const m of store.members(v)) {
    const n = store.node(m);
    if (n.tag === Tag.list)
      n.kids.forEach((item, i) => message(store, request, slot, item, site, arg, i === n.kids.length - 1));
    else if (n.tag === Tag.rec) message(store, request, slot, m, site, arg, false);
    else if (isList && (n.tag === Tag.res || n.tag === Tag.mix || n.tag === Tag.in)) {
      request.openRoles.push({ value: m, site, arg });
      request.segments.push({ slot: "unknown", text: m, site, arg, repeated: true });
    } else {
      request.segments.push({ slot, text: m, site, arg, repeated: false, instead });
      instead = true;
    }
  }
}

function message(
  store: ValueStore,
  request: Request,
  slot: Slot,
  item: V,
  site: Site,
  arg: string,
  repeated: boolean,
): void {
  for (const m of store.members(item)) {
    const n = store.node(m);
    if (n.tag === Tag.bot) continue;
    if (n.tag === Tag.rec) {
      const { keys, site: own } = n.data as RecData;
      const at = own >= 0 ? own : site;
      const role = store.field(n, "role") ?? store.field(n, "type");
      const key = ["content", "parts", "text", "output"].find((k) => keys.includes(k));
      if (role !== undefined && store.node(role).labels !== 0)
        request.openRoles.push({ value: role, site: at, arg: own >= 0 ? "role" : arg, list: { site, arg } });
      let slots = role === undefined ? [slot] : rolesOf(store, role, slot);
      // Several roles, a privileged one among them, for text of one origin: whoever sent the text chose the role.
      const content = key === undefined ? undefined : store.field(n, key);
      if (
        slots.length > 1 &&
        (slots.includes("system") || slots.includes("tool")) &&
        content !== undefined &&
        store.node(content).labels !== 0
      ) {
        request.openRoles.push({ value: content, site: at, arg: own >= 0 ? "role" : arg, fromText: true });
        slots = ["unknown"];
      }
      request.hasSystemTurn ||= slots.includes("system");
      const rest = n.kids[keys.length] as V;
      if (rest !== store.bot && store.node(rest).labels !== 0 && role === undefined)
        request.openRoles.push({ value: rest, site: at, arg });
      if (content !== undefined)
        for (const s of slots) texts(store, request, s, content, at, own >= 0 ? (key ?? "") : arg, repeated);
    } else if (n.tag === Tag.list) {
      // ("system", "text") or a nested list of messages.
      const role = store.stringOf(n.kids[0] as V);
      if (role !== undefined && ROLES[role] && n.kids.length === 3) {
        request.hasSystemTurn ||= ROLES[role] === "system";
        texts(store, request, ROLES[role] as Slot, n.kids[1] as V, site, arg, repeated);
      } else for (const kid of n.kids) message(store, request, slot, kid, site, arg, true);
    } else if (n.tag === Tag.res || n.tag === Tag.mix || n.tag === Tag.in) {
      request.openRoles.push({ value: m, site, arg });
      request.segments.push({ slot: "unknown", text: m, site, arg, repeated });
    } else if (n.tag === Tag.const || n.tag === Tag.text) {
      if (m !== store.null) request.segments.push({ slot, text: m, site, arg, repeated });
    }
  }
}
function rolesOf(store: ValueStore, role: V, fallback: Slot): Slot[] {
  const out = new Set<Slot>();
  for (const m of store.members(role)) {
    const text = store.stringOf(m);
    out.add(
      text === undefined
        ? "unknown"
        : (ROLES[text.toLowerCase()] ??
            (text === "text" || text === "input_text" || text === "message" ? fallback : "unknown")),
    );
  }
  return [...out];
}

/** Text of a slot: a string, or blocks of it. */
function texts(
  store: ValueStore,
  request: Request,
  slot: Slot,
  v: V,
  site: Site,
  arg: string,
  repeated: boolean,
): void {
  let instead = false;
  for (const m of store.members(v)) {
    const n = store.node(m);
    if (n.tag === Tag.list)
      n.kids.forEach((kid, i) =>
        texts(store, request, slot, kid, site, arg, repeated || i === n.kids.length - 1),
      );
    else if (n.tag === Tag.rec) {
      const { keys, site: own } = n.data as RecData;
      const type = store.field(n, "type");
      const kind = type === undefined ? undefined : store.stringOf(type);
      const inner = kind === "tool_result" || kind === "function_call_output" ? "tool" : slot;
      const key = ["text", "content", "input_text", "output", "parts"].find((k) => keys.includes(k));
      if (key !== undefined)
        texts(
          store,
          request,
          inner,
          store.field(n, key) as V,
          own >= 0 ? own : site,
          own >= 0 ? key : arg,
          repeated,
        );
    } else if (n.tag !== Tag.bot && m !== store.null) {
      request.segments.push({ slot, text: m, site, arg, repeated, instead });
      instead = true;
    }
  }
}

function descriptions(store: ValueStore, request: Request, v: V, arg: string, depth: number): void {
  if (depth > 5) return;
  for (const m of store.members(v)) {
    const n = store.node(m);
    if (n.tag === Tag.rec) {
      const { keys, site } = n.data as RecData;
      const description = store.field(n, "description");
      if (description !== undefined && keys.includes("description"))
        request.segments.push({
          slot: "tool-description",
          text: description,
          site: site >= 0 ? site : request.site,
          arg: site >= 0 ? "description" : arg,
          repeated: false,
        });
      for (const kid of n.kids) descriptions(store, request, kid, arg, depth + 1);
    } else if (n.tag === Tag.list)
      for (const kid of n.kids) descriptions(store, request, kid, arg, depth + 1);
  }
}
