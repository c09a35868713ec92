import type { Span, StatementSyntax } from "../ir/constructs.ts";
import { covers, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";

/** A variable that is used somewhere, with all that happens to it from its definition in the same block on. */
export interface Variable {
  name: string;
  statement: StatementSyntax;
  /** What it is set to. */
  value: Span;
  /** `name += value`: the whole and what is added. */
  additions: { whole: Span; value: Span }[];
  /** Where it is read beside the use in question. */
  reads: Span[];
}

/** Undefined where the variable's content at `use` is not what stands above it in the same block. */
export function variableAt(input: FixInput, use: Span): Variable | undefined {
  const name = textOf(input, use);
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  const escaped = name.replaceAll("$", "\\$");
  const head = new RegExp(`^(?:(?:const|let|var)\\s+)?${escaped}(?:\\s*:[^=\\n]+)?\\s*=\\s*(?=[^=>\\s])`);
  let found: { statement: StatementSyntax; start: number } | undefined;
  for (const statement of input.constructs.statements) {
    if (statement.end > use.start || !covers(statement.block, use)) continue;
    const match = head.exec(textOf(input, statement));
    if (match && (!found || statement.start > found.statement.start))
      found = { statement, start: statement.start + match[0].length };
  }
  if (!found) return undefined;
  const { statement } = found;
  const end = statement.end - (input.text[statement.end - 1] === ";" ? 1 : 0);
  const value = { start: found.start, end };
  const additions: Variable["additions"] = [];
  const reads: Span[] = [];
  const word = new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`, "g");
  word.lastIndex = statement.end;
  for (let at = word.exec(input.text); at && at.index < statement.block.end; at = word.exec(input.text)) {
    const start = at.index;
    const after = input.text.slice(start + name.length, start + name.length + 40);
    if (start === use.start || isOnlyText(input, start) || isKeyword(input, start)) continue;
    const added = /^\s*\+=\s*/.exec(after);
    if (added) {
      const from = start + name.length + added[0].length;
      const text = input.constructs.texts.find((t) => t.start === from);
      // Joined with more, or chosen by a condition.
      if (!text || !/^[ \t]*(?:;|\r?\n|\}|#|\/\/|$)/.test(input.text.slice(text.end, text.end + 40)))
        return undefined;
      additions.push({ whole: { start, end: text.end }, value: { start: text.start, end: text.end } });
    } else if (/^\s*(?::[^=\n]+)?=(?!=)/.test(after)) {
      if (start < use.start || isInLoopWith(input, start, use)) return undefined;
      // Behind the use it is another value.
      break;
    } else reads.push({ start, end: start + name.length });
  }
  return { name, statement, value, additions, reads };
}

/** `name=` of an argument. */
const isKeyword = (input: FixInput, at: number): boolean =>
  input.constructs.calls.some((c) =>
    c.args.some((a) => a.start === at && a.value.start > at && !a.shorthand),
  );

/** What is set behind the use is there when the loop comes round. */
const isInLoopWith = (input: FixInput, at: number, use: Span): boolean =>
  input.constructs.statements.some(
    (s) =>
      s.start < use.start &&
      at < s.end &&
      use.end <= s.end &&
      /^(?:async\s+)?(?:for|while|do)\b/.test(input.text.slice(s.start, s.start + 20)),
  );

/** The word stands in a comment or among the constant letters of a text. */
export function isOnlyText(input: FixInput, at: number): boolean {
  const text = input.constructs.texts.findLast((t) => t.start < at && at < t.end);
  if (text) return text.pieces.some((p) => p.kind === "text" && p.start <= at && at < p.end);
  const line = input.text.slice(input.text.lastIndexOf("\n", at - 1) + 1, at);
  return input.lang === "py" ? /(?:^|\s)#/.test(line) : /(?:^|\s)\/\/|^\s*\*/.test(line);
}
