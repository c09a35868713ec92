import type { Argument, CallSyntax, Span, StatementSyntax, TextSyntax } from "../ir/constructs.ts";
import {
  callOf,
  covers,
  fix,
  innermost,
  lastWord,
  quoted,
  replace,
  textOf,
  withoutItem,
  withoutItems,
  withoutStatement,
} from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import {
  bareOf,
  isConversation,
  isDisplay,
  isHelper,
  isInstruction,
  isNoText,
  isOnlyUse,
} from "./logPurpose.ts";

const MARK = "[redacted]";

/** The mark in the quotes of the texts beside it. */
function markFor(input: FixInput, call: CallSyntax): string {
  const beside = input.constructs.texts.find((t) => covers(call.inner, t) && /^["']$/.test(t.open));
  return beside ? `${beside.open}${MARK}${beside.close}` : quoted(input, MARK);
}

/** What holds a key is called so, or the words beside it say so: the rest of a configuration stays in the log. */
const KEYISH =
  /key|token|secret|passw|passphrase|pwd|credential|auth|bearer|headers|cookie|cert|private|signature|dsn|environ|\benv\b/i;

/** It is called as a key is, or the words right before it call it so. */
function isKeyHole(input: FixInput, text: TextSyntax, hole: HolePiece): boolean {
  const before = text.pieces[text.pieces.indexOf(hole) - 1];
  const label =
    before?.kind === "text"
      ? textOf(input, before)
          .split(/[\n,;.]|\\n/)
          .pop()
      : "";
  return (
    KEYISH.test(textOf(input, hole)) ||
    (KEYISH.test(label ?? "") && !/\s(?:for|of|from|with|by|to|in)\s+["'`]?$/.test(label ?? ""))
  );
}

/** A key in a log → a mark that it was there. */
export function redact(input: FixInput): Fix[] {
  const at = loggedAt(input);
  if (!at) return [];
  const { argument } = at;
  if (isInstruction(input, at.call)) return [];
  const title = "Leave it out of the log";
  const text = textAt(input, argument.value);
  if (text) {
    const holes = foreignHoles(input, text);
    if (holes && !saysEvent(input, text, holes)) {
      // A line that only shows the key says nothing without it.
      const gone = holes.every((h) => isKeyHole(input, text, h)) ? withoutLog(input, at.call, true) : [];
      if (gone.length > 0) return gone;
    }
    return holes?.every((h) => isKeyHole(input, text, h))
      ? [
          fix(input, "suggested", title, [
            ...holes.map((h) => replace(h, MARK)),
            ...unmarked(input, text, holes),
          ]),
        ]
      : [];
  }
  const sum = input.constructs.sums.find(
    (s) => s.start === argument.value.start && s.end === argument.value.end && s.operator === "+",
  );
  const mark = markFor(input, at.call);
  if (sum) {
    const keys = sum.operands.filter((o) => !textAt(input, o) && KEYISH.test(textOf(input, o)));
    return keys.length > 0
      ? [
          fix(
            input,
            "suggested",
            title,
            keys.map((o) => replace(o, mark)),
          ),
        ]
      : [];
  }
  const entries = foreignEntries(input, argument.value);
  if (entries?.length === 0) return [];
  const isKey = entries
    ? entries.every((e) => KEYISH.test(textOf(input, e)))
    : at.call.args.some((a) => KEYISH.test(textOf(input, a.value)));
  if (!isKey) return [];
  const isNamed = at.call.args.some(
    (a) => a !== argument && a.name === undefined && saysEvent(input, a.value),
  );
  if (!entries && !isNamed && !hasEffect(input, argument)) {
    const gone = withoutLog(input, at.call, true);
    if (gone.length > 0) return gone;
  }
  const edits = entries
    ? entries.map((e) => replace(e.shorthand ? e : e.value, `${e.shorthand ? `${e.name}: ` : ""}${mark}`))
    : [replace(argument.value, mark)];
  return [fix(input, "suggested", title, edits)];
}

/** A prompt or an answer in a log → the event without it; the whole log, where what is left would name no event. */
export function leaveOutOfLog(input: FixInput): Fix[] {
  const at = loggedAt(input);
  if (!at) return [];
  const { call, argument } = at;
  const title = "Log the event without the text";
  const text = textAt(input, argument.value);
  const others = call.args.filter((a) => a !== argument);
  const isNamed = others.some((a) => a.name === undefined && saysEvent(input, a.value));
  if (text) {
    const holes = foreignHoles(input, text);
    if (!holes || holes.some((h) => hasEffect(input, h) || isNoText(textOf(input, h.expression)))) return [];
    if (!isNamed && !saysEvent(input, text, holes))
      return isConversation(input, call) ? withoutLog(input, call) : [];
    return [
      fix(input, "suggested", title, [...withoutEnd(input, text, holes), ...unmarked(input, text, holes)]),
    ];
  }
  const entries = foreignEntries(input, argument.value);
  const object = objectAt(input, argument.value);
  if (entries?.length === 0 || isNoText(textOf(input, argument.value))) return [];
  if (entries && object && entries.length < object.entries.length)
    return entries.some((e) => hasEffect(input, e))
      ? []
      : [fix(input, "suggested", title, withoutItems(input, object.entries, object.inner, entries))];
  if (hasEffect(input, argument)) return [];
  if (!isNamed) return isConversation(input, call) ? withoutLog(input, call) : [];
  const format = others.find((a) => isFormat(input, a.value));
  if (format) return [fix(input, "suggested", title, withoutPlace(input, call, format, argument))];
  const edits = [withoutItem(input, call.args, call.inner, argument)];
  const before = call.args[call.args.indexOf(argument) - 1];
  const label = before && textAt(input, before.value);
  const colon = label && trailing(input, label);
  if (colon) edits.push(colon);
  return [fix(input, "suggested", title, edits)];
}

/** "asked: %s" and its last value → "asked"; elsewhere a mark takes the place of the value. */
function withoutPlace(input: FixInput, call: CallSyntax, format: Argument, argument: Argument): Edit[] {
  const text = textAt(input, format.value);
  const last = text?.pieces.at(-1);
  const raw = last ? textOf(input, last) : "";
  const place = /(?:\s\w{1,30}=)?(?:\s|:|=|-|→|>|["'`(]){0,8}(?:%[sdojrO]|\{\})$/.exec(raw)?.[0];
  const values = call.args.slice(call.args.indexOf(format) + 1);
  const places = [...raw.matchAll(PLACES)].length;
  const isLast = values.at(-1) === argument && values.length === places && text?.pieces.length === 1;
  if (!last || !isLast || place === undefined || values.some((v) => v.name !== undefined))
    return [replace(argument.value, quoted(input, MARK))];
  const plain = raw.slice(0, raw.length - place.length);
  if (plain.trim() === "") return [replace(argument.value, quoted(input, MARK))];
  return [
    replace({ start: last.end - place.length, end: last.end }, ""),
    withoutItem(input, call.args, call.inner, argument),
  ];
}

/** The statement goes, where it says nothing without the text. */
function withoutLog(input: FixInput, call: CallSyntax, isShown = false): Fix[] {
  const statement = innermost(input.constructs.statements, call);
  const whole = statement && textOf(input, statement).replace(/;$/, "");
  if (!statement || whole !== textOf(input, call) || call.args.some((a) => hasEffect(input, a))) return [];
  if (isOnlyUse(input, call) || (!isShown && isDisplay(input, call, statement))) return [];
  // What went wrong is told nowhere else.
  if (!isShown && /\.(?:exception|error|critical|fatal)$/.test(textOf(input, call.callee))) return [];
  // An empty block says less than a log without words.
  const { block } = statement;
  const isOnly = !input.constructs.statements.some(
    (s) => s !== statement && s.block.start === block.start && s.block.end === block.end,
  );
  const edit = isOnly ? undefined : withoutStatement(input, statement);
  return edit ? [fix(input, "suggested", "Remove this log", [edit])] : [];
}

/** The logging call, and which of its arguments holds what is not meant for it. */
function loggedAt(input: FixInput): { call: CallSyntax; argument: Argument } | undefined {
  const { finding, constructs } = input;
  if (finding.anchor?.sink !== "log") return undefined;
  // What is asked for at an address is asked for as it is, whoever writes the address down.
  if (input.row?.sink?.some((s) => s.kind === "url")) return undefined;
  if (isHelper(input)) return undefined;
  const enclosing = innermost(
    constructs.calls.filter((c) => c.args.some((a) => covers(a, finding))),
    finding,
  );
  const own = constructs.calls.find((c) => c.start === finding.start && c.end === finding.end);
  const call = own ?? enclosing ?? callOf(input);
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
const textAt = (input: FixInput, span: Span): TextSyntax | undefined => {
  const { texts, joined } = input.constructs;
  const bare = withoutBrackets(input, span);
  return [...texts, ...joined].find((t) => t.start === bare.start && t.end === bare.end);
};
/** `("a" "b")` → `"a" "b"`. */
function withoutBrackets(input: FixInput, span: Span): Span {
  const [, before = "", inner = ""] = /^(\(\s*)([^()][\s\S]*?)\s*\)$/.exec(textOf(input, span)) ?? [];
  const start = span.start + before.length;
  return before === "" ? span : { start, end: start + inner.length };
}

/** The places that a path of the finding goes through tell what of a text or an object is foreign. */
const isOnPath = (input: FixInput, span: Span): boolean =>
  input.finding.paths.flat().some((s) => s.path === input.finding.path && covers(span, s));

/** A variable that is set where a path of the finding begins or goes through. */
const isMadeOnPath = (input: FixInput, hole: HolePiece): boolean =>
  definitions(input, hole).some((s) => isOnPath(input, s));
/** A variable that is set to more than a constant. */
const isMade = (input: FixInput, hole: HolePiece): boolean =>
  definitions(input, hole).some(
    (s) => !/=\s*(?:-?[\d.]+|["'][^"'\n]*["']|[Tt]rue|[Ff]alse|None|null);?$/.test(textOf(input, s)),
  );

function definitions(input: FixInput, { expression }: HolePiece): StatementSyntax[] {
  const name = /^[A-Za-z_$][\w$]*/.exec(textOf(input, expression))?.[0];
  if (name === undefined) return [];
  const head = new RegExp(
    `^(?:(?:const|let|var)\\s+)?${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=(?!=)`,
  );
  return input.constructs.statements.filter(
    (s) => s.end <= expression.start && covers(s.block, expression) && head.test(textOf(input, s)),
  );
}

type HolePiece = Extract<TextSyntax["pieces"][number], { kind: "hole" }>;
function foreignHoles(input: FixInput, text: TextSyntax): HolePiece[] | undefined {
  const holes = text.pieces.filter((p) => p.kind === "hole");
  const direct = holes.filter((h) => isOnPath(input, h));
  const made = direct.length > 0 ? [] : holes.filter((h) => isMadeOnPath(input, h));
  // What another one is made of, nobody has said.
  const root = (h: HolePiece): string => /^[\w$]*/.exec(textOf(input, h.expression))?.[0] ?? "";
  const isUnclear =
    holes.some((h) => !made.includes(h) && made.length > 0 && isMade(input, h)) ||
    // Another part of the same answer is as foreign.
    holes.some((h) => !direct.includes(h) && direct.some((d) => root(d) !== "" && root(d) === root(h)));
  const marked = isUnclear ? [] : [...direct, ...made];
  const found = marked.length > 0 ? marked : holes;
  return found.length === 0 || (marked.length === 0 && found.length > 1) ? undefined : found;
}

/** A text that has no holes any more needs no mark in front, and no backquotes. */
function unmarked(input: FixInput, text: TextSyntax, gone: readonly HolePiece[]): Edit[] {
  const holes = text.pieces.filter((p) => p.kind === "hole");
  const whole = textOf(input, text);
  if (holes.length !== gone.length || input.constructs.joined.includes(text)) return [];
  if (input.lang === "py") {
    const isPlain = /^f["']/i.test(text.open) && !/\{\{|\}\}/.test(whole);
    return isPlain ? [replace({ start: text.start, end: text.start + 1 }, "")] : [];
  }
  const constants = text.pieces
    .filter((p) => p.kind === "text")
    .map((p) => textOf(input, p).replace(/(?:\s|:|=)*["'`(]$|^["'`)\].…]{1,4}$/, ""));
  if (text.open !== "`" || constants.some((raw) => /["'`\n]/.test(raw))) return [];
  const quote = quoted(input, "").slice(0, 1);
  const { start, end } = text;
  return [replace({ start, end: start + 1 }, quote), replace({ start: end - 1, end }, quote)];
}

/** The text without what it ends with; a mark stands for what others follow. */
function withoutEnd(input: FixInput, text: TextSyntax, holes: readonly HolePiece[]): Edit[] {
  const closing = text.pieces.at(-1);
  const isClosed = closing?.kind === "text" && /^["'`)\].…]{1,4}$/.test(textOf(input, closing));
  const last = text.pieces.at(isClosed ? -2 : -1);
  const before = text.pieces.at(isClosed ? -3 : -2);
  return holes.map((hole) => {
    if (hole !== last || before?.kind !== "text" || before.end !== hole.start) return replace(hole, MARK);
    const raw = textOf(input, before);
    // Quotes and brackets that close around another value stay.
    const isBehindHole = text.pieces[text.pieces.indexOf(before) - 1]?.kind === "hole";
    const kept = isBehindHole ? (/^["'`)\]]{0,3}/.exec(raw)?.[0].length ?? 0) : 0;
    const rest = Math.max(kept, raw.length - (LABEL_END.exec(raw)?.[0].length ?? 0));
    return { start: before.start + rest, end: isClosed ? closing.end : hole.end, text: "" };
  });
}
/** What introduces a value behind it. */
const LABEL_END =
  /(?:(?:\s|\.{3})(?:for|of|with|from|to|in|on|by|about|as|is|was|are|like|via|and)(?=\s|:))?(?:\s|:|=|-|→|>|\\n|["'`(]){0,8}$/;

/** "Reply:" without its colon. */
function trailing(input: FixInput, text: TextSyntax): Edit | undefined {
  const last = text.pieces.at(-1);
  if (last?.kind !== "text") return undefined;
  const raw = textOf(input, last);
  const end = LABEL_END.exec(raw)?.[0].length ?? 0;
  return end > 0 && end < raw.length ? { start: last.end - end, end: last.end, text: "" } : undefined;
}

/** A word for something that happens: "answered", "Sending", "failed"; names of things alone are labels of a value. */
const EVENT =
  /(?<!\p{L})(?:(?!(?:string|thing|something|setting|embedding|during|need|feed|seed|speed|red|embed)\b)\p{L}{2,}(?:ing|ed)|sent|got|done|made|ran|took|found|fail\p{L}*|errors?|success\p{L}*|start|finish|retry|timeout|invalid|missing|empty|unknown|no|not|cannot|can't|couldn't)(?!\p{L})/iu;

/** "Query fixing result:" names what follows, whatever its words end with. */
const isLabel = (said: string): boolean =>
  /(?:results?|responses?|answers?|outputs?|repl(?:y|ies)|contents?|text|messages?|prompts?|quer(?:y|ies)|questions?|inputs?|data|history|completions?|summary|value)\s*[:=]\s*["'`(]*\s*$/i.test(
    said,
  );
/** It begins with what happens, or says that something went wrong. */
const HAPPENS =
  /^[^\p{L}]{0,8}(?:(?!(?:string|thing|something|setting|embedding|during)\b)\p{L}{2,}(?:ing|ed)|sent|got|ran|took|found)(?!\p{L})(?=\s+\p{L}+\s*(?:[:=]|$)|\s+(?:the|a|an|no|to|from|for|with)(?!\p{L}))|fail\p{L}*|errors?|invalid|missing|empty|unknown|unexpected|malformed|(?<!\p{L})(?:no|not|cannot|can't|couldn't)(?!\p{L})/iu;

/** What a log says apart from the given holes names an event, or tells something else. */
function saysEvent(input: FixInput, span: Span, gone: readonly HolePiece[] = []): boolean {
  const text = textAt(input, span);
  if (!text) return /\w/.test(textOf(input, span));
  const words = text.pieces
    .filter((p) => p.kind === "text")
    .map((p) => textOf(input, p).replace(/\\[nrt]/g, " "));
  const isMore = text.pieces.some((p) => p.kind === "hole" && !gone.includes(p));
  const said = words.join(" ");
  return (
    (isLabel(said) ? HAPPENS.test(said) : EVENT.test(said)) || (isMore && words.some((w) => /\p{L}/u.test(w)))
  );
}

/** Taken out, something else would no longer happen. */
function hasEffect(input: FixInput, span: Span): boolean {
  const bare = bareOf(input, span);
  if (/(?<![\w$])(?:await|yield)(?![\w$])|:=|\+\+|--/.test(bare)) return true;
  if (input.lang === "ts" && /(?<![=!<>])=(?![=>])/.test(bare)) return true;
  return input.constructs.calls.some(
    (c) => covers(span, c) && (c.isNew || !input.isQuiet(lastWord(textOf(input, c.callee)))),
  );
}
const PLACES = /%[-+ #0-9.]{0,9}[a-zA-Z]|\{\}/g;
const isFormat = (input: FixInput, span: Span): boolean =>
  textAt(input, span) !== undefined && textOf(input, span).search(PLACES) >= 0;
