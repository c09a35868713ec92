import type { Argument, ObjectSyntax, Span, TextSyntax } from "../ir/constructs.ts";
import { besideItem, callOf, covers, innermost, isRowCall, lineEnd, quoted, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";
import type { Prompt } from "./promptText.ts";
import { addSetting } from "./settings.ts";

/** The message written out as an object of role and content that a span is part of. */
export function messageOf(input: FixInput, span: Span): ObjectSyntax | undefined {
  return innermost(
    input.constructs.objects.filter((o) => entry(o, "role") && entry(o, "content")),
    span,
  );
}

/** The prompt fills the system slot. */
export function isInstruction(input: FixInput, prompt: Prompt): boolean {
  const message = messageOf(input, prompt.use);
  if (message)
    return /^["'`](system|developer)["'`]$/.test(textOf(input, (entry(message, "role") as Argument).value));
  const refs = input.row?.model?.system?.flatMap((r) => r.split("|")) ?? [];
  return refs.some((ref) => {
    const value = valueAt(input, ref);
    return value !== undefined && covers(value, prompt.use);
  });
}

/** Edits that put a text (source) into the instructions of the request that the prompt belongs to. */
export function addSystemText(input: FixInput, prompt: Span, text: string): Edit[] | undefined {
  const { constructs } = input;
  const message = messageOf(input, prompt);
  const role = message && entry(message, "role");
  const list =
    message &&
    constructs.lists.find((l) => l.items.some((i) => i.start === message.start && i.end === message.end));
  const model = input.row?.model;
  if (model?.system && model.system.length > 0) {
    for (const ref of model.system.flatMap((r) => r.split("|"))) {
      const value = valueAt(input, ref);
      if (value) return appendTo(input, value, text);
    }
    const call = callOf(input);
    if (!call) return undefined;
    for (const ref of model.system.flatMap((r) => r.split("|"))) {
      const edit = addSetting(input, call.args, ref, text);
      if (edit) return [edit];
    }
    return undefined;
  }
  if (!message || !role || !list || isHandedElsewhere(input, list)) return undefined;
  for (const item of list.items) {
    const object = constructs.objects.find((o) => o.start === item.start && o.end === item.end);
    const known = object && entry(object, "role");
    const content = object && entry(object, "content");
    if (known && content && /^["'](system|developer)["']$/.test(textOf(input, known.value)))
      return appendTo(input, content.value, text);
  }
  // Instructions of an earlier turn would stand behind these.
  if (list.items.some((i) => /^(?:\.\.\.|\*)/.test(textOf(input, i)) && i.start < message.start))
    return undefined;
  const added = copyOf(input, message, { role: quoted(input, "system"), content: text });
  const first = list.items[0] as Span;
  return [besideItem(input, list, first, added, "before")];
}

/** A function of the program gets the messages: what it makes of a system turn is not said here. */
function isHandedElsewhere(input: FixInput, list: Span): boolean {
  const taker = innermost(
    input.constructs.calls.filter((c) => c.args.some((a) => covers(a.value, list))),
    list,
  );
  return taker !== undefined && !isRowCall(input, taker);
}

/** `"…"` → `"… more"`, or `"…\n\n" + more`, only where it is a text written there. */
function appendTo(input: FixInput, value: Span, text: string): Edit[] | undefined {
  const literal = input.constructs.texts.find((t) => t.start === value.start && t.end === value.end);
  if (!literal) return undefined;
  const at = literal.end - literal.close.length;
  const more = /^(["'`])((?:(?!\1)[^\n])*)\1$/.exec(text);
  if (more && !(more[2] ?? "").includes(literal.close))
    return [{ start: at, end: at, text: `${separator(input, literal)}${more[2]}` }];
  if (!/^[\w$]+$/.test(text)) return undefined;
  return [
    { start: at, end: at, text: "\\n\\n" },
    { start: literal.end, end: literal.end, text: ` + ${text}` },
  ];
}

/** What stands between a text and a sentence that is added to it. */
function separator(input: FixInput, literal: TextSyntax): string {
  const raw = input.text.slice(literal.start + literal.open.length, literal.end - literal.close.length);
  if (/\s$|\\n$/.test(raw) || raw === "") return "";
  if (/[.!?…。]["')\]]{0,2}$/.test(raw)) return " ";
  if (raw.includes("\n")) return lineEnd(input.text);
  return raw.includes("\\n") ? "\\n" : /[\p{L}\d]$/u.test(raw) ? ". " : " ";
}

/** The value of an argument by its reference: "system", "0.system", "0.messages". */
function valueAt(input: FixInput, ref: string): Span | undefined {
  return argumentAt(input, ref)?.value;
}

export function argumentAt(input: FixInput, ref: string): Argument | undefined {
  const call = callOf(input);
  const [head = "", ...rest] = ref.split(".");
  const argument = /^\d+$/.test(head) ? call?.args[Number(head)] : call?.args.find((a) => a.name === head);
  if (!argument || argument.spread) return undefined;
  let at: Argument = argument;
  for (const key of rest) {
    const { value } = at;
    const object = input.constructs.objects.find((o) => o.start === value.start && o.end === value.end);
    const found = object && entry(object, key);
    if (!found) return undefined;
    at = found;
  }
  return at;
}

export const entry = (object: ObjectSyntax, name: string): Argument | undefined =>
  object.entries.find((e) => e.name === name);

/** A message written like another one, with other entries. */
export function copyOf(
  input: FixInput,
  message: ObjectSyntax,
  values: Readonly<Record<string, string>>,
): string {
  const isPython = input.lang === "py";
  const key = (name: string): string => (isPython ? quoted(input, name) : name);
  const pad = !isPython && /^\{\s/.test(textOf(input, message)) ? " " : "";
  return `{${pad}${Object.entries(values)
    .map(([name, value]) => `${key(name)}: ${value}`)
    .join(", ")}${pad}}`;
}
