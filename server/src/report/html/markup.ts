import { escapeControls } from "../escape.ts";

/** Text in a page: nothing in it is markup, moves the cursor or hides what it says. Line ends stay. */
export function html(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) =>
      escapeControls(line.replaceAll("\t", "    ")).replace(
        /[&<>"'`]/g,
        (char) => `&#${char.charCodeAt(0)};`,
      ),
    )
    .join("\n");
}

/** The same on one line, for attributes and headings. */
export function attribute(text: string): string {
  return html(text.replace(/\s+/g, " "));
}

/** What a script reads of an attribute. */
export function readAs(text: string): string {
  return escapeControls(text.replace(/\s+/g, " "));
}

/** A long text by its beginning and end, with what was left out counted. */
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return html(text);
  const head = Math.floor(longest * 0.75);
  const left = text.length - longest;
  return `${html(text.slice(0, head))}<span class="cut"> … ${left} characters … </span>${html(text.slice(text.length - (longest - head)))}`;
}

/** An id that can stand in an address: the same text gives the same one. */
export function anchor(kind: string, number: number): string {
  return `${kind}-${number}`;
}
