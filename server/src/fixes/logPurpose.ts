import type { Step } from "../findings/finding.ts";
import type { CallSyntax, Span, StatementSyntax } from "../ir/constructs.ts";
import { isSmallField } from "../models/smallFields.ts";
import { covers, innermost, textOf, usesOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";

/** Lines above tell a person what to do with what is shown: a set-up hands over what it has made. */
export function isInstruction(input: FixInput, call: CallSyntax): boolean {
  const callee = textOf(input, call.callee);
  const statement = innermost(input.constructs.statements, call);
  if (/\b(?:save|copy|store|keep)\b[^"'`]{0,20}\b(?:it|this|now)\b/i.test(textOf(input, call.inner)))
    return true;
  return input.constructs.statements
    .filter((s) => s.end <= call.start && statement && s.block.start === statement.block.start)
    .slice(-6)
    .some(
      (s) =>
        textOf(input, s).startsWith(`${callee}(`) &&
        /\b(?:add|copy|save|set|paste|export|put|store|use)\b[^"'`]*\b(?:this|these|the following|following|it|your)\b/i.test(
          textOf(input, s),
        ),
    );
}

/** An id, a name, a number: what a log of an event is for. */
export function isNoText(written: string): boolean {
  const key = /(?:get\(|\[)["'](\w+)["'][^"']*$/.exec(written)?.[1];
  const name = key ?? /(\w+)\W*$/.exec(written)?.[1] ?? "";
  return (
    isSmallField(name) ||
    /^(?:success|ok|valid|model|usage|tools|e?mail|error_?message)$|[a-z](?:Tools|Calls|Email|ErrorMessage)$|_(?:email|error_message)$/i.test(
      name,
    ) ||
    /tool_?calls?(?![a-z])|^len\(/.test(written)
  );
}

/** It says that there is nothing: what holds it is empty. */
export const isAboutNothing = (input: FixInput, call: CallSyntax): boolean =>
  /\b(?:no|empty|missing|without)\b.{0,20}\b(?:response|reply|content|answer|output|data|text|result)s?\b/i.test(
    textOf(input, call.inner),
  );

/** Lines that belong together, or are set off by empty ones, are shown to somebody who reads them. */
export function isDisplay(input: FixInput, call: CallSyntax, statement: StatementSyntax): boolean {
  const before = input.constructs.statements.findLast(
    (s) => s.end <= statement.start && s.block.start === statement.block.start,
  );
  const callee = textOf(input, call.callee);
  // A heading would stay without what it heads.
  if (
    before &&
    textOf(input, before).startsWith(`${callee}(`) &&
    /(?:[:=*#-]{1,3}|\\n)\s*["'`]\)?;?$/.test(textOf(input, before))
  )
    return true;
  const isConsole = input.row?.sink?.some((s) => s.kind === "log" && s.form === "console") === true;
  if (/^["'`(fF]{0,3}\\n|\\n["'`)]*$/.test(textOf(input, call.inner).trim())) return true;
  if (!isConsole) return false;
  const around = input.constructs.statements
    .filter((s) => s.block.start === statement.block.start && s.block.end === statement.block.end)
    .sort((a, b) => a.start - b.start);
  const at = around.indexOf(statement);
  const isSame = (s: StatementSyntax | undefined): boolean =>
    s !== undefined && textOf(input, s).startsWith(`${callee}(`);
  return isSame(around[at - 1]) || isSame(around[at + 1]);
}

/** The lines right above it tell of a failure: it is what else is known of that. */
export function isErrorReport(input: FixInput, call: CallSyntax, statement: StatementSyntax): boolean {
  const root = /^[\w$]+/.exec(textOf(input, call.callee))?.[0] ?? "";
  const above = input.constructs.statements
    .filter((s) => s.end <= statement.start && s.block.start === statement.block.start)
    .sort((a, b) => b.start - a.start);
  for (const line of above) {
    const written = textOf(input, line);
    if (!written.startsWith(`${root}.`)) return false;
    if (/^[\w$]+\.(?:error|exception|critical|fatal)\(/.test(written)) return true;
  }
  return false;
}

/** Nothing else reads the variable: to show it is what the program is for. */
export function isOnlyUse(input: FixInput, call: CallSyntax): boolean {
  const names = new Set(
    [...bareOf(input, call.inner).matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g)].map(([name]) => name),
  );
  return [...names].some((name) => {
    const escaped = name.replaceAll("$", "\\$");
    const isSet = new RegExp(`(?:const|let|var)\\s+${escaped}\\b|^[ \\t]*${escaped}\\s*=(?!=)`, "m");
    return isSet.test(input.text) && usesOf(input.text, name) === 2;
  });
}

/** The log is about what was said, as its words or names tell: another thing that a model chose may be what the log is for. */
export const isConversation = (input: FixInput, call: CallSyntax): boolean =>
  SAID.test(textOf(input, call.inner));

const SAID =
  /answer|response|reply|repl(?:ies)|question|prompt|query|queries|message|content|text|completion|output|input|history|conversation|transcript|chat|summar|instruction|result|generat|request|body|choice/i;

/** A function that logs for others writes what they hand it: they are the ones to hand it less. */
export function isHelper(input: FixInput): boolean {
  const name = functionAround(input)?.name ?? "";
  return /^_*(?:log|debug|trace|info|warn|error|print)(?![a-z])|(?:^|_)log(?:_|$)|Log(?:$|[A-Z])/.test(name);
}

/** The named function around a finding, and where the line with its name ends. */
function functionAround({ finding, text, lang }: FixInput): { name: string; start: number } | undefined {
  let end = finding.start;
  let depth = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 400 && end > 0; i++) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end);
    end = start - 1;
    const indent = /^\s*/.exec(i === 0 ? `${line}x` : line)?.[0].length ?? 0;
    // `): Promise<string> => {` closes what the line with the name opened.
    if (i > 0 && (line.trim() === "" || indent >= depth || /^\s*\)/.test(line))) continue;
    depth = indent;
    const name = i === 0 ? undefined : functionName(line, lang);
    if (name !== undefined) return { name, start };
  }
  return undefined;
}
const functionName = (line: string, lang: FixInput["lang"]): string | undefined =>
  lang === "py"
    ? /^\s*(?:async\s+)?def\s+(\w+)/.exec(line)?.[1]
    : (/\bfunction\s*\*?\s*([\w$]+)/.exec(line)?.[1] ??
      /(?:const|let|var)\s+([\w$]+)[^=]*=\s*(?:async\s*)?(?:\(|function|[\w$]+\s*=>)/.exec(line)?.[1] ??
      /^\s*(?:(?:public|private|protected|static|async)\s+)*(?!if\b|for\b|while\b|switch\b|catch\b)([\w$]+)\s*\([^;]*\{\s*$/.exec(
        line,
      )?.[1]);

/** The other findings of this file that are about the same text: born at the same place, and of what a request brings the same variable. */
export function sameText(input: FixInput): FixInput[] {
  const own = birthOf(input);
  if (!own) return [];
  const names = namesAt(input);
  return input
    .beside()
    .filter((other) => {
      const birth = birthOf(other);
      if (birth?.path !== own.path || birth.start !== own.start) return false;
      return own.kind === "request" || [...namesAt(other)].some((name) => names.has(name));
    })
    .slice(0, MOST_LOGS);
}
const MOST_LOGS = 5;
function birthOf({ finding }: FixInput): Step | undefined {
  const steps = finding.paths[0] ?? [];
  return steps.findLast((s) => s.kind === "request") ?? steps.find((s) => s.kind === "source");
}
function namesAt(input: FixInput): Set<string> {
  const { calls } = input.constructs;
  const call = calls.find((c) => c.start === input.finding.start) ?? innermost(calls, input.finding);
  return call ? namesIn(input, call.inner) : new Set();
}

/** The body of the named function around a place. */
export function scopeOf(input: FixInput, place: Span): Span | undefined {
  const start = functionAround(input)?.start ?? 0;
  return input.constructs.statements
    .map((s) => s.block)
    .filter((b) => b.start >= start && covers(b, place))
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
}

/** Another log of the function, none of `changed`, has a variable whole that `edits` take out, or what it was taken from. */
export function isLoggedBeside(
  input: FixInput,
  { call, edits }: { call: CallSyntax; edits: readonly Span[] },
  changed: readonly CallSyntax[],
): boolean {
  const scope = scopeOf(input, call);
  if (!scope) return false;
  const gone = edits.map((edit) => textOf(input, edit)).join(" ");
  const own = [...namesIn(input, call.inner)].filter((name) => usesOf(gone, name) > 0);
  const variables = own.map((name) => ({ name, scope }));
  const sources: string[] = [];
  for (const statement of input.constructs.statements) {
    const { block } = statement;
    if (!covers(scope, statement) || statement.end > call.start || !covers(block, call)) continue;
    const [, set = "", from = ""] = TAKEN.exec(textOf(input, statement)) ?? [];
    const found = own.filter((name) => usesOf(set, name) > 0);
    if (found.length === 0) continue;
    for (const v of variables) if (input.lang === "ts" && found.includes(v.name)) v.scope = block;
    if (from !== "") sources.push(from);
  }
  const root = /^[\w$]+/.exec(textOf(input, call.callee))?.[0] ?? "";
  return input.constructs.calls.some((other) => {
    if (!covers(scope, other) || changed.some((c) => c.start === other.start)) return false;
    if (isDebug(input, other)) return false;
    if (!new RegExp(`^${root.replaceAll("$", "\\$")}\\b`).test(textOf(input, other.callee))) return false;
    const bare = bareOf(input, other.inner);
    const around = innermost(input.constructs.statements, other)?.block;
    return (
      variables.some((v) => covers(v.scope, other) && isWhole(bare, v.name)) ||
      (around !== undefined && covers(around, call) && sources.some((name) => isWhole(bare, name)))
    );
  });
}
/** Variables that are set, and the one that they are taken from without more: who logs the event logs its question. */
const TAKEN =
  /^(?:(?:const|let|var)\s+)?([\w$]+|\{[^{}=]*\})(?:\s*:[^=\n]+)?\s*=(?!=)(?:\s*([\w$]+)(?:\.[\w$]+|\?\.[\w$]+|\[["']\w+["']\]|\s*(?:\|\||\?\?)\s*["'{}\w]*)*;?$)?/;

/** As a rule nobody has these lines written. */
export const isDebug = (input: FixInput, call: CallSyntax): boolean =>
  /(?:^|\.)debug$/.test(textOf(input, call.callee));

/** Variables whose text a log writes. */
function namesIn(input: FixInput, span: Span): Set<string> {
  const found = bareOf(input, span).matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)(?!\s*[\w$(="'`])/g);
  return new Set(
    [...found]
      .map(([, name = ""]) => name)
      .filter(
        (name) =>
          !isNoText(name) && !/^(?:\$|JSON|null|undefined|None|[Tt]rue|[Ff]alse|self|this)$/.test(name),
      ),
  );
}
/** It is named as it is, or handed to what writes it out; not a part of it, its length or its type. */
const isWhole = (bare: string, name: string): boolean => {
  const escaped = name.replaceAll("$", "\\$");
  const without = bare.replace(new RegExp(`(?:\\b(?:len|type|bool)\\(|typeof |!)\\s*${escaped}\\b`, "g"), "");
  return new RegExp(
    `(?<![\\w$.])${escaped}(?![\\w$.?[(=]|\\s*[=?]|:)|(?<![\\w$.])${escaped}\\.\\w+\\(\\)`,
  ).test(without);
};

/** The code shows that it is text: taken from one, or made as one. */
export function isKnownText(input: FixInput, span: Span): boolean {
  const name = textOf(input, span);
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return false;
  const escaped = name.replaceAll("$", "\\$");
  const set = new RegExp(`^(?:(?:const|let|var)\\s+)?${escaped}(?:\\s*:[^=\\n]+)?\\s*=(?!=)`);
  const found = input.constructs.statements.filter(
    (s) => s.end <= span.start && covers(s.block, span) && set.test(textOf(input, s)),
  );
  const last = found.at(-1);
  return (
    last !== undefined &&
    /(?:\.(?:strip|trim|toString)\(\)|(?:\bstr|\.join)\([^()]*\));?$|=\s*f["']/.test(textOf(input, last))
  );
}

/** Without the words of texts. */
export function bareOf(input: FixInput, span: Span): string {
  let out = "";
  let at = span.start;
  for (const text of input.constructs.texts)
    for (const piece of text.pieces)
      if (piece.kind === "text" && covers(span, piece) && piece.start >= at) {
        out += input.text.slice(at, piece.start);
        at = piece.end;
      }
  return out + input.text.slice(at, span.end);
}
