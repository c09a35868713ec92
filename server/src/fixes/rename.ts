import type { CallSyntax } from "../ir/constructs.ts";
import { lastWord, replace, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";

/** Another function in the callee's place: a full name as it is, a bare one beside the old one. */
export function renamed(input: FixInput, call: CallSyntax, name: string): Edit[] {
  const { callee, receiver } = call;
  if (name.includes(".")) return [replace(callee, name)];
  if (receiver)
    return [replace({ start: callee.end - lastWord(textOf(input, callee)).length, end: callee.end }, name)];
  return [replace(callee, name), ...siblingImport(input, textOf(input, callee), name)];
}

/** `name` imported from where `known` comes from; in its place where nothing else uses it. */
function siblingImport(input: FixInput, known: string, name: string): Edit[] {
  const word = new RegExp(`(?<![\\w$])${known.replaceAll("$", "\\$")}(?![\\w$])`);
  const uses = input.text.split(new RegExp(word, "g")).length - 1;
  for (const at of input.constructs.imports) {
    const text = textOf(input, at);
    const found = word.exec(text);
    if (!found) continue;
    if (
      new RegExp(`[\\s{,(]${name.replaceAll("$", "\\$")}[\\s,})]|${name.replaceAll("$", "\\$")}$`).test(text)
    )
      return [];
    // Under another name it is no longer what it was.
    if (/\bas\b/.test(text)) return [];
    const start = at.start + found.index;
    return uses === 2
      ? [replace({ start, end: start + known.length }, name)]
      : [{ start, end: start, text: `${name}, ` }];
  }
  return [];
}
