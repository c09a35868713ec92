import type { Lang } from "../ir/types.ts";

/**
 * Module specifiers that a file seems to import, each once, in order of appearance, found without parsing. It errs on the
 * side of too many (text in comments and strings counts), never on the other. For Python, `from a import b` gives "a" and
 * "a.b" because b may be a module, and `import a.b` gives "a" too because the name `a` is bound.
 */
export function extractSpecifiers(text: string, lang: Lang): string[] {
  const found = new Set<string>();
  if (lang === "py") pythonSpecifiers(text, found);
  else scriptSpecifiers(text, found);
  return [...found];
}

const LONGEST = 512;

function scriptSpecifiers(text: string, found: Set<string>): void {
  const keyword = /\b(?:from|import|require)\b/g;
  for (let match = keyword.exec(text); match; match = keyword.exec(text)) {
    let at = skipBlanks(text, keyword.lastIndex);
    if (text[at] === "(") at = skipBlanks(text, at + 1);
    const quote = text[at];
    if (quote !== '"' && quote !== "'" && quote !== "`") continue;
    const rest = text.slice(at + 1, at + 1 + LONGEST);
    const specifier = rest.slice(0, Math.max(0, rest.indexOf(quote)));
    if (specifier !== "" && !/[\n\r]|\$\{/.test(specifier)) found.add(specifier);
  }
}

/** Skips white space and comments, as far as the longest that somebody writes there. */
function skipBlanks(text: string, from: number): number {
  const window = text.slice(from, from + 2000);
  return from + (/^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*/.exec(window)?.[0].length ?? 0);
}

function pythonSpecifiers(text: string, found: Set<string>): void {
  const keyword = /(?:^|[;:])[ \t\f]*(from|import)\b/gm;
  for (let match = keyword.exec(text); match; match = keyword.exec(text)) {
    const { line, end } = logicalLine(text, keyword.lastIndex);
    if (line.length >= LONGEST_LINE) keyword.lastIndex = end;
    if (match[1] === "import") importNames(line, found);
    else fromNames(line, found);
  }
}

const LONGEST_LINE = 20_000;

/** The rest of a statement on one line: continuation lines and parentheses joined, comments dropped. */
function logicalLine(text: string, from: number): { line: string; end: number } {
  let line = "";
  let open = false;
  let at = from;
  for (; at < text.length && line.length < LONGEST_LINE; at++) {
    const c = text[at];
    if (c === ";" || c === ")" || (c === "(" && open)) break;
    if ((c === "\n" || c === "\r") && !open) break;
    if (c === "(") open = true;
    else if (c === "\\") at += text[at + 1] === "\r" ? 2 : 1;
    else if (c === "#") {
      const end = text.indexOf("\n", at);
      at = (end < 0 ? text.length : end) - 1;
      continue;
    }
    line += /[\s(\\]/.test(c ?? " ") ? " " : c;
  }
  return { line, end: at };
}

function importNames(line: string, found: Set<string>): void {
  for (const part of line.split(",")) {
    const name = dotted(part);
    if (!name) continue;
    for (let dot = name.indexOf("."); dot > 0; dot = name.indexOf(".", dot + 1))
      found.add(name.slice(0, dot));
    found.add(name);
    if (!/\sas\s/.test(part) && !/^\s*[^\s]+\s*$/.test(part)) return;
  }
}

function fromNames(line: string, found: Set<string>): void {
  const at = line.search(/(?<=[\s.])import\b/);
  if (at < 0) return;
  const module = line.slice(0, at).replaceAll(/\s/g, "");
  if (!/^\.*[\p{L}\p{N}_.]*$/u.test(module) || module === "") return;
  found.add(module);
  for (const part of line.slice(at + "import".length).split(",")) {
    const name = dotted(part);
    if (name) found.add(submoduleSpecifier(module, name));
  }
}

function dotted(part: string): string | undefined {
  const word = part.trim().split(/\s/, 1)[0] ?? "";
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(word) ? word : undefined;
}

/** The module that `from <specifier> import <name>` may mean: "a" + "b" → "a.b", "." + "b" → ".b". */
export function submoduleSpecifier(specifier: string, name: string): string {
  return specifier.endsWith(".") ? specifier + name : `${specifier}.${name}`;
}
