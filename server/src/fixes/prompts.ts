import type { TextSyntax } from "../ir/constructs.ts";
import { besideItem, CONSTANT_NAME, callOf, constantText, fix, quoted, replace, textOf } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { fence, parted, plain, tagsSentence, withoutMark } from "./promptEdits.ts";
import {
  canMove,
  isBlock,
  isFenced,
  labelOf,
  saysMore,
  saysWhatToDo,
  sentence,
  standsFree,
  type Tagged,
  taggedHoles,
} from "./promptShape.ts";
import { addSystemText, argumentAt, isInstruction } from "./promptSlots.ts";
import { isSmall, type Prompt, promptAt } from "./promptText.ts";
import { isSystem, listOf, turnAt, turnOf } from "./turns.ts";

/** Instructions and data in one text → marked where it stands, or the instructions in the system slot and the data in a message of its own. */
export function splitPrompt(input: FixInput): Fix[] {
  const prompt = promptAt(input);
  if (!prompt || isInstruction(input, prompt)) return [];
  if (prompt.isPart || prompt.isElsewhere) return delimit(input);
  const holes = taggedHoles(withAllData(prompt));
  if (!holes || holes.some((hole) => isFenced(prompt, hole))) return [];
  const [only] = holes;
  const isEdge = prompt.parts.length === 2 && only !== undefined;
  // Labels of data are no instructions, and what stands among the instructions reads best where it is.
  const isMoved = isEdge && saysWhatToDo(prompt) && !hasOtherTurns(input, prompt);
  const marked = isMoved ? [] : delimit(input);
  if (marked.length > 0 || !saysWhatToDo(prompt)) return marked;
  if (holes.some((hole) => isSmall(hole)) || !canMove(prompt, holes)) return [];
  if (isEdge) return splitAtEdge(input, prompt, only);
  const both = parted(input, prompt, holes, true);
  if (!both) return [];
  // A variable keeps the instructions; the data goes where it is handed over.
  const isDirect = prompt.use.start === prompt.start;
  const system = addSystemText(input, prompt, isDirect ? both.instructions : textOf(input, prompt.use));
  const edits = isDirect ? [] : [replace(prompt, both.instructions)];
  return system
    ? [fix(input, "suggested", TO_SYSTEM, [...system, ...edits, replace(prompt.use, both.data)])]
    : [];
}
const TO_SYSTEM = "Move the instructions to the system prompt";

/** Beside the instructions and this one there are turns in the list: it is a word of a conversation. */
function hasOtherTurns(input: FixInput, { use }: Prompt): boolean {
  const turn = turnAt(input, use);
  const list = turn && listOf(input, turn);
  return (
    list?.items.some((item) => {
      const other = turnOf(input, item);
      return item.start !== turn?.start && !(other && isSystem(other));
    }) ?? false
  );
}

/** A constant and what it is about, the one behind the other. */
function splitAtEdge(input: FixInput, prompt: Prompt, only: Tagged): Fix[] {
  const words = prompt.parts.find((p) => p.kind === "text")?.raw ?? "";
  const label = !prompt.isSum && prompt.parts.at(-1) === only ? labelOf(words) : undefined;
  const bare = prompt.isTemplate ? quoted(input, only.expression) : only.expression;
  const data = label ? `${prompt.open}${label}${textOf(input, only)}${prompt.close}` : bare;
  const raw = plain(input, prompt, sentence(words.slice(0, words.length - (label?.length ?? 0))));
  if (raw === "") return [];
  const instructions = constantText(input, withoutMark(input, prompt), raw, prompt.close);
  const system = addSystemText(input, prompt, instructions);
  return system ? [fix(input, "suggested", TO_SYSTEM, [...system, replace(prompt, data)])] : [];
}

/** Whatever is no constant and no small setting moves: what was in the user's message has no place among the instructions. */
function withAllData(prompt: Prompt): Prompt {
  for (const part of prompt.parts)
    if (part.kind === "hole" && !part.isOwn && !CONSTANT_NAME.test(part.expression) && !isSmall(part))
      part.isForeign = true;
  return prompt;
}
const NUMBER = /^(?:n|k|top|num|number|count|max|min|limit|size|length)(?:_|$)/;

/** Data in the instructions → a place holder there, the data tagged in a user message. */
export function moveOutOfSystem(input: FixInput): Fix[] {
  const prompt = promptAt(input);
  if (!prompt || prompt.isPart || prompt.isElsewhere || !isInstruction(input, prompt)) return [];
  if (input.finding.anchor?.consequence && input.finding.ruleId !== "untrusted-system-prompt") return [];
  if (input.finding.ruleId !== "untrusted-system-prompt")
    for (const part of prompt.parts)
      if (part.kind === "hole" && !part.isOnPath && isSmall(part)) part.isForeign = false;
  const holes = taggedHoles(prompt);
  if (!holes || holes.some((hole) => isFenced(prompt, hole))) return [];
  // Moved as a whole, no instructions would be left.
  if (!saysMore(prompt) || holes.some((hole) => NUMBER.test(hole.name) || !standsFree(prompt, hole)))
    return [];
  const message = turnAt(input, prompt.use);
  const list = message && listOf(input, message);
  if (message && !list) return [];
  const both = parted(input, prompt, holes, false);
  if (!both) return [];
  const { data } = both;
  const kept = [replace(prompt, both.instructions)];
  if (!message) return settingToUser(input, kept, data);
  const added = message.like("user", data);
  if (!added) return [];
  return [
    fix(input, "suggested", "Move it to a user message", [
      ...kept,
      besideItem(input, list, message, added.text, "behind"),
      ...added.imports,
    ]),
  ];
}

/** Foreign text in a user message → inside tags that the system prompt declares as data. */
export function delimit(input: FixInput): Fix[] {
  const prompt = promptAt(input);
  // Where the answer does something by itself, tags alone don't do.
  if (!prompt || isInstruction(input, prompt) || input.finding.anchor?.consequence) return [];
  // Of what is said in the same request all is as foreign; beside a page or a document it is no matter of the finding.
  const isSaid = input.finding.ruleId === "unseparated-prompt";
  for (const part of prompt.parts)
    if (part.kind === "hole" && !part.isOnPath && (isSmall(part) || (!isSaid && !isBlock(prompt, part))))
      part.isForeign = false;
  const isKnown = prompt.parts.some((p) => p.kind === "hole" && p.isOnPath);
  for (const hole of taggedHoles(prompt) ?? [])
    if (isKnown && !hole.isOnPath && (isSaid ? hole.isRequest : hole.isAsked)) hole.isForeign = false;
  const holes = taggedHoles(prompt);
  if (
    holes?.some((h) => !isFenced(prompt, h) && !isBlock(prompt, h) && (isSmall(h) || !standsFree(prompt, h)))
  )
    return [];
  // What the finding is about was said by others, whatever it is called.
  if (!isSaid) for (const hole of holes ?? []) if (hole.isOnPath) hole.isRequest = false;
  const system = holes && addSystemText(input, prompt, quoted(input, tagsSentence(holes)));
  if (!holes || !system) return [];
  const tags = holes.flatMap((hole) => (isFenced(prompt, hole) ? [] : fence(input, prompt, hole)));
  return [fix(input, "suggested", "Mark it as data and say so in the system prompt", [...tags, ...system])];
}

/** A system setting with data in it, beside a user text of the same call. */
function settingToUser(input: FixInput, kept: readonly Edit[], data: string): Fix[] {
  const call = callOf(input);
  const model = input.row?.model;
  if (!call || !model || input.finding.anchor?.path !== input.finding.path) return [];
  const title = "Move it to a user message";
  for (const ref of [...(model.user ?? []), ...(model.messages ?? [])].flatMap((r) => r.split("|"))) {
    const given = argumentAt(input, ref);
    if (!given) continue;
    const { value, shorthand } = given;
    const list = input.constructs.lists.find((l) => l.start === value.start && l.end === value.end);
    if (list) {
      const first = list.items[0] && turnOf(input, list.items[0]);
      const added = first?.like("user", data);
      if (!first || !added) continue;
      const edits = [...kept, besideItem(input, list, first, added.text, "before"), ...added.imports];
      return [fix(input, "suggested", title, edits)];
    }
    const text = input.constructs.texts.find((t) => t.start === value.start && t.end === value.end);
    const written = textOf(input, value);
    if (!text && !/^[\w.]+$/.test(written)) continue;
    // A variable may be a list of messages, or a text.
    if (!text && (MESSAGES.test(written) || !model.user?.some((r) => r.split("|").includes(ref)))) continue;
    const hole = input.lang === "py" ? `{${written}}` : `\${${written}}`;
    const joined = text ? extended(input, data, text) : `${data.slice(0, -1)}\\n\\n${hole}${data.slice(-1)}`;
    if (joined === undefined) continue;
    const whole = shorthand ? `${written}: ${joined}` : joined;
    return [fix(input, "suggested", "Move it to the user's text", [...kept, replace(value, whole)])];
  }
  return [];
}
const MESSAGES = /(?:messages|history|turns|contents?|conversation)$/i;

/** A template with another text behind its holes; undefined where that would have to be escaped. */
function extended(input: FixInput, data: string, text: TextSyntax): string | undefined {
  const [only, more] = text.pieces;
  // The same kind of template: one continues the other.
  if (data.startsWith(text.open) && text.close === data.slice(-1)) {
    const inner = input.text.slice(text.start + text.open.length, text.end - text.close.length);
    return `${data.slice(0, -1)}\\n\\n${inner}${text.close}`;
  }
  if (more || only?.kind !== "text" || text.open.length > 1) return undefined;
  const raw = textOf(input, only);
  const close = data.slice(-1);
  const isSafe = !raw.includes(close) && !(input.lang === "py" ? /[{}]/ : /\$\{/).test(raw);
  return isSafe ? `${data.slice(0, -1)}\\n\\n${raw}${close}` : undefined;
}
