import type {
  DocumentAnswer,
  DocumentCall,
  DocumentPiece,
  DocumentRequest,
  DocumentSlot,
} from "../inventoryDocument.ts";
import { SINKS } from "../inventoryGraph.ts";
import type { JsonPlace } from "../json.ts";
import { attribute, clip, html } from "./markup.ts";

export interface MapOptions {
  /** In an editor, pieces and places are buttons that lead to their code. */
  isInteractive: boolean;
  /** Characters of a constant that are shown. */
  longestText: number;
  /** Ways of putting a request together that are shown; the rest is counted. */
  mostRequests: number;
}

/** What people call where data comes from. */
export const ORIGINS: Readonly<Record<string, string>> = {
  constant: "constant",
  user: "user",
  external: "outside",
  retrieved: "retrieved",
  model: "model",
  "tool-input": "tool argument",
  secret: "secret",
  personal: "personal",
  parameter: "parameter",
  config: "configuration",
  unknown: "unknown",
};

const SLOTS: Readonly<Record<string, string>> = {
  "tool-description": "tool text",
  unknown: "messages",
};

/** Ends at which what a model said does something. */
const DANGERS = new Set([
  "code",
  "shell",
  "sql",
  "html",
  "path",
  "url",
  "deserialize",
  "template",
  "tool",
  "remote-content",
]);

/** The prompt of a call as it is sent: slot by slot, piece by piece, with gates; beside it where the answer goes. */
export function renderPromptMap(call: DocumentCall, options: MapOptions): string {
  const groups = alike(call.requests);
  const shown = groups.slice(0, options.mostRequests);
  const more = groups.length - shown.length;
  const ways = shown.map((group, i) => renderRequests(group, groups.length > 1 ? i + 1 : 0, options));
  const rest = more > 0 ? `<p class="ways">… and put together in ${more} more ways.</p>` : "";
  const none =
    shown.length === 0
      ? '<p class="empty">Nothing is handed over here; what the model is told was said before.</p>'
      : "";
  return `<div class="map"><div>${ways.join("")}${rest}${none}</div><div class="ends">${renderEnds(call, options)}</div></div>`;
}

/** Requests of one text from several callers are one way; those with most data of others first. */
function alike(requests: readonly DocumentRequest[]): DocumentRequest[][] {
  const groups = new Map<string, DocumentRequest[]>();
  for (const request of requests) {
    const key = JSON.stringify(
      request.slots.map(({ slot, repeated, instead, pieces }) => [
        slot,
        repeated,
        instead,
        pieces.map(({ provenance, text }) => [provenance, text]),
      ]),
    );
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  const risk = ([first]: readonly DocumentRequest[]): number =>
    (first?.slots ?? []).reduce(
      (sum, { pieces }) => sum + pieces.filter(({ provenance }) => OTHERS.has(provenance)).length,
      0,
    );
  return [...groups.values()].sort((a, b) => risk(b) - risk(a));
}
const OTHERS = new Set(["user", "external", "retrieved", "model", "tool-input"]);

function renderRequests(requests: readonly DocumentRequest[], number: number, options: MapOptions): string {
  const { via, slots } = requests[0] ?? { via: [], slots: [] };
  const more = requests.length > 1 ? `, and by ${requests.length - 1} more ways` : "";
  const caller = via[0] === undefined ? more : `called from ${renderPlace(via[0], options)}${more}`;
  const name = number > 0 ? `Way ${number}${caller === "" || caller.startsWith(",") ? "" : ": "}` : "";
  const says = number === 0 && caller.startsWith(",") ? "" : `${name}${caller}`;
  const way = says === "" ? "" : `<p class="ways">${says}</p>`;
  if (slots.length === 0) return `${way}<p class="empty">Nothing is known of what goes in.</p>`;
  return `${way}<ol class="slots">${slots.map((slot) => renderSlot(slot, options)).join("")}</ol>`;
}

function renderSlot(slot: DocumentSlot, options: MapOptions): string {
  const name = SLOTS[slot.slot] ?? slot.slot;
  const often = `${slot.instead ? "<small>or instead</small>" : ""}${slot.repeated ? "<small>any number</small>" : ""}`;
  const text = slot.pieces.map((piece) => renderPiece(piece, options)).join("");
  const role = options.isInteractive
    ? `<button type="button" class="slotname" title="${attribute(`Go to where it is filled, ${slot.path}:${slot.start.line}`)}"${target(slot)}>${html(name)}</button>`
    : html(name);
  return `<li class="slot ${attribute(slot.slot)}"><div class="role">${role}${often}</div><div class="text">${text}</div></li>`;
}

function renderPiece(piece: DocumentPiece, options: MapOptions): string {
  if (piece.provenance === "constant") {
    const text = clip(piece.text, options.longestText);
    // A button of its own would not flow with the text around it.
    return options.isInteractive && piece.place !== null
      ? `<span role="button" tabindex="0" class="constant"${target(piece.place)}>${text}</span>`
      : text;
  }
  const gates = piece.gates
    .map(({ kind, effect, name }) => {
      const says = kind === "fence" ? "fenced by" : effect === "clears" ? "cleared by" : "checked by";
      return `<span class="gate">${says} ${html(name)}</span>`;
    })
    .join("");
  const inner = `<span class="origin">${html(ORIGINS[piece.provenance] ?? piece.provenance)}</span><span class="name">${html(short(piece.text))}</span>`;
  const at = piece.place === null ? "" : ` from ${piece.place.path}:${piece.place.start.line}`;
  const title = ` title="${attribute(`${ORIGINS[piece.provenance] ?? piece.provenance}: ${piece.text}${at}`)}"`;
  const kind = `hole ${attribute(piece.provenance)}`;
  return options.isInteractive && piece.place !== null
    ? `${gates}<button type="button" class="${kind}"${title}${target(piece.place)}>${inner}</button>`
    : `${gates}<span class="${kind}"${title}>${inner}</span>`;
}

const LONGEST_NAME = 80;
function short(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text;
}

const MOST_ENDS = 12;

function renderEnds(call: DocumentCall, options: MapOptions): string {
  const list = [...call.answers].sort((a, b) => rank(a) - rank(b));
  const items = list.slice(0, MOST_ENDS).map((answer) => {
    const isDanger = DANGERS.has(answer.kind);
    const effect =
      answer.effect === "open"
        ? isDanger
          ? "unchecked"
          : ""
        : answer.effect === "cleared"
          ? "made safe"
          : "checked, not made safe";
    const what = answer.to === undefined ? (SINKS[answer.kind] ?? answer.kind) : "another model call";
    const part = answer.part === "text" ? "" : `<span class="tag">${answer.part}</span> `;
    return `<li class="${answer.effect}${isDanger ? " danger" : ""}"><b>${html(what)}</b> ${html(answer.name)} ${part}${effect === "" ? "" : `<i>${effect}</i>`}<span class="at">${renderPlace(answer, options)}</span></li>`;
  });
  const more = list.length > MOST_ENDS ? `<li>… and ${list.length - MOST_ENDS} more places</li>` : "";
  const ends =
    items.length > 0
      ? `<ul>${items.join("")}${more}</ul>`
      : '<p class="empty">No place is known where it ends.</p>';
  return `<h4>The answer goes to</h4>${ends}`;
}

const rank = (answer: DocumentAnswer): number =>
  (DANGERS.has(answer.kind) ? 0 : 10) + ["open", "lowered", "cleared"].indexOf(answer.effect);

/** A place as text, or as a button that leads there. */
export function renderPlace(place: JsonPlace, options: Pick<MapOptions, "isInteractive">): string {
  const text = html(`${place.path}:${place.start.line}`);
  return options.isInteractive
    ? `<button type="button" class="place"${target(place)}>${text}</button>`
    : text;
}

/** What the editor's script reads when a piece is clicked. */
export function target({ path, start, end }: JsonPlace): string {
  return ` data-path="${attribute(path)}" data-at="${start.line},${start.column},${end.line},${end.column}"`;
}
