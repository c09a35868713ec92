/** A text inside an element or a quoted attribute; control characters, which XML cannot hold, are gone before (`escapeSentence`). */
export function xmlText(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (char) => ENTITIES[char] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** `name="value"` pairs, each with a space before it; an undefined one is left out. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join("");
}
