import type { Argument, CallSyntax, ListSyntax, ObjectSyntax, Span } from "../ir/constructs.ts";
import { applyEdits } from "./applyFixes.ts";
import { covers, innermost, lastWord, lineEnd, quoted, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";

/** One message of a request as it is written: an object of role and content, a message of a class of its own, a pair. */
export interface Turn extends Span {
  /** The word that says who speaks, as written; undefined where a variable does. */
  role: string | undefined;
  content: Span;
  /** Another message of this kind; undefined where the file does not tell how it would be written. */
  like(role: "system" | "user", text: string): { text: string; imports: Edit[] } | undefined;
}

export const isSystem = ({ role }: Turn): boolean =>
  role !== undefined && /^(?:system|developer)$/i.test(role);

/** The message that a span is part of. */
export function turnAt(input: FixInput, span: Span): Turn | undefined {
  const { calls, objects, lists } = input.constructs;
  const found = [
    ...objects.filter((o) => covers(o, span)).map((o) => ofObject(input, o)),
    ...calls.filter((c) => covers(c.inner, span)).map((c) => ofCall(input, c)),
    ...lists.filter((l) => covers(l, span)).map((l) => ofPair(input, l)),
  ].filter((turn): turn is Turn => turn !== undefined && covers(turn.content, span));
  return innermost(found, span);
}

/** The message that a span is. */
export function turnOf(input: FixInput, { start, end }: Span): Turn | undefined {
  const { calls, objects, lists } = input.constructs;
  const isIt = (s: Span): boolean => s.start === start && s.end === end;
  const object = objects.find(isIt);
  const call = calls.find(isIt);
  const list = lists.find(isIt);
  return (
    (object && ofObject(input, object)) ?? (call && ofCall(input, call)) ?? (list && ofPair(input, list))
  );
}

/** The list that a message stands in. */
export const listOf = (input: FixInput, turn: Span): ListSyntax | undefined =>
  input.constructs.lists.find((l) => l.items.some((i) => i.start === turn.start && i.end === turn.end));

export const entry = (list: readonly Argument[], ...names: string[]): Argument | undefined =>
  list.find((e) => e.name !== undefined && names.includes(e.name));

/** `{ role: "user", content }`; parts of a content are only looked into. */
function ofObject(input: FixInput, object: ObjectSyntax): Turn | undefined {
  const role = entry(object.entries, "role");
  const content = entry(object.entries, "content", "parts");
  if (!role || !content) return undefined;
  const isPadded = /^\{\s/.test(textOf(input, object));
  return {
    ...{ start: object.start, end: object.end },
    role: roleIn(textOf(input, role.value)),
    content: content.value,
    like: (as, text) =>
      content.name === "content"
        ? { text: written(input, "objects", as, text, isPadded), imports: [] }
        : undefined,
  };
}

/** A message as its source: an object of role and content, or a pair of them. */
export function written(
  input: FixInput,
  how: "objects" | "pairs",
  role: "system" | "user",
  text: string,
  isPadded = true,
): string {
  const isPython = input.lang === "py";
  if (how === "pairs") {
    const pair = `${quoted(input, role === "user" ? "human" : role)}, ${text}`;
    return isPython ? `(${pair})` : `[${pair}]`;
  }
  const key = (name: string): string => (isPython ? quoted(input, name) : name);
  const pad = isPadded && !isPython ? " " : "";
  return `{${pad}${key("role")}: ${quoted(input, role)}, ${key("content")}: ${text}${pad}}`;
}

/** `HumanMessage(content=…)`, `new HumanMessage(…)`, `ChatMessage(role="user", content=…)`. */
function ofCall(input: FixInput, call: CallSyntax): Turn | undefined {
  const { start, end } = call;
  const name = lastWord(textOf(input, call.callee));
  const row = input.message(name);
  const given = call.args[0];
  const options =
    given && input.constructs.objects.find((o) => o.start === given.value.start && o.end === given.value.end);
  const named = options ? options.entries : call.args;
  const content = entry(named, "content") ?? (options ? undefined : given);
  if (!content || content.spread || content.shorthand) return undefined;
  const said = entry(named, "role");
  if (said) {
    const role = roleIn(textOf(input, said.value));
    if (role === undefined || content.name === undefined) return undefined;
    const like: Turn["like"] = (as, text) => {
      const word = textOf(input, said.value).replace(
        role,
        role === role.toUpperCase() ? as.toUpperCase() : as,
      );
      return { text: filled(input, call, [said.value, word], [content.value, text]), imports: [] };
    };
    return { start, end, role, content: content.value, like };
  }
  if (!row || (row.role !== "user" && row.role !== "system")) return undefined;
  const like: Turn["like"] = (as, text) => {
    const other = as === "system" ? name.replace(/Human|User/, "System") : name.replace("System", "Human");
    if (other === name ? row.role !== as : input.message(other)?.role !== as) return undefined;
    const imports = besideImport(input, name, other);
    const callee = { start: call.callee.end - name.length, end: call.callee.end };
    return imports && { text: filled(input, call, [callee, other], [content.value, text]), imports };
  };
  return { start, end, role: row.role, content: content.value, like };
}

/** `("human", text)`, `["human", text]`. */
function ofPair(input: FixInput, list: Span & { items: readonly Span[] }): Turn | undefined {
  const [first, content, more] = list.items;
  if (!first || !content || more) return undefined;
  const role = /^["'](system|developer|human|user|ai|assistant)["']$/.exec(textOf(input, first))?.[1];
  if (role === undefined) return undefined;
  const like: Turn["like"] = (as, text) => ({
    text: filled(input, list, [first, quoted(input, as === "system" ? as : "human")], [content, text]),
    imports: [],
  });
  return { start: list.start, end: list.end, role, content, like };
}

/** "user" of `"user"`, `MessageRole.USER`. */
const roleIn = (written: string): string | undefined =>
  /^["'`]([a-z]+)["'`]$/.exec(written)?.[1] ?? /^[\w.]+\.([A-Za-z]+)$/.exec(written)?.[1];

/** The source of a span with parts of it replaced. */
const filled = (input: FixInput, span: Span, ...parts: [Span, string][]): string =>
  applyEdits(
    textOf(input, span),
    parts.map(([{ start, end }, text]) => ({ start: start - span.start, end: end - span.start, text })),
  );

/** Brings a name in by the statement that brings `known` in; undefined where none does. */
function besideImport(input: FixInput, known: string, name: string): Edit[] | undefined {
  if (known === name) return [];
  const word = (text: string): RegExp => new RegExp(`(?<![\\w$.])${text}(?![\\w$])`);
  const all = input.constructs.imports.map((at) => ({ at, written: textOf(input, at) }));
  if (all.some(({ written }) => word(name).test(written))) return [];
  for (const { at, written } of all) {
    const names = input.lang === "py" ? written.indexOf(" import ") + 8 : written.indexOf("{");
    const found = word(known).exec(written.slice(Math.max(0, names)));
    if (!found || names < 0 || / as\b/.test(written)) continue;
    const isBefore = name < known;
    const index = at.start + names + found.index;
    const line = input.text.lastIndexOf("\n", index - 1) + 1;
    const lead = input.text.slice(line, index);
    const gap = lead.trim() === "" && line > at.start ? `,${lineEnd(input.text)}${lead}` : ", ";
    const place = isBefore ? index : index + known.length;
    return [{ start: place, end: place, text: isBefore ? `${name}${gap}` : `${gap}${name}` }];
  }
  return undefined;
}
