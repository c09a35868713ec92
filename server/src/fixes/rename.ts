import type { CallSyntax } from "../ir/constructs.ts";
import { replace, textOf, withImport } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";

/** Another function in the callee's place: a full name as it is, a bare one beside the old one. */
export function renamed(input: FixInput, call: CallSyntax, name: string): Edit[] {
  const { callee, receiver } = call;
  if (name.includes(".")) return [replace(callee, name)];
  if (receiver)
    return [replace({ start: callee.end - lastWord(textOf(input, callee)).length, end: callee.end }, name)];
  return [replace(callee, name), ...siblingImport(input, textOf(input, callee), name)];
}
const lastWord = (text: string): string => /[\w$]+$/.exec(text)?.[0] ?? "";

/** The import of `name` from where `known` comes from. */
function siblingImport(input: FixInput, known: string, name: string): Edit[] {
  for (const at of input.constructs.imports) {
    const text = textOf(input, at);
    if (!new RegExp(`(?<![\\w$])${known.replaceAll("$", "\\$")}(?![\\w$])`).test(text)) continue;
    const python = /^from\s+([\w.]+)\s+import/.exec(text);
    const script = /from\s*(["'][^"']+["'])/.exec(text);
    if (python) return withImport(input, `from ${python[1]} import ${name}`);
    if (script) return withImport(input, `import { ${name} } from ${script[1]};`);
  }
  return [];
}
