import type {
  Argument,
  CallSyntax,
  Constructs,
  ObjectSyntax,
  Span,
  StatementSyntax,
} from "../ir/constructs.ts";
import type { Edit, Fix, FixInput, Grade } from "./fix.ts";

export const covers = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;
export const textOf = (input: FixInput, span: Span): string => input.text.slice(span.start, span.end);
export const replace = (span: Span, text: string): Edit => ({ start: span.start, end: span.end, text });

export function fix(input: FixInput, grade: Grade, title: string, edits: readonly Edit[]): Fix {
  return { title, grade, path: input.finding.path, edits: [...edits].sort((a, b) => a.start - b.start) };
}

/** The innermost of those that cover a span. */
export function innermost<T extends Span>(list: readonly T[], span: Span): T | undefined {
  let best: T | undefined;
  for (const item of list)
    if (covers(item, span) && (!best || item.end - item.start <= best.end - best.start)) best = item;
  return best;
}

/** The call that the finding is about: its own, or the one its place is an argument of. */
export function callOf(input: FixInput): CallSyntax | undefined {
  const { finding, constructs } = input;
  const { anchor } = finding;
  if (anchor && anchor.path === finding.path) {
    const exact = constructs.calls.find((c) => c.start === anchor.start && c.end === anchor.end);
    if (exact) return exact;
    // The object that the call is given.
    const isObject = constructs.objects.some((o) => o.start === anchor.start && o.end === anchor.end);
    const given = constructs.calls.find((c) =>
      c.args.some((a) => a.value.start === anchor.start && a.value.end === anchor.end),
    );
    if (given) return isRowCall(input, given) ? given : undefined;
    if (isObject)
      return innermost(
        constructs.calls.filter((c) => isRowCall(input, c) && covers(c.inner, anchor)),
        anchor,
      );
    return constructs.calls
      .filter((c) => covers(anchor, c))
      .sort((a, b) => b.end - a.end + a.start - b.start)[0];
  }
  return undefined;
}

/** The call is that of the row, not one in which its request is put together. */
export const isRowCall = ({ row, text }: FixInput, call: CallSyntax): boolean =>
  row === undefined || lastWord(text.slice(call.callee.start, call.callee.end)) === lastWord(row.name);

/** The named argument or entry that stands there, or whose value does. */
export function namedAt(
  constructs: Constructs,
  span: Span,
  name: string,
): { of: CallSyntax | ObjectSyntax; argument: Argument } | undefined {
  let best: { of: CallSyntax | ObjectSyntax; argument: Argument } | undefined;
  const look = (of: CallSyntax | ObjectSyntax, list: readonly Argument[]): void => {
    for (const argument of list)
      if (argument.name === name && covers(argument, span) && (!best || covers(best.argument, argument)))
        best = { of, argument };
  };
  for (const call of constructs.calls) look(call, call.args);
  for (const object of constructs.objects) look(object, object.entries);
  return best;
}

/** The edit that takes an item out of a list of arguments or entries, with its comma, and with its comment where it has lines of its own. */
export function withoutItem(input: FixInput, items: readonly Span[], inner: Span, item: Span): Edit {
  const { text, lang } = input;
  const at = items.findIndex((x) => x.start === item.start && x.end === item.end);
  const next = items[at + 1];
  const previous = items[at - 1];
  const note = lang === "py" ? "#[^\\r\\n]*" : "//[^\\r\\n]*";
  const rest = text.slice(item.end, inner.end);
  const line = text.lastIndexOf("\n", item.start - 1) + 1;
  const isOwnLine = line >= inner.start && text.slice(line, item.start).trim() === "";
  const tail = isOwnLine ? new RegExp(`^[ \\t]*(,?)[ \\t]*(?:${note})?(\\r?\\n)`).exec(rest) : null;
  if (next && tail) return { start: line, end: item.end + tail[0].length, text: "" };
  if (next) return { start: item.start, end: next.start, text: "" };
  if (previous && tail) {
    if (tail[1] === ",") return { start: line, end: item.end + tail[0].length, text: "" };
    const between = text.slice(previous.end, line).replace(/^\s*,/, "").trimEnd();
    return { start: previous.end, end: item.end + tail[0].length - (tail[2] ?? "").length, text: between };
  }
  if (previous) return { start: previous.end, end: item.end, text: "" };
  // The only one: nothing is left between the brackets, unless a comment is.
  if (new RegExp(`^[ \\t]*,?[ \\t]*(?:${note})?\\s*$`).test(tail ? rest : rest.replace(/\/\/|#/g, "x")))
    return { ...inner, text: "" };
  return { start: item.start, end: item.end + (/^\s*,[ \t]*/.exec(rest)?.[0].length ?? 0), text: "" };
}

/** The edits that take several items out of one list. */
export function withoutItems(
  input: FixInput,
  items: readonly Span[],
  inner: Span,
  out: readonly Span[],
): Edit[] {
  const isOut = items.map((item) => out.some((o) => o.start === item.start && o.end === item.end));
  const edits: Edit[] = [];
  for (let from = 0; from < items.length; from++) {
    if (!isOut[from]) continue;
    let to = from;
    while (isOut[to + 1]) to++;
    const run = { start: (items[from] as Span).start, end: (items[to] as Span).end };
    const others = items.filter((_, i) => i < from || i > to);
    const list = [...others, run].sort((a, b) => a.start - b.start);
    edits.push(withoutItem(input, list, inner, run));
    from = to;
  }
  return edits;
}

/** A statement with its line; undefined where a block would be empty without it. */
export function withoutStatement(input: FixInput, statement: StatementSyntax): Edit | undefined {
  const { constructs, lang, text } = input;
  const { block } = statement;
  const isOnly = !constructs.statements.some(
    (s) => s !== statement && s.block.start === block.start && s.block.end === block.end,
  );
  if (isOnly && lang === "py") return undefined;
  const start = text.lastIndexOf("\n", statement.start - 1) + 1;
  const isAlone = text.slice(start, statement.start).trim() === "";
  const comment = lang === "py" ? "#" : "//";
  const rest = new RegExp(`^[ \\t]*(?:${comment}[^\\r\\n]*)?\\r?\\n`).exec(text.slice(statement.end));
  if (isAlone && rest) {
    const end = statement.end + rest[0].length;
    // Of the empty lines in front and behind one is enough, and none at the beginning of a block.
    const isBlankBefore = /(?:^|\n|[{:])[ \t]*\r?\n$/.test(text.slice(Math.max(0, start - 200), start));
    const blank = isBlankBefore ? /^[ \t]*\r?\n/.exec(text.slice(end, end + 200)) : null;
    return { start, end: end + (blank?.[0].length ?? 0), text: "" };
  }
  // The last line of a file without an end.
  if (isAlone && statement.end === text.length && start > 0)
    return { start: start - (text[start - 2] === "\r" ? 2 : 1), end: statement.end, text: "" };
  return { start: statement.start, end: statement.end, text: "" };
}

/** By its name the program's own. */
export const CONSTANT_NAME = /^[A-Z][A-Z0-9_]+$/;

/** The edit that adds an item behind the others, written as they are (one line each, or all on one). */
export function withItem(input: FixInput, items: readonly Span[], inner: Span, item: string): Edit {
  const { text } = input;
  const last = items[items.length - 1];
  if (!last) {
    const pad = text[inner.start - 1] === "{" && input.lang === "ts" ? " " : "";
    return { start: inner.start, end: inner.end, text: `${pad}${item}${pad}` };
  }
  const before = items.length > 1 ? (items[items.length - 2] as Span).end : inner.start;
  const gap = text.slice(before, last.start);
  const newline = gap.lastIndexOf("\n");
  if (newline >= 0) {
    const indent = /^[ \t]*/.exec(gap.slice(newline + 1))?.[0] ?? "";
    const noted = noteBehind(input, last.end);
    const comma = noted?.hasComma === true ? "," : "";
    const note = noted?.note ?? "";
    const end = last.end + (noted ? comma.length + note.length : 0);
    return { start: last.end, end, text: `,${note}${lineEnd(text)}${indent}${item}${comma}` };
  }
  return { start: last.end, end: last.end, text: `, ${item}` };
}

/** A comment at the end of the line of an item stays with it. */
function noteBehind({ text, lang }: FixInput, end: number): { hasComma: boolean; note: string } | undefined {
  const rest = /^(,?)([^\r\n]*)/.exec(text.slice(end, end + 400));
  const note = rest?.[2] ?? "";
  const isNote = lang === "py" ? /^[ \t]*#/.test(note) : /^[ \t]*\/\//.test(note);
  return isNote ? { hasComma: rest?.[1] === ",", note } : undefined;
}

/** The edit that puts an item beside another one, on a line of its own where the others stand so. */
export function besideItem(
  input: FixInput,
  list: { inner: Span } | undefined,
  item: Span,
  added: string,
  side: "before" | "behind",
): Edit {
  const { text } = input;
  const line = text.lastIndexOf("\n", item.start - 1) + 1;
  const lead = text.slice(line, item.start);
  const isOwnLine = lead.trim() === "" && (list === undefined || line > list.inner.start);
  const gap = isOwnLine ? `,${lineEnd(text)}${lead}` : ", ";
  return side === "before"
    ? { start: item.start, end: item.start, text: `${added}${gap}` }
    : { start: item.end, end: item.end, text: `${gap}${added}` };
}

/** The element of a list of one. */
export const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** "a.b.c" → "c". */
export const lastWord = (text: string): string => /[\w$]+$/.exec(text)?.[0] ?? "";

/** By what a block of this file is indented. */
export function indentUnit({ text, lang }: FixInput): string {
  if (/\n\t+\S/.test(text)) return "\t";
  const steps = [...text.matchAll(/(?:[{(:[]|=>)[ \t]*(?:#[^\n]*|\/\/[^\n]*)?\r?\n( +)(?=\S)/g)];
  const counts = new Map<number, number>();
  for (const { index, 0: whole, 1: indent = "" } of steps.slice(0, 200)) {
    const line = text.lastIndexOf("\n", index) + 1;
    const step = indent.length - (/^ */.exec(text.slice(line, index + whole.length))?.[0].length ?? 0);
    if (step > 0 && step <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return " ".repeat(usual ?? (lang === "py" ? 4 : 2));
}

/** How this file ends its lines. */
export const lineEnd = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** The edit that brings an import in, none where it is there already. `line` as the file's language writes it. */
export function withImport(input: FixInput, line: string): Edit[] {
  const { text, constructs, lang } = input;
  const written = line.trim();
  for (const at of constructs.imports) {
    const known = textOf(input, at).replace(/;$/, "");
    if (known === written.replace(/;$/, "")) return [];
  }
  if (lang === "py") {
    const from = /^from ([\w.]+) import (\w+)$/.exec(written);
    const same =
      from &&
      constructs.imports
        .map((at) => textOf(input, at))
        .some((known) => isImported(known, from[1] as string, from[2] as string));
    if (same) return [];
    const added = from && withName(input, from[1] as string, from[2] as string);
    if (added) return [added];
  } else {
    const wanted = /^import (?:\* as )?(.+) from ["'](?:node:)?([^"']+)["']/.exec(written);
    const name = wanted?.[1]?.replace(/[{} ]/g, "");
    const same = constructs.imports
      .map((at) => textOf(input, at))
      .some(
        (t) =>
          wanted !== null &&
          new RegExp(`["'](?:node:)?${wanted[2]?.replace(/[^\w]/g, "\\$&")}["']`).test(t) &&
          new RegExp(`[\\s{,]${name?.replaceAll("$", "\\$")}[\\s,}]`).test(t),
      );
    if (same) return [];
    const required = wanted && withRequire(input, line, wanted);
    if (required) return required;
  }
  const end = lineEnd(text);
  const quoted = lang === "ts" && usesSingleQuotes(text) ? written.replaceAll('"', "'") : written;
  const styled = usesBareModules(input) ? quoted.replace(/(["'])node:/, "$1") : quoted;
  const closed = styled.replace(/;$/, "") + (lang === "ts" && usesSemicolons(input) ? ";" : "");
  const run = firstRun(constructs);
  const noted = commentedOut(input, closed);
  if (noted) return [noted];
  // What has to stand first stays there, and the program's own modules last.
  const [first] = run.filter((at) => !/^from __future__/.test(textOf(input, at)));
  const foreign = run.filter((at) => lang !== "py" || !/^from\s+\./.test(textOf(input, at)));
  const last = foreign.at(-1) ?? run.at(-1);
  // The language's own modules stand first.
  const isOwn = lang === "py" ? written.startsWith("import ") : /["']node:/.test(written);
  if (first && isOwn) return [{ start: first.start, end: first.start, text: `${closed}${end}` }];
  if (last) return [{ start: last.end, end: last.end, text: `${end}${closed}` }];
  if (constructs.head > 0) return [{ start: constructs.head, end: constructs.head, text: `${end}${closed}` }];
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  return [{ start, end: start, text: `${closed}${end}` }];
}
/** The import that stands in a comment becomes one again. */
function commentedOut({ text, lang }: FixInput, line: string): Edit | undefined {
  const plain = line
    .replace(/;$/, "")
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/["']/g, "[\"']");
  const found = new RegExp(`^${lang === "py" ? "#" : "//"}[ \\t]*(?=${plain};?[ \\t]*\\r?$)`, "m").exec(text);
  return found ? { start: found.index, end: found.index + found[0].length, text: "" } : undefined;
}
/** One more name of a module that the file imports names of already, in its place by the alphabet where they stand so. */
function withName(input: FixInput, module: string, name: string): Edit | undefined {
  for (const at of input.constructs.imports) {
    const found = /^from\s+([\w.]+)\s+import\s+((?:\w+\s*,\s*)*\w+)$/.exec(textOf(input, at));
    if (found?.[1] !== module) continue;
    const names = (found[2] ?? "").split(/\s*,\s*/);
    const isSorted = names.every((n, i) => i === 0 || (names[i - 1] as string) <= n);
    const next = isSorted ? names.find((n) => n > name) : undefined;
    const start = at.end - (found[2] ?? "").length;
    if (next === undefined) return { start: at.end, end: at.end, text: `, ${name}` };
    const before = start + (new RegExp(`\\b${next}\\b`).exec(found[2] ?? "")?.index ?? 0);
    return { start: before, end: before, text: `${name}, ` };
  }
  return undefined;
}

/** "fs", not "node:fs". */
function usesBareModules(input: FixInput): boolean {
  const imports = input.constructs.imports.map((at) => textOf(input, at)).join("\n");
  return BARE.test(imports) && !/["']node:/.test(imports);
}
const BARE =
  /["'](?:assert|buffer|child_process|crypto|events|fs|http|https|os|path|process|readline|stream|url|util|zlib)(?:\/\w+)?["']/;
/** The same in a file that loads its modules with `require`. */
function withRequire(
  input: FixInput,
  line: string,
  [, names = "", module = ""]: RegExpExecArray,
): Edit[] | undefined {
  const { text, constructs, finding } = input;
  const calls = constructs.statements.filter((s) => REQUIRES.test(textOf(input, s)));
  if (constructs.imports.length > 0 || (calls.length === 0 && !finding.path.endsWith(".cjs")))
    return undefined;
  const name = names.replace(/[{} ]/g, "");
  const isKnown = calls.some((at) =>
    new RegExp(`[\\s{,]${name.replaceAll("$", "\\$")}[\\s,}=:]`).test(
      textOf(input, at).split("require")[0] ?? "",
    ),
  );
  if (isKnown) return [];
  const quote = usesSingleQuotes(text) ? "'" : '"';
  const from = /["'](node:)?/.exec(line)?.[1] ?? "";
  const close = usesSemicolons(input) ? ";" : "";
  const written = `const ${names.trim()} = require(${quote}${from}${module}${quote})${close}`;
  const first = calls[0] ?? { start: constructs.head, end: constructs.head };
  return [{ start: first.start, end: first.start, text: `${written}${lineEnd(text)}` }];
}
const REQUIRES = /^(?:const|let|var)\s[^=]{1,200}=\s*require\(/;

/** Imports that stand together at the top. */
function firstRun(constructs: Constructs): Span[] {
  const run: Span[] = [];
  for (const at of constructs.imports) {
    const before = run.at(-1);
    if (before && constructs.statements.some((s) => s.start >= before.end && s.end <= at.start)) break;
    run.push(at);
  }
  return run;
}
function isImported(statement: string, module: string, name: string): boolean {
  const found = /^from\s+([\w.]+)\s+import\s+\(?([\s\S]*)$/.exec(statement);
  return found?.[1] === module && new RegExp(`(^|[\\s,(])${name}([\\s,)]|$)`).test(found[2] ?? "");
}

/** The file writes its texts in single quotes, as a rule. */
export function usesSingleQuotes(text: string): boolean {
  const count = (quote: string): number => text.split(quote).length - 1;
  return count("'") > count('"');
}
export function usesSemicolons(input: FixInput): boolean {
  const { text, constructs } = input;
  const ends = constructs.statements.slice(0, 40).map((s) => text[s.end - 1]);
  return ends.filter((c) => c === ";").length * 2 >= ends.filter((c) => c !== "}").length;
}

/** A constant text in the quotes of the file. */
export function quoted(input: FixInput, content: string): string {
  const quote = usesSingleQuotes(input.text) ? "'" : '"';
  const escaped = content.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

/** A text without holes as the file writes them: no backquotes where quotes do. */
export function constantText(input: FixInput, open: string, raw: string, close: string): string {
  const quote = quoted(input, "").slice(0, 1);
  const isPlain = open === "`" && !/["'`\n]/.test(raw);
  return isPlain ? `${quote}${raw}${quote}` : `${open}${raw}${close}`;
}

/** How often a text names a variable; members of that name are others. */
export function usesOf(text: string, name: string): number {
  return text.split(new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`)).length - 1;
}

/** The expression that a variable is, where it is set once, above, and used only at `use`. */
export function definitionOf(input: FixInput, use: Span): Span | undefined {
  const name = textOf(input, use);
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  if (usesOf(input.text, name) !== 2) return undefined;
  const head = new RegExp(
    `^(?:(?:const|let|var)\\s+)?${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=\\s*(?=[^=>\\s])`,
  );
  for (const statement of input.constructs.statements) {
    if (statement.end > use.start) continue;
    const found = head.exec(textOf(input, statement));
    if (!found) continue;
    const end = statement.end - (input.text[statement.end - 1] === ";" ? 1 : 0);
    return { start: statement.start + found[0].length, end };
  }
  return undefined;
}
