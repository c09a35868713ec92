import { builtInSecrets, type SecretMatch, scanSecrets } from "./scan.ts";

/** A key that stands in no literal as a whole: its pieces, or its encoding, do. */
export interface FoldedMatch extends SecretMatch {
  /** The key as the program would hold it. */
  value: string;
}

/** A text that the code puts together, and the place of what it is put together from. */
interface Folded {
  start: number;
  end: number;
  value: string;
}

const character = "[A-Za-z0-9_+/=.:-]";
const literal = `"${character}{0,400}"|'${character}{0,400}'|\`${character}{0,400}\``;
const name = "[A-Za-z_$][\\w$]{0,60}";
const blank = "[\\s\\\\]{0,40}";

/** Operands joined by plus signs, or literals that stand side by side as in Python. */
const sum = new RegExp(
  `(?:${literal}|${name})(?:${blank}\\+${blank}(?:[fru]?(?:${literal})|${name})){1,30}`,
  "g",
);
const sideBySide = new RegExp(`(?:${literal})(?:${blank}(?:${literal})){1,30}`, "g");
const operand = new RegExp(`${literal}|${name}`, "g");
const list = new RegExp(
  `[[(]\\s{0,40}(?:${literal})(?:\\s{0,40},\\s{0,40}(?:${literal})){1,60}\\s{0,40},?\\s{0,40}[\\])]`,
  "g",
);
const template = new RegExp(`(["'\`])((?:${character}|\\$?\\{${name}\\}){2,400})\\1`, "g");
const constant = new RegExp(
  `(?<![\\w$.])(${name})\\s{0,8}(?::\\s{0,4}\\w{1,20}\\s{0,4})?=\\s{0,8}(${literal})`,
  "g",
);

/** Finds keys that are joined from literals and constants of the same text, or wrapped in base64. Linear in the text. */
export function scanFolded(text: string): FoldedMatch[] {
  const out: FoldedMatch[] = [];
  let end = -1;
  const places = [...foldedTexts(text), ...decodedTexts(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  for (const place of places) {
    if (place.start < end || place.value.length < shortest) continue;
    const found = scanInPlace(text, place);
    if (found === undefined) continue;
    out.push(found);
    end = found.end;
  }
  return out;
}

/** The shortest form of key. */
const shortest = 20;
const reach = 400;

/** Looks for a key in a value as if it stood in the code as one literal. */
function scanInPlace(text: string, { start, end, value }: Folded): FoldedMatch | undefined {
  const before = text.slice(Math.max(0, start - reach), start);
  const whole = `${before}"${value}"${text.slice(end, end + reach)}`;
  const from = before.length + 1;
  const match = scanSecrets(whole).find((each) => each.start >= from && each.end <= from + value.length);
  return match && { ...match, start, end, value: whole.slice(match.start, match.end) };
}

function* foldedTexts(text: string): Generator<Folded> {
  const constants = constantsOf(text);
  const place = (match: RegExpExecArray, value: string | undefined): Folded[] =>
    value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }];
  for (const match of text.matchAll(sum)) yield* place(match, joined(match[0], constants));
  for (const match of text.matchAll(sideBySide)) yield* place(match, joined(match[0], constants));
  for (const match of text.matchAll(template)) {
    if (match[2]?.includes("{")) yield* place(match, filled(match[2], constants));
  }
  for (const match of text.matchAll(list)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    if (/^\s*\.join\(\s*(["'`])\1\s*\)/.test(after) || /(["'])\1\.join\(\s*$/.test(before))
      yield* place(match, joined(match[0], constants));
  }
}

/** The value of operands in their order; undefined where one is not known. */
function joined(expression: string, constants: ReadonlyMap<string, string>): string | undefined {
  let out = "";
  for (const { 0: part } of expression.matchAll(operand)) {
    if (/^["'`]/.test(part)) out += part.slice(1, -1);
    else if (/^[fru]$/.test(part)) continue;
    else {
      const value = constants.get(part);
      if (value === undefined) return undefined;
      out += value;
    }
  }
  return out;
}

function filled(body: string, constants: ReadonlyMap<string, string>): string | undefined {
  let isKnown = true;
  const out = body.replace(/\$?\{([^}]*)\}/g, (_, hole: string) => {
    const value = constants.get(hole);
    if (value === undefined) isKnown = false;
    return value ?? "";
  });
  return isKnown ? out : undefined;
}

/** Names that the text gives one literal and no other. */
function constantsOf(text: string): Map<string, string> {
  const out = new Map<string, string>();
  const twice = new Set<string>();
  for (const [, owner, value] of text.matchAll(constant)) {
    if (owner === undefined || value === undefined) continue;
    const held = out.get(owner);
    if (held !== undefined && held !== value.slice(1, -1)) twice.add(owner);
    out.set(owner, value.slice(1, -1));
  }
  for (const owner of twice) out.delete(owner);
  return out;
}

/** How the anchors begin when they are encoded: three bytes are four characters. */
const encodedAnchors = [...builtInSecrets.anchored.keys()]
  .filter((anchor) => anchor.length >= 3)
  .map((anchor) =>
    btoa(anchor)
      .slice(0, Math.floor((anchor.length * 8) / 6))
      .replace(/[+/]/g, "\\$&"),
  );
const encoded = new RegExp(
  `(?<![A-Za-z0-9+/_-])(?:${[...new Set(encodedAnchors)].join("|")})[A-Za-z0-9+/_-]{20,900}={0,2}`,
  "g",
);

function* decodedTexts(text: string): Generator<Folded> {
  for (const { 0: wrapped, index } of text.matchAll(encoded)) {
    const value = decode(wrapped);
    if (value !== undefined) yield { start: index, end: index + wrapped.length, value: value.trimEnd() };
  }
}

function decode(text: string): string | undefined {
  try {
    const value = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return /^[\x20-\x7e]+\s?$/.test(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
