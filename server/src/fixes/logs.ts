import type { Argument, CallSyntax, Span, TextSyntax } from "../ir/constructs.ts";
import {
  callOf,
  covers,
  fix,
  innermost,
  lastWord,
  quoted,
  replace,
  textOf,
  usesOf,
  withoutItem,
  withoutItems,
  withoutStatement,
} from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { labelLength, lastPlace, onlyKind, onlyLength, PLACES, withoutClauses } from "./logClauses.ts";
import { foreignEntries, foreignHoles, type HolePiece, objectAt, textAt } from "./logForeign.ts";
import {
  bareOf,
  isAboutNothing,
  isConversation,
  isDebug,
  isDisplay,
  isErrorReport,
  isHelper,
  isInstruction,
  isLoggedBeside,
  isNoText,
  isOnlyUse,
  sameText,
  scopeOf,
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

/** A key in a log → the line without it; a mark, where words follow that speak of it. */
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
    if (!holes?.every((h) => isKeyHole(input, text, h))) return [];
    const edits = withoutClauses(input, text, holes) ?? holes.map((h) => replace(h, MARK));
    return [fix(input, "suggested", title, [...edits, ...unmarked(input, text, holes)])];
  }
  const sum = input.constructs.sums.find(
    (s) => s.start === argument.value.start && s.end === argument.value.end && s.operator === "+",
  );
  const mark = markFor(input, at.call);
  if (sum) {
    const keys = sum.operands.filter((o) => !textAt(input, o) && KEYISH.test(textOf(input, o)));
    const edits = keys.map((o) => replace(o, mark));
    return keys.length > 0 ? [fix(input, "suggested", title, edits)] : [];
  }
  const entries = foreignEntries(input, argument.value);
  if (entries?.length === 0) return [];
  const isKey = entries
    ? entries.every((e) => KEYISH.test(textOf(input, e)))
    : KEYISH.test(textOf(input, argument.value)) ||
      at.call.args.some((a) => a.end < argument.start && KEYISH.test(lastWords(input, a)));
  if (!isKey) return [];
  const isNamed = at.call.args.some(
    (a) => a !== argument && a.name === undefined && saysEvent(input, a.value),
  );
  if (!entries && !isNamed && !hasEffect(input, argument)) {
    const gone = withoutLog(input, at.call, true);
    if (gone.length > 0) return gone;
  }
  const format = at.call.args.find((a) => a !== argument && isFormat(input, a.value));
  const cut = !entries && format && isNamed ? withoutPlace(input, at.call, format, argument) : undefined;
  if (cut) return [fix(input, "suggested", title, cut)];
  const edits = entries
    ? entries.map((e) => replace(e.shorthand ? e : e.value, `${e.shorthand ? `${e.name}: ` : ""}${mark}`))
    : [replace(argument.value, mark)];
  return [fix(input, "suggested", title, edits)];
}
/** The end of a text that introduces what is handed over behind it. */
const lastWords = (input: FixInput, { value }: Argument): string =>
  textAt(input, value) ? (/[\w ]+[:=]?\s*["'`]?$/.exec(textOf(input, value))?.[0] ?? "") : "";

/**
 * A prompt or an answer in a log → the event without it; the whole log, where what is left would name no event. Logs of the same text
 * in one function go together, and where it stays in another one that is no finding, nothing is gained.
 */
export function leaveOutOfLog(input: FixInput): Fix[] {
  const own = leftOut(input);
  if (!own) return [];
  const all = [own];
  const scope = scopeOf(input, own.call);
  for (const other of sameText(input)) {
    if (!scope || !covers(scope, other.finding)) continue;
    const more = leftOut(other);
    const call = loggedAt(other)?.call;
    const isQuiet = call !== undefined && (isDebug(input, call) || isNoText(textOf(input, call.inner)));
    if (!more && !isQuiet) return [];
    if (more && !all.some((x) => touches(x.edits, more.edits))) all.push(more);
  }
  const calls = all.map(({ call }) => call);
  if (isLoggedBeside(input, own, calls)) return [];
  const [only] = all.length === 1 ? all : [];
  const title = only?.title ?? "Leave the text out of these logs";
  return [
    fix(
      input,
      "suggested",
      title,
      all.flatMap((x) => x.edits).sort((a, b) => a.start - b.start),
    ),
  ];
}

const touches = (a: readonly Edit[], b: readonly Edit[]): boolean =>
  a.some((x) => b.some((y) => x.start < y.end && y.start < x.end));

interface LeftOut {
  call: CallSyntax;
  title: string;
  edits: readonly Edit[];
}

function leftOut(input: FixInput): LeftOut | undefined {
  const at = loggedAt(input);
  if (!at || isAboutNothing(input, at.call)) return undefined;
  const { call, argument } = at;
  const made = (title: string, edits: readonly Edit[] | undefined): LeftOut | undefined =>
    edits && { call, title, edits };
  const title = "Log the event without the text";
  const removed = (): LeftOut | undefined => {
    const [gone] = isConversation(input, call) ? withoutLog(input, call) : [];
    return gone && made(gone.title, gone.edits);
  };
  const measure = onlyLength(input, call, argument);
  if (measure) return made("Log its length", measure);
  // Whoever switches these lines on wants to see just that.
  if (isDebug(input, call)) return undefined;
  const text = textAt(input, argument.value);
  const others = call.args.filter((a) => a !== argument);
  const isNamed = others.some((a) => a.name === undefined && saysEvent(input, a.value));
  if (text) {
    const holes = foreignHoles(input, text);
    if (!holes || holes.some((h) => hasEffect(input, h) || isNoText(textOf(input, h.expression))))
      return undefined;
    // What stays beside it is of the same.
    const roots = holes.map((h) => /^[\w$]+/.exec(textOf(input, h.expression))?.[0] ?? "");
    if (roots.some((root) => root !== "" && others.some((a) => usesOf(bareOf(input, a.value), root) > 0)))
      return undefined;
    if (!isNamed && !saysEvent(input, text, holes)) return removed();
    const kind = onlyKind(input, text, holes);
    if (kind) return made("Log its type", kind);
    const edits = withoutClauses(input, text, holes);
    return made(title, edits && [...edits, ...unmarked(input, text, holes)]);
  }
  const entries = foreignEntries(input, argument.value);
  const object = objectAt(input, argument.value);
  if (entries?.length === 0 || isNoText(textOf(input, argument.value))) return undefined;
  if (entries && object && entries.length < object.entries.length) {
    if (entries.some((e) => hasEffect(input, e))) return undefined;
    return made(title, withoutItems(input, object.entries, object.inner, entries));
  }
  if (hasEffect(input, argument)) return undefined;
  if (!isNamed) return removed();
  const format = others.find((a) => isFormat(input, a.value));
  if (format) return made(title, withoutPlace(input, call, format, argument));
  const before = call.args[call.args.indexOf(argument) - 1];
  const label = before && textAt(input, before.value);
  const colon = label && trailing(input, label);
  return made(title, [withoutItem(input, call.args, call.inner, argument), ...(colon ? [colon] : [])]);
}

/** "asked: %s" and its last value → "asked". */
function withoutPlace(
  input: FixInput,
  call: CallSyntax,
  format: Argument,
  argument: Argument,
): Edit[] | undefined {
  const text = textAt(input, format.value);
  const last = text?.pieces.at(-1);
  const raw = last ? textOf(input, last) : "";
  const place = lastPlace(raw);
  const values = call.args.slice(call.args.indexOf(format) + 1).filter((a) => a.name === undefined);
  const places = [...raw.matchAll(PLACES)].length;
  const isLast = values.at(-1) === argument && values.length === places && text?.pieces.length === 1;
  if (!last || !isLast || place === "") return undefined;
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
  if (!isShown && isErrorReport(input, call, statement)) return [];
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
    const isPlain = text?.pieces.every((p) => p.kind === "text") === true;
    return a.name === undefined && !isPlain && !isNoText(textOf(input, a.value));
  });
  return foreign?.length === 1 ? foreign[0] : undefined;
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

/** "Reply:" without its colon. */
function trailing(input: FixInput, text: TextSyntax): Edit | undefined {
  const last = text.pieces.at(-1);
  if (last?.kind !== "text") return undefined;
  const raw = textOf(input, last);
  const end = labelLength(raw);
  return end > 0 && (end < raw.length || text.pieces.length > 1)
    ? { start: last.end - end, end: last.end, text: "" }
    : undefined;
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
const isFormat = (input: FixInput, span: Span): boolean =>
  textAt(input, span) !== undefined && textOf(input, span).search(PLACES) >= 0;
