import type { Span, TextSyntax } from "../ir/constructs.ts";
import { CONSTANT_NAME, covers, innermost, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";
import { variableAt } from "./variables.ts";

export interface Hole extends Span {
  kind: "hole";
  /** Source of what fills it. */
  expression: string;
  /** The word that says what it holds. */
  name: string;
  /** Somebody else's data; all holes are where no path says which. */
  isForeign: boolean;
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
  /** Where it is handed over: the text itself, or the variable that holds it. */
  use: Span;
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
  return found && holder ? marked(input, { ...found, use: holder.value }) : undefined;
}

/** Which of the holes a path of the finding goes through. */
function marked(input: FixInput, prompt: Prompt): Prompt {
  const places = input.finding.paths.flat().filter((s) => s.path === input.finding.path);
  const isOn = (part: PromptPart): boolean => part.kind === "hole" && places.some((s) => covers(part, s));
  const isKnown = prompt.parts.some(isOn);
  const roots = new Set(
    prompt.parts.flatMap((p) => (p.kind === "hole" && isOn(p) ? [...rootsOf(input, p)] : [])),
  );
  // What comes from the same request is as foreign as what the path is about.
  const isAkin = (part: Hole): boolean => [...rootsOf(input, part)].some((name) => roots.has(name));
  const parts = prompt.parts.map((p) =>
    p.kind === "hole"
      ? {
          ...p,
          isForeign: isKnown ? isOn(p) || isAkin(p) : !CONSTANT_NAME.test(p.expression),
          isOnPath: isKnown && isOn(p),
        }
      : p,
  );
  return { ...prompt, parts };
}

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
  const inside = text ?? onlyOne(constructs.texts.filter((t) => covers(span, t) && hasHole(t)));
  const sum = constructs.sums.find((s) => s.operator === "+" && covers(s, span));
  if (inside && !sum) {
    const { start, end, open, close } = inside;
    const parts = inside.pieces.map((p): PromptPart => {
      if (p.kind === "text") return { kind: "text", raw: textOf(input, p), start: p.start, end: p.end };
      return holeOf(textOf(input, p.expression), p);
    });
    const isPart = constructs.joined.some((j) => covers(j, inside));
    return { start, end, open, close, parts, isSum: false, isPart };
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
const hasHole = (t: TextSyntax): boolean => t.pieces.some((p) => p.kind === "hole");
const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
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
  const name = word
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/^[^a-z]+|[^a-z0-9_]/g, "");
  return name === "" || name === "self" || name === "this" ? "input" : name;
}
