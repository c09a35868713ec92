import type { CallSyntax } from "../ir/constructs.ts";
import { lastWord, lineEnd, replace, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";

/** Another function in the callee's place: a full name as it is, a bare one beside the old one. */
export function renamed(input: FixInput, call: CallSyntax, name: string): Edit[] {
  const { callee, receiver } = call;
  if (name.includes(".")) return [replace(callee, name)];
  if (receiver)
    return [replace({ start: callee.end - lastWord(textOf(input, callee)).length, end: callee.end }, name)];
  return [replace(callee, name), ...siblingImport(input, textOf(input, callee), name)];
}

/** `const run = promise(exec)` of the same file: another one beside it, made of `name`; undefined where there is none. */
export function renamedWrapper(
  input: FixInput,
  call: CallSyntax,
  known: string,
  name: string,
): Edit[] | undefined {
  const callee = textOf(input, call.callee);
  if (!/^[\w$]+$/.test(callee) || known === "" || name.includes(".")) return undefined;
  const escaped = callee.replaceAll("$", "\\$");
  const head = new RegExp(`^(?:const|let|var)\\s+${escaped}\\s*=\\s*([\\w$.]+\\()([\\w$.]+)(\\);?)$`);
  for (const statement of input.constructs.statements) {
    const [, wrap, inner = "", close] = head.exec(textOf(input, statement)) ?? [];
    if (wrap === undefined || lastWord(inner) !== known) continue;
    const other = callee.includes(known) ? callee.replace(known, name) : `${name}Async`;
    const wrapped = inner.replace(/[\w$]+$/, name);
    const line = `const ${other} = ${wrap}${wrapped}${close}`;
    const edits = [replace(call.callee, other)];
    if (input.text.includes(`const ${other} =`)) return edits;
    const uses = input.text.split(new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`)).length - 1;
    const isLast = uses === 2;
    edits.push(
      isLast
        ? replace(statement, line)
        : { start: statement.end, end: statement.end, text: `${lineEnd(input.text)}${line}` },
    );
    if (inner === known) edits.push(...siblingImport(input, known, name, isLast));
    return edits;
  }
  return undefined;
}

/** `name` imported from where `known` comes from; in its place where nothing else uses it. */
function siblingImport(input: FixInput, known: string, name: string, mayReplace = true): Edit[] {
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
    return uses === 2 && mayReplace
      ? [replace({ start, end: start + known.length }, name)]
      : [{ start, end: start, text: `${name}, ` }];
  }
  return [];
}
