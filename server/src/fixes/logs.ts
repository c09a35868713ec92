import type { Argument, CallSyntax, Span, TextSyntax } from "../ir/constructs.ts";
import {
  callOf,
  covers,
  fix,
  innermost,
  quoted,
  replace,
  textOf,
  withoutItem,
  withoutItems,
  withoutStatement,
} from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";

const MARK = "[redacted]";

/** A key in a log → a mark that it was there. */
export function redact(input: FixInput): Fix[] {
  const at = loggedAt(input);
  if (!at) return [];
  const { argument } = at;
  const title = "Leave it out of the log";
  const text = textAt(input, argument.value);
  if (text) {
    const holes = foreignHoles(input, text);
    return holes
      ? [
          fix(input, "suggested", title, [
            ...holes.map((h) => replace(h, MARK)),
            ...unmarked(input, text, holes),
          ]),
        ]
      : [];
  }
  const entries = foreignEntries(input, argument.value);
  if (entries?.length === 0) return [];
  const edits = entries
    ? entries.map((e) =>
        replace(e.shorthand ? e : e.value, `${e.shorthand ? `${e.name}: ` : ""}${quoted(input, MARK)}`),
      )
    : [replace(argument.value, quoted(input, MARK))];
  return [fix(input, "suggested", title, edits)];
}

/** A prompt or an answer in a log → the event without it. */
export function leaveOutOfLog(input: FixInput): Fix[] {
  const at = loggedAt(input);
  if (!at) return [];
  const { call, argument } = at;
  const title = "Log the event without the text";
  const text = textAt(input, argument.value);
  if (text) {
    const holes = foreignHoles(input, text);
    if (!holes) return [];
    const rest = withoutEnd(input, text, holes);
    if (rest === undefined) return withoutLog(input, call);
    return [fix(input, "suggested", title, [...rest, ...unmarked(input, text, holes)])];
  }
  const entries = foreignEntries(input, argument.value);
  const object = objectAt(input, argument.value);
  if (entries?.length === 0) return [];
  if (entries && object && entries.length < object.entries.length)
    return [fix(input, "suggested", title, withoutItems(input, object.entries, object.inner, entries))];
  const others = call.args.filter((a) => a !== argument);
  if (!others.some((a) => hasWords(input, a.value))) return withoutLog(input, call);
  // A place holder of the message would be left without its value.
  if (others.some((a) => isFormat(input, a.value)))
    return [fix(input, "suggested", title, [replace(argument.value, quoted(input, MARK))])];
  const edits = [withoutItem(input, call.args, call.inner, argument)];
  const before = call.args[call.args.indexOf(argument) - 1];
  const label = before && textAt(input, before.value);
  const colon = label && trailing(input, label);
  if (colon) edits.push(colon);
  return [fix(input, "suggested", title, edits)];
}

/** The statement goes, where it says nothing without the text. */
function withoutLog(input: FixInput, call: CallSyntax): Fix[] {
  const statement = innermost(input.constructs.statements, call);
  const whole = statement && textOf(input, statement).replace(/;$/, "");
  if (!statement || whole !== textOf(input, call)) return [];
  const edit = withoutStatement(input, statement);
  return edit ? [fix(input, "suggested", "Remove this log", [edit])] : [];
}

/** The logging call, and which of its arguments holds what is not meant for it. */
function loggedAt(input: FixInput): { call: CallSyntax; argument: Argument } | undefined {
  const { finding, constructs } = input;
  if (finding.anchor?.sink !== "log") return undefined;
  const enclosing = innermost(
    constructs.calls.filter((c) => c.args.some((a) => covers(a, finding))),
    finding,
  );
  const call = enclosing ?? callOf(input);
  const argument = call?.args.find((a) => covers(a, finding)) ?? onlyForeign(input, call);
  if (!call || !argument || argument.spread) return undefined;
  const written = textOf(input, argument.value);
  // An address is asked for as it is, a function is no text, and what is shown on many lines is meant to be read.
  const isMore = /:\/\/|=>|\bfunction\b|\blambda\b/.test(written) || written.split("\n").length > 6;
  return isMore ? undefined : { call, argument };
}

/** The argument that is no constant, where there is one such. */
function onlyForeign(input: FixInput, call: CallSyntax | undefined): Argument | undefined {
  const foreign = call?.args.filter((a) => {
    const text = textAt(input, a.value);
    return a.name === undefined && !text?.pieces.every((p) => p.kind === "text");
  });
  return foreign?.length === 1 ? foreign[0] : undefined;
}

/** Entries of an object that a path of the finding goes through; undefined for what is no object. */
function foreignEntries(input: FixInput, span: Span): Argument[] | undefined {
  const object = objectAt(input, span);
  if (!object) return undefined;
  const marked = object.entries.filter((e) => !e.spread && e.name !== undefined && isOnPath(input, e.value));
  const [only] = object.entries;
  return marked.length === 0 && object.entries.length === 1 && only && !only.spread ? [only] : marked;
}
const objectAt = (input: FixInput, span: Span) =>
  input.constructs.objects.find((o) => o.start === span.start && o.end === span.end);
const textAt = (input: FixInput, span: Span): TextSyntax | undefined =>
  input.constructs.texts.find((t) => t.start === span.start && t.end === span.end);

/** The places that a path of the finding goes through tell what of a text or an object is foreign. */
const isOnPath = (input: FixInput, span: Span): boolean =>
  input.finding.paths.flat().some((s) => s.path === input.finding.path && covers(span, s));

type HolePiece = Extract<TextSyntax["pieces"][number], { kind: "hole" }>;
function foreignHoles(input: FixInput, text: TextSyntax): HolePiece[] | undefined {
  const holes = text.pieces.filter((p) => p.kind === "hole");
  const marked = holes.filter((h) => isOnPath(input, h));
  const found = marked.length > 0 ? marked : holes;
  return found.length === 0 || (marked.length === 0 && found.length > 1) ? undefined : found;
}

/** A text that has no holes any more needs no mark in front. */
function unmarked(input: FixInput, text: TextSyntax, gone: readonly HolePiece[]): Edit[] {
  const holes = text.pieces.filter((p) => p.kind === "hole");
  const isPlain =
    input.lang === "py" &&
    holes.length === gone.length &&
    /^f["']/i.test(text.open) &&
    !/\{\{|\}\}/.test(textOf(input, text));
  return isPlain ? [replace({ start: text.start, end: text.start + 1 }, "")] : [];
}

/** The text without what it ends with; a mark stands for what others follow. Undefined where no word is left. */
function withoutEnd(input: FixInput, text: TextSyntax, holes: readonly HolePiece[]): Edit[] | undefined {
  const words = text.pieces
    .filter((p) => p.kind === "text")
    .map((p) => textOf(input, p).replace(/\\[nrt]/g, " "));
  if (!words.some((raw) => /\p{L}/u.test(raw))) return undefined;
  const last = text.pieces.at(-1);
  const before = text.pieces.at(-2);
  return holes.map((hole) => {
    if (hole !== last || before?.kind !== "text") return replace(hole, MARK);
    const raw = textOf(input, before);
    const rest = raw.length - (LABEL_END.exec(raw)?.[0].length ?? 0);
    return { start: before.start + rest, end: hole.end, text: "" };
  });
}
/** What introduces a value behind it. */
const LABEL_END = /(?:\s|:|=|-|→|>|\\n|["'`(]){0,8}$/;

/** "Reply:" without its colon. */
function trailing(input: FixInput, text: TextSyntax): Edit | undefined {
  const last = text.pieces.at(-1);
  if (last?.kind !== "text") return undefined;
  const raw = textOf(input, last);
  const end = LABEL_END.exec(raw)?.[0].length ?? 0;
  return end > 0 && end < raw.length ? { start: last.end - end, end: last.end, text: "" } : undefined;
}

const hasWords = (input: FixInput, span: Span): boolean => {
  const text = textAt(input, span);
  return text ? /\p{L}/u.test(textOf(input, text).slice(1)) : /\w/.test(textOf(input, span));
};
const isFormat = (input: FixInput, span: Span): boolean =>
  textAt(input, span) !== undefined && /%[-+ #0-9.]{0,9}[a-zA-Z]|\{\}/.test(textOf(input, span));
