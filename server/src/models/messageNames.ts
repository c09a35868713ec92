import type { LoadedPack, MessageRow } from "./pack.ts";

/** Names of the classes and functions that make a message of a request, in one language; a name that stands for several roles is none. */
export function messageNames(
  packs: readonly LoadedPack[],
  isPython: boolean,
): ReadonlyMap<string, MessageRow> {
  const found = new Map<string, MessageRow>();
  const other = new Set<string>();
  for (const pack of packs) {
    if (pack.ecosystem === "lang" || (pack.ecosystem === "pypi") !== isPython) continue;
    for (const [path, { message }] of Object.entries(pack.functions ?? {})) {
      if (!message) continue;
      const name = path.slice(path.lastIndexOf(".") + 1);
      const known = found.get(name);
      if (known && known.role !== message.role) other.add(name);
      found.set(name, message);
    }
  }
  for (const name of other) found.delete(name);
  return found;
}

/** A class that makes prompt templates, whose holes are names in braces. */
export interface TemplateClass {
  /** Member that takes one text. */
  text?: string;
  /** Member that takes a list of messages. */
  messages?: string;
}

/** Classes that make prompt templates of texts or messages with names in braces, by their exported name, in one language. */
export function templateClasses(
  packs: readonly LoadedPack[],
  isPython: boolean,
): ReadonlyMap<string, TemplateClass> {
  const found = new Map<string, TemplateClass>();
  for (const pack of packs) {
    if (pack.ecosystem === "lang" || (pack.ecosystem === "pypi") !== isPython) continue;
    for (const type of Object.values(pack.types ?? {})) {
      const made: TemplateClass = {};
      for (const [name, row] of Object.entries(type.members ?? {})) {
        if (typeof row === "string" || row.template?.format !== "f") continue;
        if (row.template.text !== undefined) made.text ??= name;
        if (row.template.messages !== undefined) made.messages ??= name;
      }
      if (made.text === undefined && made.messages === undefined) continue;
      for (const path of type.exported ?? []) {
        const name = path.slice(path.lastIndexOf(".") + 1);
        found.set(name, { ...made, ...found.get(name) });
      }
    }
  }
  return found;
}
