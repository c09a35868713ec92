import { covers, fix, innermost, lineEnd, quoted, replace, textOf, usesSemicolons } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";

/** Rounds that a loop gets; the developer chooses another number where this one does not fit. */
const ROUNDS = 25;

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
  const lead = text.slice(text.lastIndexOf("\n", statement.start - 1) + 1, statement.start);
  if (lead.trim() !== "") return [];
  const start = { start: statement.start, end: statement.start + head.length };
  const end = lineEnd(text);
  const message = quoted(input, `No answer after ${ROUNDS} rounds`);
  const isLeft = /(?<![\w$.])break(?![\w$])/.test(whole);
  const edits: Edit[] = [];
  if (lang === "py") {
    const raised = `raise RuntimeError(${message})`;
    // What follows counts on an answer: only who leaves the loop has one.
    const behind = isLeft
      ? `${lead}else:${end}${lead}${unitOf(input, statement, lead)}${raised}`
      : `${lead}${raised}`;
    edits.push(replace(start, `for _ in range(${ROUNDS}):`));
    edits.push({ start: statement.end, end: statement.end, text: `${end}${behind}` });
  } else {
    const close = usesSemicolons(input) ? ";" : "";
    const raised = `throw new Error(${message})${close}`;
    const body = /^[ \t]*\{(?:[ \t]*\/\/[^\r\n]*)?/.exec(text.slice(start.end, start.end + 400))?.[0];
    if (!isLeft) {
      edits.push(replace(start, `for (let ${name} = 0; ${name} < ${ROUNDS}; ${name}++)`));
      edits.push({ start: statement.end, end: statement.end, text: `${end}${lead}${raised}` });
    } else if (body) {
      const at = start.end + body.length;
      const line = `${end}${lead}${unitOf(input, statement, lead)}if (${name} === ${ROUNDS}) ${raised}`;
      edits.push(replace(start, `for (let ${name} = 0; ; ${name}++)`), { start: at, end: at, text: line });
    } else return [];
  }
  return [fix(input, "suggested", `End the loop after ${ROUNDS} rounds`, edits)];
}

/** By how much the loop's body is indented. */
function unitOf(input: FixInput, statement: { start: number; end: number }, lead: string): string {
  const inside = /\n([ \t]*)\S/.exec(textOf(input, statement))?.[1] ?? "";
  return inside.startsWith(lead) && inside.length > lead.length ? inside.slice(lead.length) : "    ";
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
