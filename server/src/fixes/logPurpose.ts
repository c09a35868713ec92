import type { CallSyntax, Span, StatementSyntax } from "../ir/constructs.ts";
import { covers, innermost, textOf, usesOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";

/** Lines above tell a person what to do with what is shown: a set-up hands over what it has made. */
export function isInstruction(input: FixInput, call: CallSyntax): boolean {
  const callee = textOf(input, call.callee);
  const statement = innermost(input.constructs.statements, call);
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
export const isNoText = (written: string): boolean =>
  /tool_?calls?(?![a-z])|(?:get\(|\[)["'](?:\w*_)?(?:id|name|type|status|kind|code|key)["']|(?:_key|[a-z]Key|[eE]mail|error_?message|errorMessage)$|(?:^|[._])(?:success|ok|valid)$|[._a-z](?:is|has)_\w+$|(?:^|[._a-z])(?:tools|names|ids)$|[a-z](?:Tools|Names|Ids|Calls)$|(?:[._]|^)(?:id|uuid|name|type|status|role|model|count|length|size|kind|code|usage)$|[a-z](?:Id|Name|Type|Status|Count|Length)$|^len\(/.test(
    written,
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
export function isHelper({ finding, text, lang }: FixInput): boolean {
  const lines = text.slice(0, finding.start).split("\n");
  let depth = /^\s*/.exec(`${lines.pop() ?? ""}x`)?.[0].length ?? 0;
  for (const line of lines.reverse().slice(0, 400)) {
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (line.trim() === "" || indent >= depth) continue;
    depth = indent;
    const name =
      lang === "py"
        ? /^\s*(?:async\s+)?def\s+(\w+)/.exec(line)?.[1]
        : (/\bfunction\s*\*?\s*([\w$]+)/.exec(line)?.[1] ??
          /(?:const|let|var)\s+([\w$]+)[^=]*=\s*(?:async\s*)?(?:\(|function|[\w$]+\s*=>)/.exec(line)?.[1] ??
          /^\s*(?:(?:public|private|protected|static|async)\s+)*(?!if\b|for\b|while\b|switch\b|catch\b)([\w$]+)\s*\([^;]*\{\s*$/.exec(
            line,
          )?.[1]);
    if (name !== undefined)
      return /^_*(?:log|debug|trace|info|warn|error|print)(?![a-z])|(?:^|_)log(?:_|$)|Log(?:$|[A-Z])/.test(
        name,
      );
  }
  return false;
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
