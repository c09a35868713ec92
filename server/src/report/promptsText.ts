import type { PromptCall, PromptSlot } from "../findings/finding.ts";
import { escapeControls, escapeSentence } from "./escape.ts";
import { orderPrompts } from "./json.ts";
import { maskResult, type ReportInput } from "./report.ts";
import { openSources } from "./source.ts";

/** The prompt map for people: each model call, its slots, and piece by piece what fills them and where that comes from. */
export function renderPromptsText(input: ReportInput): string {
  const place = placeNamer(input);
  const prompts = orderPrompts(maskResult(input.result, input.maskSecrets).prompts);
  const blocks = prompts.map((prompt) => `${renderPrompt(prompt, place)}\n\n`);
  const { stats } = input.result;
  const calls = `${prompts.length} model call${prompts.length === 1 ? "" : "s"}`;
  return `${blocks.join("")}${calls} in ${stats.analysed} of ${stats.files} files.\n`;
}

type PlaceNamer = (place: { path: string; start: number }) => string;

function renderPrompt(prompt: PromptCall, place: PlaceNamer): string {
  const slots = prompt.slots.flatMap((slot) => renderSlot(slot, place));
  const none = slots.length === 0 ? ["  (nothing is known of what goes in)"] : [];
  return [`${place(prompt)}  ${escapeSentence(prompt.call)}`, ...slots, ...none].join("\n");
}

function renderSlot(slot: PromptSlot, place: PlaceNamer): string[] {
  const head = `  ${slot.slot}${slot.repeated ? ", any number of times" : ""}  ${place(slot)}`;
  const width = Math.max(0, ...slot.pieces.map((piece) => piece.provenance.length));
  const pieces = slot.pieces.map((piece) => {
    const text = piece.provenance === "constant" ? quote(piece.text) : escapeSentence(piece.text);
    const at =
      piece.path === undefined || piece.start === undefined
        ? ""
        : `  ${place({ path: piece.path, start: piece.start })}`;
    return `    ${piece.provenance.padEnd(width)}  ${text}${piece.provenance === "constant" ? "" : at}`;
  });
  return [head, ...pieces];
}

/** UTF-16 units of a constant that are shown; the JSON form has all of it. */
const LONGEST = 200;

function quote(text: string): string {
  const cut = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const quoted = escapeControls(
    cut.replace(/\r\n?/g, "\n").replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t"),
  );
  return cut === text ? `"${quoted}"` : `"${quoted}…" (${text.length} characters)`;
}

function placeNamer(input: ReportInput): PlaceNamer {
  const openSource = openSources(input);
  return ({ path, start }) => {
    const { line, column } = openSource(path).position(start);
    return `${escapeSentence(input.displayName(path))}:${line}:${column}`;
  };
}
