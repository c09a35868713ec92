import type { CallSyntax, TextSyntax } from "../ir/constructs.ts";
import type { FixRow } from "../models/pack.ts";
import { constantText, replace, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";
import { type Variable, variableAt } from "./variables.ts";

/** Behind one of these a value may stand in SQL, when it is quoted. */
const BEFORE_VALUE =
  /(?:=|<|>|\(|,|\b(?:like|ilike|limit|offset|between|and|or|when|then|else|select|returning|set|not|is|in)\b)\s*$/i;
/** Behind one of these it is a value even without quotes: elsewhere it may be a name, a list or a piece of SQL. */
const BEFORE_BARE = /(?:=|<|>|\b(?:like|ilike|limit|offset|between)\b|\bbetween\s+\S+\s+and\b)\s*$/i;
/** Behind these a name stands. */
const BEFORE_NAME =
  /\b(?:from|join|into|table|update|by|column|index|view|schema|database|as)\s+(?:[\w."`]+\s*,\s*)*$/i;

/** `execute(f"… = '{x}'")` → `execute("… = ?", (x,))`, in the driver's own style. Only where every hole is a value. */
export function bindParameters(input: FixInput, call: CallSyntax, recipe: FixRow): Edit[] | undefined {
  const [statement, ...others] = call.args;
  if (!statement || others.length > 0 || statement.spread || statement.name !== undefined) return undefined;
  const behind = variableAt(input, statement.value);
  const at = behind && isOnlyHere(input, call, behind) ? behind.value : statement.value;
  const text = input.constructs.texts.find((t) => t.start === at.start && t.end === at.end);
  if (!text?.pieces.some((p) => p.kind === "hole")) return undefined;
  const style: NonNullable<FixRow["style"]> = recipe.style ?? "?";
  const bound = bind(input, text, style);
  if (!bound) return undefined;
  const open = input.lang === "py" ? text.open.replace(/f/i, "") : text.open;
  const { values } = bound;
  const isBehind = at !== statement.value;
  if (isBehind && (style === "tag" || style === ":name")) return undefined;
  if (style === "tag") {
    if (open !== "`") return undefined;
    return [
      replace(
        { start: call.callee.start, end: call.end },
        `${renamedText(input, call, recipe)}\`${bound.text}\``,
      ),
    ];
  }
  if (style === ":name") {
    const given = values.map((v, i) => `p${i + 1}=${v}`).join(", ");
    return [
      replace(statement, constantText(input, open, bound.text, text.close)),
      { start: call.end, end: call.end, text: `.bindparams(${given})` },
    ];
  }
  const list =
    style === "$1, …"
      ? values.join(", ")
      : input.lang === "py"
        ? `(${values.join(", ")}${values.length === 1 ? "," : ""})`
        : `[${values.join(", ")}]`;
  if (isBehind)
    return [
      replace(at, constantText(input, open, bound.text, text.close)),
      { start: statement.end, end: statement.end, text: `, ${list}` },
    ];
  return [replace(statement, `${constantText(input, open, bound.text, text.close)}, ${list}`)];
}

/** The variable holds the statement for this call alone, and what it is made of does not change before it. */
function isOnlyHere(
  input: FixInput,
  call: CallSyntax,
  { statement, value, additions, reads }: Variable,
): boolean {
  if (additions.length > 0) return false;
  const text = input.constructs.texts.find((t) => t.start === value.start && t.end === value.end);
  const between = input.text.slice(statement.end, call.start);
  const isChanged = text?.pieces.some((p) => {
    const [name] = p.kind === "hole" ? (/^[\w$]+/.exec(textOf(input, p.expression)) ?? []) : [];
    return (
      name !== undefined &&
      new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}\\s*[-+*]?=(?!=)`).test(between)
    );
  });
  const isShown = reads.every(
    (read) =>
      !/^\s*[.[+]/.test(input.text.slice(read.end, read.end + 20)) &&
      !input.constructs.calls.some(
        (c) => c.args[0]?.start === read.start && textOf(input, c.callee) === textOf(input, call.callee),
      ),
  );
  return isShown && isChanged !== true;
}

function placeholder(style: NonNullable<FixRow["style"]>, n: number, written: string): string {
  if (style === "tag") return written;
  if (style.startsWith("$1")) return `$${n}`;
  return style === ":name" ? `:p${n}` : style;
}

function bind(
  input: FixInput,
  text: TextSyntax,
  style: NonNullable<FixRow["style"]>,
): { text: string; values: string[] } | undefined {
  let out = "";
  const values: string[] = [];
  let quote = "";
  for (const piece of text.pieces) {
    let raw = textOf(input, piece);
    if (piece.kind === "text") {
      if (quote !== "") {
        if (!raw.startsWith(quote)) return undefined;
        raw = raw.slice(1);
        quote = "";
      }
      if (style === "%s" && raw.includes("%")) raw = raw.replaceAll("%", "%%");
      if (input.lang === "py" && /f/i.test(text.open)) raw = raw.replaceAll("{{", "{").replaceAll("}}", "}");
      out += raw;
      continue;
    }
    if (quote !== "" || piece.formatted) return undefined;
    if (/['"]$/.test(out)) {
      quote = out.slice(-1);
      out = out.slice(0, -1);
    }
    const isValue = quote === "" ? BEFORE_BARE.test(out) || isInserted(out) : BEFORE_VALUE.test(out);
    if (!isValue || BEFORE_NAME.test(out)) return undefined;
    values.push(textOf(input, piece.expression));
    out += placeholder(style, values.length, raw);
  }
  return quote === "" ? { text: out, values } : undefined;
}

/** The text ends inside of `VALUES (…`, where an item begins. */
function isInserted(text: string): boolean {
  const at = text.toLowerCase().lastIndexOf("values");
  if (at < 0) return false;
  let depth = 0;
  for (const c of text.slice(at)) depth += c === "(" ? 1 : c === ")" ? -1 : 0;
  return depth === 1 && /[(,]$/.test(text.trimEnd());
}

/** The callee with its last name changed. */
const renamedText = (input: FixInput, call: CallSyntax, recipe: FixRow): string =>
  textOf(input, call.callee).replace(/[\w$]+$/, () => recipe.callee ?? "");
