import type { CancellationToken, Hover } from "vscode-languageserver";
import type { CallView, FindingView, PlaceView, SlotView } from "./analysis/messages.ts";
import type { ServerContext } from "./context.ts";
import { code, plain } from "./markdown.ts";
import { contains } from "./places.ts";
import type { Position } from "./positions.ts";
import { nameOf } from "./wording.ts";

/** Characters of a constant that are shown. */
const LONGEST = 300;
/** Slots of a call that are shown: a shared wrapper has one for each of its callers. */
const MOST_SLOTS = 12;

/** Findings at a place (why, path, repair) and the model call there, its prompt piece by piece. */
export async function hover(
  context: ServerContext,
  uri: string,
  position: Position,
  token: CancellationToken,
): Promise<Hover | null> {
  const document = context.documents.get(uri);
  if (document === undefined || !(await context.waitFor(document, token))) return null;
  const view = context.session.view(document.path);
  const findings = context.client.hoverShowsDiagnostics
    ? []
    : (view?.findings ?? []).filter((finding) => contains(finding.range, position));
  // A call inside the arguments of another one is what the pointer means.
  const calls = (view?.calls ?? [])
    .filter((call) => contains(call.range, position))
    .sort((a, b) => a.range.end.line - a.range.start.line - (b.range.end.line - b.range.start.line));
  const call = calls[0];
  const parts = [
    ...findings.map((finding) => describeFinding(context, finding)),
    ...(call === undefined ? [] : [describeCall(context, call)]),
  ];
  const range = findings[0]?.range ?? call?.range;
  if (parts.length === 0 || range === undefined) return null;
  return { contents: { kind: "markdown", value: parts.join("\n\n---\n\n") }, range };
}

function describeFinding(context: ServerContext, finding: FindingView): string {
  const [first = []] = finding.paths;
  const steps = first.map((step, i) => `${i + 1}. ${plain(step.note)} — ${link(context, step)}`);
  return [
    `**${plain(finding.what)}** ${code(finding.rule)}`,
    plain(finding.why),
    `*Repair:* ${plain(finding.fix)}`,
    ...finding.notes.map((note) => `*Note:* ${plain(note)}`),
    ...(steps.length === 0 ? [] : [`The way of the data:\n\n${steps.join("\n")}`]),
  ].join("\n\n");
}

function describeCall(context: ServerContext, call: CallView): string {
  const slots = call.slots.slice(0, MOST_SLOTS).map((slot) => describeSlot(context, slot));
  const left = call.slots.length - slots.length;
  return [
    `**What the model is given** — ${plain(call.title)}`,
    ...(slots.length === 0 ? ["Nothing is known of what goes in."] : slots),
    ...(left > 0 ? [`… and ${left} more from other callers.`] : []),
  ].join("\n\n");
}

function describeSlot(context: ServerContext, slot: SlotView): string {
  const head = `*${nameOf(slot.slot)}*${slot.repeated ? ", any number of times" : ""} — ${link(context, slot)}`;
  const pieces = slot.pieces.map((piece) => {
    const text = piece.text.length > LONGEST ? `${piece.text.slice(0, LONGEST)}…` : piece.text;
    return `- ${piece.provenance}: ${code(text)}`;
  });
  return `${head}\n\n${pieces.join("\n")}`;
}

function link(context: ServerContext, place: PlaceView): string {
  const name = place.path.slice(place.path.lastIndexOf("/") + 1);
  const line = place.range.start.line + 1;
  return `[${plain(name)}:${line}](${context.uriOf(place.path).replace(/[()<>]/g, encodeURIComponent)}#L${line})`;
}
