import { covers, fix, innermost, lineEnd, replace, textOf } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

/** Rounds that a loop gets; the developer chooses another number where this one does not fit. */
const ROUNDS = 10;

/** `while True:` around an agent → a loop that ends. Where only an answer leaves it, running out of rounds is an error. */
export function boundLoop(input: FixInput): Fix[] {
  const { constructs, finding, lang, text } = input;
  const statement = innermost(
    constructs.statements.filter(
      (s) => s.start === finding.start || (covers(s, finding) && isEndless(input, s)),
    ),
    finding,
  );
  if (!statement || !isEndless(input, statement)) return [];
  const whole = textOf(input, statement);
  const head = (lang === "py" ? ENDLESS_PY : ENDLESS_TS).exec(whole)?.[0];
  if (head === undefined || /^\s*else\s*:/m.test(lang === "py" ? lastLines(whole) : "")) return [];
  const name = ["round", "attempt", "step"].find((n) => !new RegExp(`(?<![\\w$])${n}(?![\\w$])`).test(text));
  if (name === undefined && lang === "ts") return [];
  const loop =
    lang === "py" ? `for _ in range(${ROUNDS}):` : `for (let ${name} = 0; ${name} < ${ROUNDS}; ${name}++)`;
  const edits = [replace({ start: statement.start, end: statement.start + head.length }, loop)];
  const lead = text.slice(text.lastIndexOf("\n", statement.start - 1) + 1, statement.start);
  const isLeft = /(?<![\w$.])break(?![\w$])/.test(whole);
  if (!isLeft && lead.trim() === "") {
    const message = `"No answer after ${ROUNDS} rounds"`;
    const raised = lang === "py" ? `raise RuntimeError(${message})` : `throw new Error(${message});`;
    edits.push({ start: statement.end, end: statement.end, text: `${lineEnd(text)}${lead}${raised}` });
  }
  return [fix(input, "suggested", `End the loop after ${ROUNDS} rounds`, edits)];
}

const ENDLESS_PY = /^while\s*\(?\s*(?:True|1)\s*\)?\s*:/;
const ENDLESS_TS = /^(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))/;
const isEndless = (input: FixInput, statement: { start: number; end: number }): boolean =>
  (input.lang === "py" ? ENDLESS_PY : ENDLESS_TS).test(textOf(input, statement));
/** Where an `else` of the loop itself would stand: on the loop's own indentation. */
const lastLines = (whole: string): string =>
  whole
    .split("\n")
    .filter((line) => /^else/.test(line))
    .join("\n");
