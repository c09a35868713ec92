import type { Argument, Span, TextSyntax } from "../ir/constructs.ts";
import type { ModelRow } from "../models/pack.ts";
import {
  besideItem,
  callOf,
  covers,
  definitionOf,
  innermost,
  isRowCall,
  lastWord,
  lineEnd,
  onlyOne,
  textOf,
} from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";
import { type Prompt, templateOf } from "./promptText.ts";
import { addSetting } from "./settings.ts";
import { entry, isSystem, listOf, turnAt, turnOf, written } from "./turns.ts";
import { variableAt } from "./variables.ts";

/** The prompt fills the system slot. */
export function isInstruction(input: FixInput, prompt: Prompt): boolean {
  const turn = turnAt(input, prompt.use);
  if (turn) return isSystem(turn);
  const refs = input.row?.model?.system?.flatMap((r) => r.split("|")) ?? [];
  return refs.some((ref) => {
    const value = valueAt(input, ref);
    return value !== undefined && covers(value, prompt.use);
  });
}

/** Edits that put a text (source) into the instructions of the request that the prompt belongs to. */
export function addSystemText(input: FixInput, of: Prompt, text: string): Edit[] | undefined {
  const { use: prompt, isTemplate } = of;
  const turn = turnAt(input, prompt);
  const list = turn && listOf(input, turn);
  const own = list?.items.map((i) => turnOf(input, i)).find((known) => known && isSystem(known));
  if (own) return appendTo(input, own.content, text);
  const model = isTemplate && !of.isElsewhere ? undefined : input.row?.model;
  if (model?.system && model.system.length > 0) return addToSlot(input, model, text);
  if (!turn && isTemplate) return asTemplateTurns(input, prompt, text);
  if (!turn) return model?.turns ? asTurns(input, model.turns, prompt, text) : undefined;
  if (!list) return undefined;
  if (!isTemplate && isHandedElsewhere(input, list)) return undefined;
  // Instructions of an earlier turn would stand behind these.
  if (list.items.some((i) => /^(?:\.\.\.|\*)/.test(textOf(input, i)) && i.start < turn.start))
    return undefined;
  const added = turn.like("system", text);
  const first = list.items[0] as Span;
  return added && [besideItem(input, list, first, added.text, "before"), ...added.imports];
}

/** The slot for instructions that the call has. */
function addToSlot(
  input: FixInput,
  { system = [], systemAs, systemReplaces }: ModelRow,
  text: string,
): Edit[] | undefined {
  const refs = system.flatMap((r) => r.split("|"));
  for (const ref of refs) {
    const value = valueAt(input, ref);
    if (!value) continue;
    if (systemAs === undefined) return appendTo(input, value, text);
    const inside = onlyOne(input.constructs.texts.filter((t) => covers(value, t) && !isKey(input, t)));
    return inside && appendTo(input, inside, text);
  }
  const call = callOf(input);
  if (!call || systemReplaces) return undefined;
  for (const ref of refs) {
    const edit = addSetting(input, call.args, ref, systemAs?.replace("{0}", () => text) ?? text);
    if (edit) return [edit];
  }
  return undefined;
}
const isKey = (input: FixInput, { end }: Span): boolean => /^\s*:/.test(input.text.slice(end, end + 20));

/** A template of one text → a template of two messages. */
function asTemplateTurns(input: FixInput, prompt: Span, text: string): Edit[] | undefined {
  const call = input.constructs.calls.find(
    (c) => c.args.length === 1 && c.args[0]?.start === prompt.start && c.args[0].end === prompt.end,
  );
  const made = call && templateOf(input, call);
  const name = call && lastWord(textOf(input, call.callee));
  if (!call || !made?.messages || name === undefined || name !== made.text) return undefined;
  const renamed = { start: call.callee.end - name.length, end: call.callee.end, text: made.messages };
  return [renamed, ...behindInstructions(input, "pairs", prompt, text)];
}

/** Edits around a text that make it the second of two messages. */
function behindInstructions(
  input: FixInput,
  how: NonNullable<ModelRow["turns"]>,
  prompt: Span,
  text: string,
): Edit[] {
  const place = "\u0000";
  const [before = "", after = ""] = written(input, how, "user", place).split(place);
  const instructions = written(input, how, "system", text);
  return [
    { start: prompt.start, end: prompt.start, text: `[${instructions}, ${before}` },
    { start: prompt.end, end: prompt.end, text: `${after}]` },
  ];
}

/** One text that is the whole request → a list of two messages. */
function asTurns(
  input: FixInput,
  how: NonNullable<ModelRow["turns"]>,
  prompt: Span,
  text: string,
): Edit[] | undefined {
  const refs = [...(input.row?.model?.user ?? []), ...(input.row?.model?.messages ?? [])];
  const isWhole = refs
    .flatMap((r) => r.split("|"))
    .map((ref) => valueAt(input, ref))
    .some((value) => value?.start === prompt.start && value.end === prompt.end);
  const isList = input.constructs.lists.some((l) => l.start === prompt.start && l.end === prompt.end);
  if (!isWhole || isList) return undefined;
  return behindInstructions(input, how, prompt, text);
}

/** A function of the program gets the messages: what it makes of a system turn is not said here. */
function isHandedElsewhere(input: FixInput, list: Span): boolean {
  const taker = innermost(
    input.constructs.calls.filter((c) => c.args.some((a) => covers(a.value, list))),
    list,
  );
  return taker !== undefined && !isRowCall(input, taker);
}

/** `"…"` → `"… more"`, or `"…\n\n" + more`, only where it is a text of this file that nobody else reads. */
function appendTo(input: FixInput, value: Span, text: string): Edit[] | undefined {
  const { texts, joined } = input.constructs;
  const isWritten = !/^[A-Za-z_$][\w$]*$/.test(textOf(input, value));
  const local = isWritten ? undefined : variableAt(input, value);
  const isOnlyHere = local?.additions.length === 0 && local.reads.length === 0;
  const at = isWritten ? value : isOnlyHere ? local.value : definitionOf(input, value);
  if (!at) return undefined;
  const bare = textOf(input, at).replace(/^[(\s]+/, "");
  const start = at.end - bare.length;
  const several = joined.find((t) => t.start === start && /^[)\s]*$/.test(input.text.slice(t.end, at.end)));
  const literal = several
    ? texts.findLast((t) => covers(several, t) && t.end === several.end)
    : texts.find((t) => t.start === at.start && t.end === at.end);
  if (!literal) return undefined;
  const end = literal.end - literal.close.length;
  const more = /^(["'`])((?:(?!\1)[^\n])*)\1$/.exec(text)?.[2];
  if (more !== undefined && !more.includes(literal.close))
    return [sentenceBehind(input, literal, several, more)];
  // A variable of the place of the call may not be there yet.
  if (!isWritten || several || !/^[\w$]+$/.test(text)) return undefined;
  return [
    { start: end, end, text: "\\n\\n" },
    { start: literal.end, end: literal.end, text: ` + ${text}` },
  ];
}

/** A sentence at the end of a text, in the form in which the text is written: a piece, an item, a line of its own. */
function sentenceBehind(input: FixInput, literal: TextSyntax, several: Span | undefined, more: string): Edit {
  const { close } = literal;
  const end = literal.end - close.length;
  const gap = /\n[ \t]*$/.exec(input.text.slice(several?.start ?? literal.start, literal.start))?.[0];
  if (several && gap !== undefined) {
    const open = literal.open.replace(/f/i, "");
    return { start: end, end, text: `${separator(input, literal)}${close}${gap}${open}${more}` };
  }
  const raw = input.text.slice(literal.start + literal.open.length, end);
  const eol = lineEnd(input.text);
  // The closing quotes stay on their line.
  const tail = /(?:^|\n)([ \t]*)$/.exec(raw)?.[1];
  if (tail !== undefined && raw.trim() !== "" && raw.includes("\n")) {
    const [, indent = "", item = ""] = /(?:^|\n)([ \t]*)([-*] )?\S[^\n]*\s*$/.exec(raw) ?? [];
    const at = end - tail.length;
    return { start: at, end: at, text: `${indent}${item}${more}${eol}` };
  }
  const isItem = /(?:^|\n)[ \t]*[-*] [^\n]*$/.test(raw);
  return { start: end, end, text: isItem ? `${eol}- ${more}` : `${separator(input, literal)}${more}` };
}

/** What stands between a text and a sentence that is added to it. */
function separator(input: FixInput, literal: TextSyntax): string {
  const raw = input.text.slice(literal.start + literal.open.length, literal.end - literal.close.length);
  if (/\s$|\\n$/.test(raw) || raw === "") return "";
  if (raw.includes("\n")) return lineEnd(input.text) + (/\n([ \t]*)[^\n]*$/.exec(raw)?.[1] ?? "");
  if (/[.!?…。]["')\]]{0,2}$/.test(raw)) return " ";
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
    const found = object && entry(object.entries, key);
    if (!found) return undefined;
    at = found;
  }
  return at;
}
