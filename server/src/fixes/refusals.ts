import type { Span, StatementSyntax, TextSyntax } from "../ir/constructs.ts";
import {
  covers,
  fix,
  indentUnit,
  innermost,
  lineEnd,
  quoted,
  textOf,
  usesOf,
  usesSemicolons,
} from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

const MOST = 10_000;

/** A text that a page sends to a function on the server → an error where it is too long, as the first thing that is done. */
export function refuseLongArgument(input: FixInput): Fix[] {
  const { finding, constructs, lang, text } = input;
  const name = /^(?:(?:\w+)\s*:\s*)?([A-Za-z_$][\w$]*)$/.exec(textOf(input, finding))?.[1];
  const sources = finding.paths.map((steps) => steps[0]);
  const [source] = sources;
  if (lang !== "ts" || name === undefined || !source) return [];
  if (sources.some((s) => s?.path !== finding.path || s.start !== source.start)) return [];
  const around = constructs.statements.filter(
    (s) => covers(s, source) && covers(s, finding) && isFunction(input, s),
  );
  const action = innermost(around, source);
  if (!action) return [];
  const parameter = new RegExp(`[(,]\\s*${name.replaceAll("$", "\\$")}\\s*:\\s*string\\s*[,)]`);
  const body = constructs.statements
    .filter((s) => s !== action && covers(action, s) && s.block.end === action.end)
    .sort((a, b) => a.start - b.start);
  const [first, second] = body;
  if (!first || !parameter.test(text.slice(action.start, first.start))) return [];
  const isDirective = (s: Span): boolean => /^["']use server["'];?$/.test(textOf(input, s));
  if (!isDirective(first) && !constructs.statements.slice(0, 3).some(isDirective)) return [];
  const before = isDirective(first) ? second : first;
  if (!before || isCaught(input, action)) return [];
  const line = text.lastIndexOf("\n", before.start - 1) + 1;
  const indent = text.slice(line, before.start);
  if (indent.trim() !== "") return [];
  const end = lineEnd(text);
  const close = usesSemicolons(input) ? ";" : "";
  const said = quoted(input, `${named(name, "A")} is too long`);
  const written = [
    `if (${name}.length > ${MOST}) {`,
    `${indent}${indentUnit(input)}throw new Error(${said})${close}`,
    `${indent}}`,
  ].join(end);
  const gap = isDirective(first) || second ? end : "";
  return [
    fix(input, "suggested", `Refuse more than ${MOST} characters`, [
      { start: before.start, end: before.start, text: `${written}${end}${gap}${indent}` },
    ]),
  ];
}

/** What goes wrong there is told to the page in another way than by an error. */
const isCaught = (input: FixInput, action: Span): boolean =>
  /\breturn\s*\{[^}]*\b(?:error|success|ok|message)\b/.test(textOf(input, action));

/** A text of any length → refused as the handler refuses other requests: in the words and the form of an answer that it gives already. */
export function refuseLongText(input: FixInput): Fix[] {
  const sent = sentText(input);
  if (!sent || isMany(input, sent.name)) return [];
  const refusal = refusalIn(input, sent);
  if (!refusal) return [];
  const { text } = input;
  const { after, written } = refusal;
  const line = text.lastIndexOf("\n", after.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
  if (
    text.slice(line, after.start).trim() !== "" ||
    /^[ \t]*\S/.test(text.slice(after.end).split("\n")[0] ?? "")
  )
    return [];
  const end = lineEnd(text);
  const gap = refusal.isApart ? `${end}${end}` : end;
  return [
    fix(input, "suggested", `Refuse more than ${MOST} characters`, [
      { start: after.end, end: after.end, text: `${gap}${indent}${written}` },
    ]),
  ];
}

/** A variable of the handler that holds what a client sent, and the statement that sets it. */
interface Sent {
  name: string;
  set: StatementSyntax;
}

/** The one text among what a client sends that the finding is about. */
function sentText(input: FixInput): Sent | undefined {
  const { finding, constructs } = input;
  const inFile = finding.paths.map((steps) => steps.filter((s) => s.path === finding.path));
  const [first] = inFile;
  const source = first?.[0];
  if (
    !source ||
    finding.paths.some((steps) => steps[0]?.path !== finding.path || steps[0].start !== source.start)
  )
    return undefined;
  const entered = innermost(constructs.statements, source);
  if (!entered || isFunction(input, entered)) return undefined;
  const here = constructs.statements.filter(
    (s) => s.block.start === entered.block.start && s.block.end === entered.block.end,
  );
  const set = here.filter(
    (s) =>
      s === entered ||
      (s.start > entered.start && s.end <= sinkHere(input, entered) && first.some((step) => covers(s, step))),
  );
  const names = set.flatMap((s) => boundNames(input, s).map((name) => ({ name, set: s })));
  const sent = textOf(input, finding)
    .replace(/^(?:\w+\s*[:=]\s*)?/, "")
    .trim();
  const exact = names.filter((n) => n.name === sent).at(-1);
  if (exact) return exact;
  // The call that hands it on names one of them.
  const handed = first.findLast((s) => s.kind === "passed" && covers(entered.block, s));
  const at = handed && innermost(here, handed);
  const used = at ? names.filter((n) => usesOf(textOf(input, at), n.name) > 0 && n.set !== at) : [];
  const [only] = used;
  return only && used.every((n) => n.name === only.name) ? used.at(-1) : undefined;
}

/** Where the statement begins that leads to the model, or ends the block. */
function sinkHere({ finding }: FixInput, entered: StatementSyntax): number {
  return covers(entered.block, finding) ? finding.start : entered.block.end;
}

const isFunction = (input: FixInput, s: Span): boolean =>
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|def)\b|^@|^class\b/.test(textOf(input, s));

/** Names that a statement sets: `const { a, b = 1 } = …`, `a = …`. */
function boundNames(input: FixInput, s: Span): string[] {
  const written = textOf(input, s);
  if (input.lang === "py") return /^([A-Za-z_]\w*)(?:\s*:[^=\n]+)?\s*=(?!=)/.exec(written)?.slice(1, 2) ?? [];
  const one = /^(?:const|let|var)\s+([A-Za-z_$][\w$]*)(?:\s*:[^=]+)?\s*=(?!=)/.exec(written)?.[1];
  if (one !== undefined) return [one];
  const many = /^(?:const|let|var)\s+\{([^{}]*)\}/.exec(written)?.[1];
  return (many ?? "")
    .split(",")
    .map((part) => /(?:[\w$]+\s*:\s*)?([A-Za-z_$][\w$]*)\s*(?:=[\s\S]*)?$/.exec(part.trim())?.[1])
    .filter((name) => name !== undefined);
}

/** It is used as a list, as an object or as a number. */
function isMany({ text }: FixInput, name: string): boolean {
  const n = name.replaceAll("$", "\\$");
  return (
    /(?:messages|history|items|body|payload|data|json|params|config|files?|image|results?)$/i.test(name) ||
    new RegExp(
      `(?<![\\w$.])${n}(?:\\?\\.|\\.)(?:map|filter|find|findLast|some|every|at|push|forEach|reduce|append|extend|items|keys|get|json|reverse|flatMap)\\(|(?<![\\w$.])${n}\\[|\\bof\\s+${n}\\b|\\bin\\s+${n}\\s*:|(?:isArray|isinstance)\\(\\s*${n}\\b(?!\\s*,\\s*str\\s*\\))|\\.\\.\\.${n}\\b|(?<![\\w$.])${n}\\s*:\\s*(?:\\w+\\[\\]|Array<|number|boolean|List\\[|list)`,
    ).test(text)
  );
}

interface Refusal {
  /** The statement that the new one stands behind. */
  after: Span;
  written: string;
  isApart: boolean;
}

/** An early answer of the handler, said of the length of the text. */
function refusalIn(input: FixInput, sent: Sent): Refusal | undefined {
  const { constructs } = input;
  const { block } = sent.set;
  const here = constructs.statements
    .filter((s) => s.block.start === block.start && s.block.end === block.end)
    .sort((a, b) => a.start - b.start);
  const used = here.find((s) => s.start > sent.set.start && isHandedOn(input, s, sent.name));
  const last = used?.start ?? block.end;
  const checks = here.filter((s) => s.end <= last).map((s) => checkAt(input, s));
  const absent = checks.filter(
    (c) => c && c.at.start > sent.set.start && isAbsent(input, c.condition, sent.name),
  );
  const others = absent.length > 0 || mayBeAbsent(input, sent) ? [] : checks.toReversed();
  for (const other of [...absent, ...others]) {
    const reply = other && reworded(input, other, sent.name, absent.includes(other));
    if (other && reply !== undefined) return refusalLike(input, sent, other, reply, here);
  }
  return absent.length > 0 || checks.some((c) => c !== undefined) ? undefined : refusalOfErrors(input, sent);
}

/** Where nothing is refused yet: as errors are answered, `return Response.json({ error: e.message }, { status: 500 })`. */
function refusalOfErrors(input: FixInput, sent: Sent): Refusal | undefined {
  const { constructs, lang, text } = input;
  if (lang === "py") return undefined;
  const from = sent.set.block.end;
  const answer = constructs.statements
    .filter((s) => s.start >= from)
    .map((s) =>
      /^(return [A-Z][\w$]*\.json\(\{\s*(?:error|message):\s*)[\w$]+\.message(\s*\},\s*\{\s*status:\s*)[^{}]{1,60}?(\s*\}\s*,?\s*\);?)$/.exec(
        textOf(input, s),
      ),
    )
    .find((found) => found !== null);
  if (!answer || answer[0].includes("\n")) return undefined;
  const { start } = sent.set;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1))?.[0] ?? "";
  const end = lineEnd(text);
  const said = quoted(input, `${named(sent.name, "A")} is too long`);
  const [, head = "", middle = "", tail = ""] = answer;
  return {
    after: sent.set,
    isApart: false,
    written: [
      `if (${sent.name}.length > ${MOST}) {`,
      `${indent}${indentUnit(input)}${head}${said}${middle}413${tail}`,
      `${indent}}`,
    ].join(end),
  };
}

function refusalLike(
  input: FixInput,
  sent: Sent,
  other: Check,
  reply: string,
  here: readonly StatementSyntax[],
): Refusal {
  const long = input.lang === "py" ? `len(${sent.name}) > ${MOST}` : `${sent.name}.length > ${MOST}`;
  const head = input.text.slice(other.at.start, other.condition.start);
  const after = other.at.start > sent.set.start ? other.at : sent.set;
  const next = here[here.findIndex((s) => s.start === after.start) - 1];
  const isApart =
    /\n[ \t]*\r?\n/.test(next ? input.text.slice(next.end, after.start) : "") || after === sent.set;
  return { after, isApart, written: `${head}${long}${reply}` };
}

/** Something other than a check or a log is done with it. */
function isHandedOn(input: FixInput, s: Span, name: string): boolean {
  const written = textOf(input, s);
  return usesOf(written, name) > 0 && !/^if\b|^(?:console|log|logger|logging)\./.test(written);
}

interface Check {
  at: StatementSyntax;
  condition: Span;
}

/** `if (…) { return … }` without anything else in it. */
function checkAt(input: FixInput, at: StatementSyntax): Check | undefined {
  const written = textOf(input, at);
  const open = input.lang === "py" ? /^if\s+/.exec(written) : /^if\s*\(\s*/.exec(written);
  const inner = input.constructs.statements.filter((s) => s !== at && covers(at, s));
  const [only] = inner.filter((s) => !inner.some((o) => o !== s && covers(o, s)));
  if (!open || !only || inner.length > 1 || /\b(?:else|elif)\b/.test(written)) return undefined;
  if (!/^(?:return|throw|raise)\b/.test(textOf(input, only))) return undefined;
  const before = input.text.slice(at.start, only.start);
  const close = input.lang === "py" ? /\s*:\s*$/.exec(before) : /\s*\)\s*\{?\s*$/.exec(before);
  if (!close || /\/\/|#/.test(before)) return undefined;
  return { at, condition: { start: at.start + open[0].length, end: at.start + close.index } };
}

const isAbsent = (input: FixInput, condition: Span, name: string): boolean => {
  const n = name.replaceAll("$", "\\$");
  const negated = input.lang === "py" ? `\\bnot\\s+${n}\\b` : `!${n}(?![\\w$])`;
  return new RegExp(`${negated}(?!\\s*[.([])|${n}\\s*(?:===?|is)\\s*(?:null|undefined|None)`).test(
    textOf(input, condition),
  );
};

/** Nobody has said that it is there: no default, no type that promises it. */
function mayBeAbsent(input: FixInput, { name, set }: Sent): boolean {
  const written = textOf(input, set);
  const n = name.replaceAll("$", "\\$");
  if (input.lang === "py") return !/\.get\([^()]+,\s*["']|\bor\s+["']|\[["']\w+["']\]$/.test(written);
  const isText = new RegExp(
    `[{,;\\s]${n}\\s*:\\s*string\\b|[{,]\\s*${n}\\s*=\\s*["'\`]|(?:\\?\\?|\\|\\|)\\s*["'\`][^"'\`]*["'\`];?$`,
  ).test(written);
  return !isText;
}

/** What follows the condition, with another message; undefined where it says more than one thing. */
function reworded(input: FixInput, check: Check, name: string, isSame: boolean): string | undefined {
  const { text, constructs, lang } = input;
  const rest = { start: check.condition.end, end: check.at.end };
  const isKey = (t: TextSyntax): boolean => lang === "py" && /^\s*:/.test(text.slice(t.end, rest.end));
  const texts = constructs.texts.filter((t) => covers(rest, t) && !isKey(t));
  if (texts.some((t) => t.pieces.some((p) => p.kind === "hole"))) return undefined;
  const raw = (t: TextSyntax): string => text.slice(t.start + t.open.length, t.end - t.close.length);
  const said = texts.filter((t) => !FIXED.test(raw(t)));
  const [message] = said;
  if (!message || said.length > 1 || /^[A-Z_]+$|^[a-z]+_[a-z_]+$/.test(raw(message))) return undefined;
  // It is all of the value, not what stands in for another one.
  if (
    !/[(:,=\s]$/.test(text.slice(rest.start, message.start)) ||
    /[?|&+]\s*$/.test(text.slice(rest.start, message.start))
  )
    return undefined;
  if (constructs.texts.some((t) => covers(rest, t) && /['\n]/.test(raw(t)))) return undefined;
  const subject = isSame
    ? /^([\w ]{2,40}?)\s+(?:is|are|was|must|cannot|can't|not)\b/.exec(raw(message))?.[1]
    : undefined;
  const words = subject ?? named(name, raw(message));
  const put = `${text.slice(rest.start, message.start)}${message.open}${words} is too long${/\.$/.exec(raw(message))?.[0] ?? ""}${message.close}`;
  const status = [...`${put}${text.slice(message.end, rest.end)}`.matchAll(/(?<![\w.])4\d\d(?!\w)/g)];
  const whole = `${put}${text.slice(message.end, rest.end)}`;
  if (isSame) return whole;
  const [code] = status;
  if (!code || status.length > 1) return undefined;
  return `${whole.slice(0, code.index)}413${whole.slice(code.index + 3)}`;
}

/** Parts of an answer that stay as they are. */
const FIXED =
  /^(?:[\w-]+\/[\w+.-]+|Content-Type|error|VALIDATION_ERROR|BAD_REQUEST|INVALID_REQUEST|INVALID_INPUT)$/i;

/** "currentMessageContent" → "Message". */
function named(name: string, like: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase()
    .replace(/^(?:current|last|latest|new|raw|trimmed|sanitized|user) (?=\w)/, "")
    .replace(/ (?:content|contents|text|string|value)$/, "");
  return /^[a-z]/.test(like) ? words : words.slice(0, 1).toUpperCase() + words.slice(1);
}
