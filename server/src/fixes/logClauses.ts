import type { Argument, CallSyntax, TextSyntax } from "../ir/constructs.ts";
import { quoted, replace, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";
import { foreignHoles, type HolePiece, textAt } from "./logForeign.ts";
import { isDebug, isKnownText } from "./logPurpose.ts";

/** What introduces a value behind it: "… for", "… for topic:", "…, key=", a colon, a quote. */
const LABEL_END =
  /(?:\s{0,2}[|,;])?(?:\s\w{1,30}(?==)|(?:\s|\.{3})(?:for|of|on|about|from|by)\s(?:the\s|this\s|user\s)?[\p{L}_]{2,20}(?=\s?[:=])|(?:\s|\.{3})(?:for|of|with|from|to|in|on|by|about|as|like|via|and)(?=\s|:)|\s(?:for|of|with|from|to|by|about|as)(?=$))?(?:\s|:|=|-|→|>|\\n|["'`(]){0,8}$/u;
/** A sentence does not end so. */
const OPEN_END = /(?<!\p{L})(?:is|was|are|were|be|the|an?|as|and|or|that|using|setting|got)$/iu;
/** Up to three words behind the end of a sentence. */
const LAST_WORDS = /(?<=[.!?])\s{1,3}\p{L}{1,30}(?:\s\p{L}{1,30}){0,2}$/u;
/** What can follow right behind the place of a value that is gone. */
const GOES_ON = /^(?:\s{0,2}[:;,|(–—-]|\s{0,2}(?:\.{1,3}|…)(?:\s|$)|$)/;
/** Placeholders of a format. */
export const PLACES = /%[-+ #0-9.]{0,9}[a-zA-Z]|\{\}/g;

/** How much of the end of a text introduces what follows. */
export const labelLength = (raw: string): number => LABEL_END.exec(raw)?.[0].length ?? 0;

/** The text without holes and what introduces them; undefined where words would be left that no longer fit together. */
export function withoutClauses(
  input: FixInput,
  text: TextSyntax,
  holes: readonly HolePiece[],
): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const hole of holes) {
    const at = text.pieces.indexOf(hole);
    const before = text.pieces[at - 1];
    const after = text.pieces[at + 1];
    if (before?.kind !== "text" || before.end !== hole.start || after?.kind === "hole") return undefined;
    const raw = textOf(input, before);
    // Quotes and brackets that close around another value stay.
    const isBehindHole = text.pieces[at - 2]?.kind === "hole";
    const kept = isBehindHole ? (/^["'`)\]]{0,3}/.exec(raw)?.[0].length ?? 0) : 0;
    const labelled = Math.max(kept, raw.length - labelLength(raw));
    // "Refused. Token received: …": what only names the value is no sentence without it.
    const named = /[:=]/.test(raw.slice(labelled)) && !after ? LAST_WORDS.exec(raw.slice(0, labelled)) : null;
    const rest = named ? Math.max(kept, named.index) : labelled;
    const said = raw.slice(0, rest);
    if (OPEN_END.test(said) || (!isBehindHole && !/\p{L}/u.test(said))) return undefined;
    const end = after ? closedAt(raw.slice(rest), textOf(input, after), at + 2 === text.pieces.length) : 0;
    if (end === undefined) return undefined;
    edits.push({ start: before.start + rest, end: hole.end + end, text: "" });
  }
  return edits;
}

/** How much of the text behind a value only closed what was opened for it; undefined where the rest doesn't go on from there. */
function closedAt(label: string, after: string, isEnd: boolean): number | undefined {
  if (isEnd && /^["'`)\].…]{1,4}$/.test(after)) return after.length;
  const opened = /["'`(]+$/.exec(label)?.[0].length ?? 0;
  const closed = /^["'`)\]]*/.exec(after)?.[0].length ?? 0;
  if (opened !== closed) return undefined;
  return GOES_ON.test(after.slice(closed)) ? closed : undefined;
}

/** The end of a format for its last placeholder, with what introduces that; "" where nothing would be left. */
export function lastPlace(raw: string): string {
  const place = /(?:%[sdojrO]|\{\})["'`)]{0,2}$/.exec(raw)?.[0];
  if (place === undefined) return "";
  const before = raw.slice(0, raw.length - place.length);
  const length = labelLength(before);
  const said = before.slice(0, before.length - length);
  return said === "" || OPEN_END.test(said) ? "" : raw.slice(said.length);
}

/** Where a line says that the form is wrong, what it is tells enough. */
export function onlyKind(input: FixInput, text: TextSyntax, holes: readonly HolePiece[]): Edit[] | undefined {
  const [hole] = holes;
  const before = hole && text.pieces[text.pieces.indexOf(hole) - 1];
  if (!hole || holes.length > 1 || before?.kind !== "text") return undefined;
  const name = textOf(input, hole.expression);
  if (!/^[A-Za-z_$][\w$]*$/.test(name) || hole.formatted) return undefined;
  if (
    !/\b(?:unexpected|invalid|unknown|unsupported)\b.{0,40}\b(?:format|type)\b/i.test(textOf(input, before))
  )
    return undefined;
  return [replace(hole.expression, input.lang === "py" ? `type(${name})` : `typeof ${name}`)];
}

/** What is looked into while somebody searches for a fault says more by its length than by silence. */
export function onlyLength(input: FixInput, call: CallSyntax, argument: Argument): Edit[] | undefined {
  if (!isDebug(input, call)) return undefined;
  const text = textAt(input, argument.value);
  const hole = text?.pieces.at(-1);
  const whole = text
    ? hole?.kind === "hole" && !hole.formatted
      ? hole.expression
      : undefined
    : argument.value;
  if (!whole || (text && foreignHoles(input, text)?.length !== 1)) return undefined;
  const name = textOf(input, whole);
  if (!isKnownText(input, whole)) return undefined;
  if (text) {
    const length = input.lang === "py" ? `len(${name})` : `${name}.length`;
    return [
      replace(whole, length),
      { start: hole?.end ?? whole.end, end: hole?.end ?? whole.end, text: " characters" },
    ];
  }
  if (input.lang === "py" || call.args.at(-1) !== argument) return undefined;
  return [replace(argument.value, `${name}.length, ${quoted(input, "characters")}`)];
}
