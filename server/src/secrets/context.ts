/** What surrounds a candidate: the words near it and what it is given to. */

const reach = 400;
const linesAway = 4;

/** The part of the text that belongs to the candidate: its line, and its neighbours while the expression goes on. */
export interface Surroundings {
  from: number;
  to: number;
}

/** The line of a candidate, widened over lines that end in an open bracket, a comma, an operator; bounded. */
export function surroundings(text: string, start: number, end: number): Surroundings {
  const least = Math.max(0, start - reach);
  const most = Math.min(text.length, end + reach);
  let from = lineStart(text, start, least);
  for (let i = 0; i < linesAway && from > least && goesOn(text, from - 1, least); i++)
    from = lineStart(text, from - 1, least);
  let to = lineEnd(text, end, most);
  for (let i = 0; i < linesAway && to < most && goesOn(text, to, from); i++) to = lineEnd(text, to + 1, most);
  return { from, to };
}

/**
 * The lines above a candidate that stand for its whole part of the file: a comment right above, the section of a TOML or INI file, and the
 * keys that it lies below by indentation. Bounded.
 */
export function headings(text: string, start: number): Surroundings[] {
  const out: Surroundings[] = [];
  const own = lineStart(text, start, 0 > start - reach ? 0 : start - reach);
  let depth = indentAt(text, own);
  let to = own - 1;
  for (let i = 0; i < linesAbove && to > 0 && depth >= 0; i++) {
    const from = lineStart(text, to, Math.max(0, to - reach));
    const line = text.slice(from, to).trim();
    const indent = indentAt(text, from);
    const isSection = /^\[{1,2}[\w ."'-]{1,60}\]{1,2}$/.test(line);
    if (isSection || (i === 0 && /^(?:#|\/\/|;|--)/.test(line))) out.push({ from, to });
    else if (line !== "" && indent < depth && /[:{[=]$/.test(line)) {
      out.push({ from, to });
      depth = indent;
    }
    if (isSection) break;
    to = from - 1;
  }
  return out;
}
const linesAbove = 30;

function indentAt(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  return at - from;
}

/** The lines around a candidate that may say whose it is when its own name says that it is a credential. */
export function neighbourhood(text: string, start: number, end: number): Surroundings {
  let from = start;
  for (let i = 0; i <= linesNear && from > 0 && start - from < reach; i++)
    from = lineStart(text, from - 1, Math.max(0, start - reach));
  let to = end;
  for (let i = 0; i <= linesNear && to < text.length && to - end < reach; i++)
    to = lineEnd(text, to + 1, Math.min(text.length, end + reach));
  return { from: Math.max(0, from), to };
}
const linesNear = 6;

function lineStart(text: string, at: number, least: number): number {
  let i = at;
  while (i > least && text.charCodeAt(i - 1) !== 10) i--;
  return i;
}

function lineEnd(text: string, at: number, most: number): number {
  let i = at;
  while (i < most && text.charCodeAt(i) !== 10) i++;
  return i;
}

/** Whether the line that ends before `newline` is not the end of what it says. */
function goesOn(text: string, newline: number, least: number): boolean {
  let i = newline - 1;
  while (i >= least && (text[i] === " " || text[i] === "\t" || text[i] === "\r")) i--;
  return i >= least && "([{,=:\\|?+&".includes(text[i] ?? "");
}

/** How far the nearest of the words stands from the candidate; undefined when none stands there. */
export function keywordDistance(
  text: string,
  within: Surroundings,
  start: number,
  end: number,
  keywords: readonly string[],
): number | undefined {
  const part = text.slice(within.from, within.to);
  const lower = part.toLowerCase();
  let nearest: number | undefined;
  for (const keyword of keywords) {
    const wanted = keyword.toLowerCase();
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      const from = within.from + at;
      const to = from + wanted.length;
      if ((from >= start && from < end) || !standsAlone(part, at, at + wanted.length)) continue;
      const distance = to <= start ? start - to : from - end;
      if (nearest === undefined || distance < nearest) nearest = distance;
    }
  }
  return nearest;
}

/** A word in its own right, also as a part of `EXA_API_KEY` or `exaApiKey`, but not in "hexagon". */
function standsAlone(text: string, from: number, to: number): boolean {
  const first = text[from] ?? "";
  const before = text[from - 1] ?? "";
  const last = text[to - 1] ?? "";
  const after = text[to] ?? "";
  const isLetter = (char: string) => /[A-Za-z]/.test(char);
  const isUpper = (char: string) => /[A-Z]/.test(char);
  const opens = !isLetter(before) || !isLetter(first) || (isUpper(first) && !isUpper(before));
  const closes =
    !isLetter(after) || !isLetter(last) || (isUpper(after) && /[a-z]/.test(text.slice(from, to)));
  return opens && closes;
}

/** Words between a name and its value that say nothing about it. */
const passedOver = new Set([
  ..."str string optional secretstr default value field bearer token basic or f r b u s get getenv environ env literal as const".split(
    " ",
  ),
]);

/** Whether what stands directly left of the candidate, on its line, names a credential: `api_key="`, `"token": "`, `KEY=`. */
export function namesCredential(text: string, start: number): boolean {
  const names = namesBefore(text, start);
  for (let i = names.length - 1; i >= 0; i--) {
    const words = wordsOf(names[i] ?? "");
    if (isCredentialName(words)) return true;
    if (!words.every((word) => passedOver.has(word))) return false;
  }
  return names.length > 0 && isCredentialName(wordsOf(entryName(text, start)?.name ?? ""));
}

/** Whether the candidate is given to a name that says nothing (`value`, `x`), or to one made of the keywords alone (`deepgram`). */
export function isGivenNeutrally(text: string, start: number, keywords: readonly string[]): boolean {
  const names = namesBefore(text, start);
  const name = names.findLast((each) => !wordsOf(each).every((word) => declaring.has(word)));
  if (name === undefined) return false;
  if (neutralName.test(name)) return true;
  const known = keywords.flatMap(wordsOf);
  const squeezed = new Set(keywords.map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, "")));
  const words = wordsOf(name);
  return squeezed.has(words.join("")) || words.every((word) => known.includes(word) || besides.has(word));
}

/** The names on the candidate's line, left of it; none where the candidate does not follow an assignment, a quote or a blank. */
function namesBefore(text: string, start: number): readonly string[] {
  const least = lineStart(text, start, Math.max(0, start - 100));
  const left = text.slice(least, start);
  return /["'`=:\s]$/.test(left) ? (left.match(/[A-Za-z_][\w-]*/g) ?? []) : [];
}

const declaring = new Set([
  "const",
  "let",
  "var",
  "export",
  "static",
  "readonly",
  "private",
  "f",
  "b",
  "r",
  "u",
]);
const neutralName =
  /^(?:v|val|value|values|x|y|s|k|t|str|text|string|data|field|setting|settings|input|item|entry|param|arg|default|prod|production|dev|main|current|config|cfg|credential|foo|bar)[0-9]?$/i;
const besides = new Set([
  "prod",
  "production",
  "dev",
  "default",
  "main",
  "value",
  "cloud",
  "ai",
  "my",
  "our",
  "the",
]);

/** In entries of a name and a value (`- name: X`, then `value: …`), the name; it stands on one of the lines beside. */
export function entryName(text: string, start: number): { name: string; at: number } | undefined {
  const line = lineStart(text, start, Math.max(0, start - 200));
  if (!/^[\s{,-]*["']?(?:value|default|val|stringValue)["']?\s*[:=]\s*["']?$/i.test(text.slice(line, start)))
    return undefined;
  const before = text.slice(Math.max(0, line - 160), line);
  const found = /["']?\b(?:name|key|variable)["']?\s*[:=]\s*["']?([A-Za-z_][\w.-]{0,60})["']?,?\s*$/i.exec(
    before,
  );
  return found?.[1] === undefined ? undefined : { name: found[1], at: line - before.length + found.index };
}

/** `openaiApiKey`, `X-Api-Key` → their words in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const credentialWord =
  /^(?:(?:api|access|secret|auth|private)?(?:key|token|secret|password|passwd|credential|credentials)|apikeys?|authorization|pat|bearer)$/;
const otherWord =
  /^(?:hash|sha|sha1|sha256|md5|digest|integrity|checksum|revision|commit|model|public|publishable|cache|primary|foreign|sort|partition|id|ids|etag|csrf|count|max|min)$/;

function isCredentialName(words: readonly string[]): boolean {
  if (words.length === 1 && words[0] === "token") return true;
  return (
    words.slice(-3).some((word) => credentialWord.test(word)) && !words.some((word) => otherWord.test(word))
  );
}

/** Whether the candidate is the first argument of something named after one of the words: `new Exa("`, `cohere.Client("`. */
export function isArgumentOf(text: string, start: number, keywords: readonly string[]): boolean {
  const left = text.slice(Math.max(0, start - 100), start);
  const call = /([A-Za-z_][\w.]{0,60})\(\s{0,20}["'`]$/.exec(left);
  const callee = call?.[1]?.toLowerCase();
  return callee !== undefined && keywords.some((keyword) => callee.includes(keyword.toLowerCase()));
}

/** Whether the candidate stands in a regular expression, where it describes keys and is none. */
export function isInPattern(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? "";
  const after = text[end] ?? "";
  if (after !== "" && "[{*+?".includes(after)) return true;
  if (after === "\\" && /[wdsbWDSB.]/.test(text[end + 1] ?? "")) return true;
  if (before === "^" || (before === "b" && text[start - 2] === "\\")) return true;
  if (before === "/" && (after === "/" || after === "$")) return true;
  const left = text.slice(Math.max(0, start - 60), start);
  return /(?:\bre\.[a-z]{2,10}|\bRegExp)\(\s{0,8}r?["'`/]$/.test(left);
}
