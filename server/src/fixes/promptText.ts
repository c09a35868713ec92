import type { CallSyntax, Span, TextSyntax } from "../ir/constructs.ts";
import type { TemplateClass } from "../models/messageNames.ts";
import { CONSTANT_NAME, covers, innermost, lastWord, onlyOne, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";
import { turnOf } from "./turns.ts";
import { variableAt } from "./variables.ts";

export interface Hole extends Span {
  kind: "hole";
  /** Source of what fills it. */
  expression: string;
  /** The word that says what it holds. */
  name: string;
  /** Somebody else's data; all holes are where no path says which. */
  isForeign: boolean;
  /** A text of the program, whichever of its texts it is. */
  isOwn?: boolean;
  /** A path of the finding goes through it. */
  isOnPath?: boolean;
}
export type PromptPart = ({ kind: "text"; raw: string } & Span) | Hole;

/** A text of a prompt as it is written: constants and expressions in order. */
export interface Prompt extends Span {
  parts: PromptPart[];
  /** Joined by `+` instead of a template. */
  isSum: boolean;
  /** One of several texts that stand side by side. */
  isPart: boolean;
  open: string;
  close: string;
  /** Where it is handed over: the text itself, the variable that holds it, the call that makes it. */
  use: Span;
  /** Its holes are names in braces that are filled later. */
  isTemplate?: boolean;
  /** It is put together where the request is not: what fills it has other names here. */
  isElsewhere?: boolean;
}

/** The prompt text at the finding: a template with holes, or constants and expressions joined by `+`; behind a variable too. */
export function promptAt(input: FixInput): Prompt | undefined {
  const { constructs, finding } = input;
  const all = [...constructs.calls.flatMap((c) => c.args), ...constructs.objects.flatMap((o) => o.entries)];
  const direct = textIn(input, finding);
  if (direct) return marked(input, { ...direct, use: direct });
  const holder = innermost(
    all.filter((a) => !a.spread && !a.shorthand),
    finding,
  );
  const behind = holder && variableAt(input, holder.value);
  // Who else reads the variable, or adds to it, would read something else.
  const isOnlyHere = behind && behind.additions.length === 0 && behind.reads.length === 0;
  const found = isOnlyHere ? textIn(input, behind.value) : undefined;
  if (found && holder) return marked(input, { ...found, use: holder.value });
  return holder && elsewhere(input, holder.value);
}

/** The text that a path of the finding goes through in another place of the file: in the function that makes the prompt, or a template. */
function elsewhere(input: FixInput, use: Span): Prompt | undefined {
  const { texts } = input.constructs;
  const { path, paths } = input.finding;
  const steps = paths.flat().filter((s) => s.kind === "text" && s.path === path && !covers(use, s));
  const found = new Set(
    steps.map((s) => innermost(texts, s)).filter((t): t is TextSyntax => t !== undefined && isPrompt(t)),
  );
  const text = onlyOne([...found]);
  if (!text) return undefined;
  const isTemplate = !hasHole(text);
  const parts = isTemplate ? placeholders(input, text) : partsOf(input, text);
  const { start, end, open, close } = text;
  const isPart = input.constructs.joined.some((j) => covers(j, text));
  const prompt = { start, end, open, close, parts, isSum: false, isPart, isTemplate };
  if (!parts.some((p) => p.kind === "hole")) return undefined;
  if (isTemplate && isMadeTemplate(input, text)) return { ...prompt, use: text };
  const own = useOf(input, text, use);
  return own && { ...prompt, use: own, isElsewhere: true };
}
const isPrompt = ({ open }: TextSyntax): boolean => !/^[rb]/i.test(open);

/** `{name}` in a constant that is filled later. */
function placeholders(input: FixInput, text: TextSyntax): PromptPart[] {
  const parts: PromptPart[] = [];
  const from = text.start + text.open.length;
  const to = text.end - text.close.length;
  const raw = input.text.slice(from, to);
  let at = 0;
  const constant = (end: number): void => {
    if (end > at) parts.push({ kind: "text", raw: raw.slice(at, end), start: from + at, end: from + end });
  };
  for (const found of raw.matchAll(/(?<!\{)\{([A-Za-z_]\w*)\}(?!\})/g)) {
    constant(found.index);
    const end = found.index + found[0].length;
    const hole = holeOf(found[1] as string, { start: from + found.index, end: from + end });
    parts.push({ ...hole, expression: found[0] });
    at = end;
  }
  constant(raw.length);
  return parts;
}

/** A class of a package makes a template of it that is filled when the model is called. */
function isMadeTemplate(input: FixInput, text: Span): boolean {
  const makers = input.constructs.calls.filter((c) => covers(c.inner, text));
  return (
    makers.some((c) => templateOf(input, c) !== undefined) &&
    !makers.some((c) => /template_?format/i.test(textOf(input, c)))
  );
}

/** The class on which a call makes a template. */
export function templateOf(input: FixInput, { receiver }: CallSyntax): TemplateClass | undefined {
  return receiver && input.template(lastWord(textOf(input, receiver)));
}

/** Where a constant, or the result of a function, that nobody else in the file reads is handed over: the value, or a message in it. */
function useOf(input: FixInput, text: Span, value: Span): Span | undefined {
  const list = input.constructs.lists.find((l) => l.start === value.start && l.end === value.end);
  const uses = list
    ? list.items.map((i) => turnOf(input, i)?.content).filter((c) => c !== undefined)
    : [value];
  const around = input.constructs.statements.filter((s) => covers(s, text));
  const names = around.map((s) => {
    const found = NAMED.exec(input.text.slice(s.start, Math.min(s.start + 200, text.start)));
    return found?.[1] ?? found?.[2] ?? found?.[3];
  });
  return uses.find((use) =>
    names.some(
      (name) =>
        name !== undefined &&
        (textOf(input, use) === name || isMadeOf(input, use, name)) &&
        isReadOnce(input, name),
    ),
  );
}
const wordOf = (name: string): RegExp => new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);
const isReadOnce = ({ text }: FixInput, name: string): boolean => text.split(wordOf(name)).length === 3;
/** Something of that name is part of the value, or of what the variable is set to. */
const isMadeOf = (input: FixInput, use: Span, name: string): boolean =>
  wordOf(name).test(textOf(input, variableAt(input, use)?.value ?? use));
/** What a statement at its head gives a name to: a function, a method, a variable. */
const NAMED =
  /^(?:export\s+)?(?:async\s+)?(?:def|function)\s+([A-Za-z_$][\w$]*)|^(?:export\s+)?(?:const|let|var)\s+([A-Za-z_$][\w$]*)|^([A-Za-z_$][\w$]*)\s*(?::[^=\n]{1,60})?=(?!=)/;

/** Whatever the condition says, what comes out is one of the texts that stand there, or where the variable is set. */
function isChoice(input: FixInput, { expression, start }: Hole): boolean {
  const made = /^[A-Za-z_$][\w$]*$/.test(expression) ? madeOf(input, expression, start) : undefined;
  const whole = made?.text.replace(/;\s*$/, "") ?? expression;
  const from = input.text.indexOf(whole, made?.start ?? start);
  if (from < 0) return false;
  let bare = whole;
  for (const t of input.constructs.texts
    .filter((t) => covers({ start: from, end: from + whole.length }, t))
    .reverse())
    if (!hasHole(t)) bare = `${bare.slice(0, t.start - from)}\u0001${bare.slice(t.end - from)}`;
  const isPython = input.lang === "py";
  const branches = isPython ? bare.split(/\selse\s/) : bare.split(":");
  const last = branches.pop();
  return (
    branches.length > 0 &&
    last?.trim() === "\u0001" &&
    branches.every((b) => (isPython ? /^\s*\u0001\s+if\s/ : /(?<!\?)\?\s*\u0001\s*$/).test(b))
  );
}

/** An entry of a table, by a word that the request chooses: `TONES[tone]`, `tones.get(tone, "plain")`, also behind a variable. */
function isLookedUp(input: FixInput, { expression, start }: Hole): boolean {
  const [name = ""] = /^[A-Za-z_$][\w$]*/.exec(expression) ?? [];
  const made = LOOKUP.test(expression) ? undefined : madeOf(input, name, start);
  const [, table = ""] = LOOKUP.exec(made?.text ?? expression) ?? [];
  return table !== "" && !input.constructs.imports.some((i) => wordOf(table).test(textOf(input, i)));
}
const LOOKUP =
  /^(?:this\.|self\.)?([A-Za-z_$][\w$]*)(?:\[|\.get\()\s*(?!(?:i|j|k|n|idx|index|key|id)\b)[A-Za-z_$][\w$.]*\s*[,)\]]/;

/** Which of the holes a path of the finding goes through. */
function marked(input: FixInput, prompt: Prompt): Prompt {
  const places = input.finding.paths.flat().filter((s) => s.path === input.finding.path);
  const isOn = (part: PromptPart): boolean => part.kind === "hole" && places.some((s) => covers(part, s));
  const isKnown = prompt.parts.some(isOn);
  const roots = new Set(
    prompt.parts.flatMap((p) => (p.kind === "hole" && isOn(p) ? [...rootsOf(input, p)] : [])),
  );
  // What comes from the same request is as foreign as what the path is about.
  const handed = parametersAround(input, prompt);
  const isGiven = [...roots].some((name) => handed.has(name));
  const isAkin = (part: Hole): boolean =>
    [...rootsOf(input, part)].some(
      (name) => roots.has(name) || (isGiven && !isSmall(part) && handed.has(name)),
    );
  const parts = prompt.parts.map((p) => {
    if (p.kind === "text") return p;
    const isOnPath = isKnown && isOn(p);
    const isOwn = isChoice(input, p) || (!isOnPath && isLookedUp(input, p));
    const isForeign = isKnown ? isOnPath || isAkin(p) : !CONSTANT_NAME.test(p.expression);
    return { ...p, isOwn, isForeign: isForeign && !isOwn, isOnPath };
  });
  return { ...prompt, parts };
}

/** A number, a kind or another small setting, by its name. */
export const isSmall = ({ name, expression }: Hole): boolean => SMALL.test(name) || NUMBER.test(expression);
const NUMBER = /\[-?\d+\]$|\.length$|^(?:len|int|round|float|str\(len)\(/;
const SMALL =
  /^(?:n|k|top|kind|type|category|mode|level|num|number|count|max|min|limit|size|length|date|time|now|today|year|month|day|lang|language|locale|format|style|tone|instructions?|system|rules?|schema|examples?|tools|guidelines|persona|criteria)(?:_|$)|_(?:n|num|number|count|max|min|limit|size|length|date|time|year|lang|language|locale|format|style|tone|kind|type|category|mode|level|instructions?|rules?|schema|examples?|tools|guidelines|criteria)$/;

/** Names of what the function around is handed: whoever calls it with one text of a request hands it others as well. */
function parametersAround(input: FixInput, span: Span): Set<string> {
  const around = input.constructs.statements.filter((s) => covers(s, span));
  const heads = around
    .sort((a, b) => b.start - a.start)
    .map((s) => HEAD.exec(input.text.slice(s.start, Math.min(s.start + 600, span.start)))?.[1]);
  const names = heads.find((head) => head !== undefined)?.matchAll(/(?:^|[,{])\s*([A-Za-z_$][\w$]*)/g) ?? [];
  return new Set([...names].map(([, name]) => name as string).filter((name) => !WORDS.has(name)));
}
const HEAD =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:def|function)\s+[A-Za-z_$][\w$]*\s*(?:<[^()]{0,80}>)?\(([^()]{0,500})\)/;

/** The variables that an expression is made of in the end, as far as statements of the file tell. */
function rootsOf(input: FixInput, { expression, start }: Hole): Set<string> {
  const found = new Set<string>();
  const open = namesIn(expression).map((name) => ({ name, before: start }));
  for (let steps = 0; open.length > 0 && steps < 24; steps++) {
    const { name, before } = open.pop() as { name: string; before: number };
    const made = madeOf(input, name, before);
    if (!made) found.add(name);
    else open.push(...namesIn(made.text).map((n) => ({ name: n, before: made.start })));
  }
  return found;
}

/** What the nearest statement above sets a variable to. */
function madeOf(input: FixInput, name: string, before: number): { text: string; start: number } | undefined {
  const escaped = name.replaceAll("$", "\\$");
  const head = new RegExp(
    `^(?:(?:const|let|var)\\s+)?(?:${escaped}|\\{[^={}]{0,400}(?<![\\w$])${escaped}(?![\\w$:])[^={}]{0,400}\\})(?:\\s*:[^=]{1,300})?\\s*=\\s*(?=[^=>\\s])`,
  );
  let best: { text: string; start: number } | undefined;
  for (const statement of input.constructs.statements) {
    if (statement.end > before || !covers(statement.block, { start: before, end: before })) continue;
    const written = input.text.slice(statement.start, Math.min(statement.end, statement.start + 2000));
    const found = head.exec(written);
    if (found && (!best || statement.start > best.start))
      best = { text: written.slice(found[0].length), start: statement.start };
  }
  return best;
}

/** Variables that an expression reads: no members, no functions, no classes. */
function namesIn(expression: string): string[] {
  const bare = expression.replace(/"[^"\n]*"|'[^'\n]*'/g, " ");
  return [...bare.matchAll(/(?<![\w$.])[a-z_$][\w$]*(?![\w$]|\s*\(|\s*:[^:]|\s*=[^=])/g)]
    .map(([name]) => name)
    .filter((name) => !WORDS.has(name));
}
const WORDS = new Set(
  "await new typeof this self cls or and not in if else is for null undefined true false".split(" "),
);

function textIn(input: FixInput, span: Span): Omit<Prompt, "use"> | undefined {
  const { constructs } = input;
  const text = constructs.texts.find((t) => covers(t, span) && hasHole(t));
  const within = constructs.texts.filter((t) => covers(span, t) && hasHole(t));
  const inside = text ?? onlyOne(within) ?? (isJoined(input, within) ? within[0] : undefined);
  const sum = constructs.sums.find((s) => s.operator === "+" && covers(s, span));
  if (inside && !sum) {
    const whole = constructs.joined.find((j) => covers(j, inside));
    const { start, end, open, close } = inside;
    const parts = partsOf(input, whole ?? inside);
    return { start, end, open, close, parts, isSum: false, isPart: whole !== undefined };
  }
  if (!sum) return undefined;
  const parts: Prompt["parts"] = [];
  let open = "";
  for (const operand of sum.operands) {
    const literal = constructs.texts.find((t) => t.start === operand.start && t.end === operand.end);
    if (!literal) {
      parts.push(holeOf(textOf(input, operand), operand));
      continue;
    }
    if (hasHole(literal) || literal.open.length > 1 || (open !== "" && literal.open !== open))
      return undefined;
    open = literal.open;
    const raw = literal.pieces.map((p) => textOf(input, p)).join("");
    parts.push({ kind: "text", raw, start: operand.start, end: operand.end });
  }
  const { start, end } = sum;
  const isPart = constructs.joined.some((j) => covers(sum, j));
  return open === "" ? undefined : { start, end, open, close: open, parts, isSum: true, isPart };
}
/** Texts that stand side by side and are one. */
const isJoined = ({ constructs }: FixInput, texts: readonly Span[]): boolean =>
  constructs.joined.some((j) => texts.every((t) => covers(j, t)));
const partsOf = (input: FixInput, { pieces }: TextSyntax): PromptPart[] =>
  pieces.map((p) =>
    p.kind === "text"
      ? { kind: "text", raw: textOf(input, p), start: p.start, end: p.end }
      : holeOf(textOf(input, p.expression), p),
  );
const hasHole = (t: TextSyntax): boolean => t.pieces.some((p) => p.kind === "hole");
const holeOf = (expression: string, { start, end }: Span): Hole => ({
  kind: "hole",
  expression,
  name: nameOf(expression),
  isForeign: true,
  start,
  end,
});

const VERB = /^(?:get|fetch|load|read|build|make|format|render|create|to|as)_?(?=[A-Z_a-z])/;

/** The word that says what an expression holds, as a tag is written. */
export function nameOf(expression: string): string {
  const key = /^[\w$.?]{1,60}(?:\[|\.get\()(["'])([A-Za-z_]\w{0,40})\1/.exec(expression)?.[2];
  if (key !== undefined) return tagOf(key);
  const joined = expression.length < 300 ? JOINED.exec(expression)?.[1] : undefined;
  if (joined !== undefined) return nameOf(joined);
  const [, label, python, script] = WRITTEN.exec(expression) ?? [];
  const inside = label?.replaceAll(" ", "_") ?? python ?? script;
  if (inside !== undefined) return tagOf(inside);
  const bare = expression.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, " ").replace(/^[\s(]*(?:await\s+)?/, "");
  const chain = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*/.exec(bare)?.[0];
  if (chain === undefined) return "input";
  const words = chain.split(/\??\./);
  let word = words.at(-1) ?? "";
  if (bare[chain.length] === "(") {
    const argument = /^\(\s*([A-Za-z_$][\w$.]*)\s*[,)]/.exec(bare.slice(chain.length))?.[1];
    const noun = word.replace(VERB, "");
    if (words.length === 1 && noun !== word && noun !== "") word = noun;
    else if (argument !== undefined) word = argument.split(".").pop() ?? "";
    else word = words.at(-2) ?? "input";
  }
  return tagOf(word);
}

/** `", ".join(names)`, `"\\n".join(n.text for n in names)` → names */
const JOINED = /^["'`][^"'`]*["'`]\.join\((?:.*\sin\s+)?(.*?)\]?\)$/s;
/** A text in an expression, by its label or what it holds: `f"Notes: {notes}" if notes else ""`. */
const WRITTEN =
  /(?<![\w])f?["'`]([A-Za-z]+(?: [A-Za-z]+){0,2}):|f["'][^"'{]*\{([A-Za-z_]\w*)\}|`[^`$]*\$\{([A-Za-z_$][\w$]*)\}/;

export function tagOf(word: string): string {
  const name = word
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/^[^a-z]+|[^a-z0-9_]/g, "");
  if (/^(?:e|ex|exc|err)$/.test(name)) return "error";
  return name.length < 2 || name === "self" || name === "this" ? "input" : name;
}
