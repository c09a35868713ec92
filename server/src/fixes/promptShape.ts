import type { Span } from "../ir/constructs.ts";
import { type Hole, type Prompt, tagOf } from "./promptText.ts";

/** A hole that is somebody else's, with the name of the tag that stands for it. */
export type Tagged = Hole & {
  tag: string;
  /** It is what the user wants done, no data to work on. */
  isRequest: boolean;
  /** It has the name of such a thing. */
  isAsked: boolean;
};

/** Holes of others with a tag each; undefined where there are none, or too many to follow with the eye. */
export function taggedHoles(prompt: Prompt): Tagged[] | undefined {
  const holes = prompt.parts.filter((p) => p.kind === "hole").filter((h) => h.isForeign);
  if (holes.length === 0 || holes.length > 5) return undefined;
  // A prompt in a prompt has instructions of its own.
  if (holes.some((h) => /(?:^|_)prompt$/.test(h.name) && !tagIn(prompt, h) && !labelWords(prompt, h)))
    return undefined;
  const names = uniqueNames(holes.map((h) => tagIn(prompt, h) ?? labelWords(prompt, h) ?? h.name));
  const isAnswered = ANSWER.test(wordsOf(prompt)) || !saysWhatToDo(prompt);
  return holes.map((hole, i) => {
    const tag = names[i] as string;
    const isRequest = TASK.test(tag) || (isAnswered && QUESTION.test(tag));
    return Object.assign(hole, { tag, isRequest, isAsked: TASK.test(tag) || QUESTION.test(tag) });
  });
}

/** The tag that the author has put around it. */
function tagIn(prompt: Prompt, hole: Span): string | undefined {
  const around = beside(prompt, hole);
  const tag = /<([a-z][\w-]{0,40})>(?:\s|\\n)*$/.exec(around?.before ?? "")?.[1];
  return tag !== undefined && closes(around?.after ?? "", tag) ? tag : undefined;
}

/** "Job title: " → job_title: what stands before a text says better than a variable what it is. */
function labelWords(prompt: Prompt, hole: Span): string | undefined {
  const before = beside(prompt, hole)?.before ?? "";
  const label =
    /(?:^|\n|\\n)[\s>*#-]{0,60}(?:(?:The|This|Your|Our|My) )?([A-Za-z]+(?: [A-Za-z]+)?)\**:\**(?:\s|\\n){0,20}["'`]{0,3}$/;
  const words = label.exec(before)?.[1];
  if (words === undefined) return undefined;
  return /^(?:user|human|customer)$/i.test(words) ? "user_request" : tagOf(words.replaceAll(" ", "_"));
}

const TASK = /^(?:user_)?(?:request|goal|objective|task|instruction)(?:_\d)?$/;
const QUESTION =
  /^(?:(?:user|users|human|student|customer|original|current|follow_up)_)?(?:question|query|message|msg|prompt|input|pregunta|consulta|mensaje|pergunta|mensagem|frage|nachricht|requete)(?:_\d)?$/;
const ANSWER =
  /(?:^|[.!?:,;\n]|\b(?:and|then|to|please|you|not))\s*(?:answer(?! with)|reply(?! with)|respond to|help|responde|responda|respondez?|beantworte|antworte|r[ée]ponds|r[ée]pondez)\b/i;
const wordsOf = ({ parts }: Prompt): string =>
  parts.map((p) => (p.kind === "text" ? p.raw.replaceAll("\\n", "\n") : "x")).join("");

/** "Translate it. Text: " → "Text: ", which belongs to what follows; undefined where it is all there is. */
export function labelOf(raw: string): string | undefined {
  const label = /(?:\n|\\n|[.!?] )[ \t]*(?=[A-Z])([^.!?:\n\\]{1,40}:(?: |\\n)*)$/.exec(raw)?.[1];
  return label !== undefined && trimmed(raw.slice(0, -label.length)) !== "" ? label : undefined;
}
/** What stood in front of data, as a sentence of its own. */
export const sentence = (raw: string): string => trimmed(raw).replace(/([\p{L}\d)])\s*:$/u, "$1.");

/** The constants beside a hole, as far as they stand in the same text. */
export function beside(prompt: Prompt, hole: Span): { before: string; after: string } | undefined {
  const at = prompt.parts.findIndex((p) => p.start === hole.start);
  const [before, after] = [prompt.parts[at - 1], prompt.parts[at + 1]];
  if (before?.kind === "hole" || after?.kind === "hole") return undefined;
  return { before: before?.raw ?? "", after: after?.raw ?? "" };
}

/** It fills a line, or the rest of one behind a label: a text rather than a word of a sentence. */
export function isBlock(prompt: Prompt, hole: Span): boolean {
  const around = beside(prompt, hole);
  if (!around || !/^["'`]{0,3}[.!?]?[ \t]*(?:\n|\\n|<\/|$)/.test(around.after)) return false;
  const line = around.before.split(/\n|\\n/).pop() ?? "";
  const words = line.match(/[\p{L}\d]+/gu)?.length ?? 0;
  // Between quotes at the end of a sentence it is a word of it.
  return (
    /(?:^|:\**|：|<[\w-]{1,40}>|`{3}\w*)\s*$/.test(line) ||
    (words <= 4 && /(?:^|:\**|：)\s*["'`]{1,3}$/.test(line))
  );
}

/** A place holder reads well there: nothing is glued to it. */
export function standsFree(prompt: Prompt, hole: Span): boolean {
  const around = beside(prompt, hole);
  return (
    around !== undefined &&
    /(?:^|[\s("'`>]|\\n)$/.test(around.before) &&
    /^(?:[\s)"'`<.,;:!?]|\\n|$)/.test(around.after)
  );
}

/** The quote that stands directly before and behind it, "" for none. */
export function quoteAround(prompt: Prompt, hole: Span): string {
  const around = beside(prompt, hole);
  const quote = /\\?["']$/.exec(around?.before ?? "")?.[0] ?? "";
  return quote !== "" && around?.after.startsWith(quote) ? quote : "";
}

/** Texts that fill lines of their own, or one thing in a sentence. */
export const canMove = (prompt: Prompt, holes: readonly Tagged[]): boolean =>
  holes.every((hole) => isBlock(prompt, hole)) ||
  (holes.length === 1 && holes.every((hole) => standsFree(prompt, hole)));

/** Its constants tell what to do, and don't only name what stands behind them. */
export const saysWhatToDo = (prompt: Prompt): boolean =>
  prompt.parts.some(
    (p, i) =>
      p.kind === "text" &&
      p.raw.split(/\n|\\n/).some((line) => {
        const words = line.match(/[\p{L}\d]+/gu)?.length ?? 0;
        return (
          words >= 5 || (words >= 2 && (!/[:：]\s*$/.test(line) || (i === 0 && ORDER.test(line.trim()))))
        );
      }),
  );
export const ORDER =
  /^(?:please|summari[sz]e|translate|rewrite|rephrase|paraphrase|explain|answer|classify|extract|generate|write|create|analy[sz]e|describe|list|convert|correct|fix|review|improve|evaluate|identify)(?!\p{L})/iu;

/** Some line of the constants is more than a label. */
export const saysMore = (prompt: Prompt): boolean =>
  wordsOf(prompt)
    .split("\n")
    .some((line) => (line.match(/\p{L}+/gu)?.length ?? 0) >= 3);

/** The author has put it between such tags already. */
export function isFenced(prompt: Prompt, hole: Tagged): boolean {
  const around = beside(prompt, hole);
  return (
    new RegExp(`<${hole.tag}>(?:\\s|\\\\n)*$`).test(around?.before ?? "") &&
    closes(around?.after ?? "", hole.tag)
  );
}
const closes = (after: string, tag: string): boolean => new RegExp(`^(?:\\s|\\\\n)*</${tag}>`).test(after);

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name}_${n}`;
  });
}

/** Without white space at the ends, written out or as an escape. */
export const trimmed = (raw: string): string => raw.replace(/^(?:\s|\\n)+/, "").replace(/(?:\s|\\n)+$/, "");
