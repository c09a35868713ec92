import { hashText } from "../base/hashText.ts";
import { type SecretProvider, type SecretShape, secretProviders } from "../generated/secrets.ts";
import { hasCrc32Base62 } from "./checksum.ts";
import {
  entryName,
  headings,
  isArgumentOf,
  isGivenNeutrally,
  isInPattern,
  keywordDistance,
  namesCredential,
  neighbourhood,
  surroundings,
} from "./context.ts";
import { characterClasses, entropy, isPlaceholder } from "./randomness.ts";

/** A key of a known provider in a text; offsets are UTF-16. */
export interface SecretMatch {
  /** The provider's id, as in `rules/secrets`. */
  provider: string;
  start: number;
  end: number;
  /** The form alone proves the provider: a prefix or a marker; otherwise a word close by was needed. */
  checked: boolean;
}

/** A shape made ready for use. */
export interface CompiledShape extends SecretShape {
  readonly provider: string;
  readonly at: RegExp;
  /** Least number of character classes; words and constants have one only. */
  readonly classes: number;
}

interface Candidate extends SecretMatch {
  shape: CompiledShape;
  /** Characters to the keyword; 0 where none is needed. */
  distance: number;
}

/** Patterns of providers, and the one expression that finds where any of them can begin. */
export interface SecretTable {
  readonly anchored: ReadonlyMap<string, readonly CompiledShape[]>;
  readonly bare: readonly CompiledShape[];
  /** Matches where one begins. */
  readonly begin: RegExp;
  /** Fingerprints of keys that documentation shows. */
  readonly documented: ReadonlySet<string>;
  /** By the codes of two characters (first × 128 + second): an anchor begins with them. */
  readonly pairs: Uint8Array;
}

/** The table of the built-in providers. */
export const builtInSecrets: SecretTable = compileSecrets(secretProviders);

/** Makes ready what providers describe; their patterns have been validated. */
export function compileSecrets(providers: readonly SecretProvider[]): SecretTable {
  const anchored = new Map<string, CompiledShape[]>();
  const bare: CompiledShape[] = [];
  for (const { id, shapes } of providers) {
    for (const shape of shapes) {
      const classes = /\[a-z\]\{/.test(shape.pattern) ? 1 : 2;
      const compiled = { ...shape, provider: id, at: new RegExp(shape.pattern, "y"), classes };
      if (shape.anchors.length === 0) bare.push(compiled);
      for (const anchor of shape.anchors) anchored.set(anchor, [...(anchored.get(anchor) ?? []), compiled]);
    }
  }
  // An anchor that begins with another one is found through it.
  const anchors = [...anchored.keys()];
  const roots = anchors.filter(
    (anchor) => !anchors.some((other) => other !== anchor && anchor.startsWith(other)),
  );
  const escaped = roots.map((root) => root.replace(/[.\\]/g, "\\$&"));
  const tokens = bare.length > 0 ? ["[A-Za-z0-9_-]{32}", "[A-Za-z0-9]{8}\\.[A-Za-z0-9]{24}"] : [];
  const pairs = new Uint8Array(128 * 128);
  for (const root of roots) {
    const second = root.length > 1 ? [root.charCodeAt(1)] : Array.from({ length: 128 }, (_, code) => code);
    for (const code of second) pairs[root.charCodeAt(0) * 128 + code] = 1;
  }
  const documented = new Set(providers.flatMap((provider) => provider.documented ?? []));
  const begin = new RegExp(`(?:${[...escaped, ...tokens].join("|")})`, "y");
  return { anchored, bare, begin, documented, pairs };
}

const LETTER_OR_DIGIT = 1;
/** Characters that a key does not follow: it would begin inside a word. */
const IN_WORD = 2;
const characters = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const c = String.fromCharCode(code);
  if (/[A-Za-z0-9]/.test(c)) characters[code] = LETTER_OR_DIGIT | IN_WORD;
  else if (/[_+-]/.test(c)) characters[code] = IN_WORD;
}
/** The letters of \n, \r, \t. */
const [NEWLINE, RETURN, TAB] = ["n", "r", "t"].map((c) => c.charCodeAt(0)) as [number, number, number];
const isLetterOrDigit = (code: number): boolean =>
  code < 128 && characters[code] === (LETTER_OR_DIGIT | IN_WORD);

const isKeyCharacter = (code: number): boolean => isLetterOrDigit(code) || code === 45 || code === 95;

/** The next place at or after `from` where a key can begin, which is never inside a word; -1 when there is none. */
function nextBegin(text: string, from: number, { begin, bare, pairs }: SecretTable): number {
  let wordEnd = -1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128) continue;
    const before = at === 0 ? 0 : text.charCodeAt(at - 1);
    if (before < 128 && ((characters[before] as number) & IN_WORD) !== 0) {
      // The letter of an escape such as \n is no part of a word.
      const isEscape = (before === NEWLINE || before === RETURN || before === TAB) && text[at - 2] === "\\";
      if (!isEscape) continue;
    }
    let isPossible = false;
    const second = text.charCodeAt(at + 1);
    if (second < 128 && pairs[code * 128 + second] === 1) isPossible = true;
    else if (bare.length > 0 && isLetterOrDigit(code)) {
      // Keys without an anchor: 32 letters, digits, hyphens, or eight and a dot.
      if (wordEnd <= at) {
        wordEnd = at + 1;
        while (wordEnd < text.length && isKeyCharacter(text.charCodeAt(wordEnd))) wordEnd++;
      }
      const length = wordEnd - at;
      isPossible = length >= 32 || (length === 8 && text[wordEnd] === ".");
    }
    if (!isPossible) continue;
    begin.lastIndex = at;
    if (begin.test(text)) return at;
  }
  return -1;
}

/** Finds keys of known providers. Masks, examples and keys inside patterns are left out. Linear in the text. */
export function scanSecrets(text: string, table: SecretTable = builtInSecrets): SecretMatch[] {
  const found: Candidate[] = [];
  for (let at = nextBegin(text, 0, table); at >= 0; ) {
    // The letter of an escape before a key looks like a part of it.
    const next = text[at - 1] === "\\" ? at + 1 : table.begin.lastIndex;
    for (const shape of shapesAt(text, at, table)) {
      const candidate = judge(text, at, shape, table);
      if (candidate) found.push(candidate);
    }
    at = nextBegin(text, next, table);
  }
  return withoutOverlaps(found).map(({ provider, start, end, checked }) => ({
    provider,
    start,
    end,
    checked,
  }));
}

/** The shapes one of whose anchors stands at `start`, and all without anchors. */
function shapesAt(text: string, start: number, table: SecretTable): Set<CompiledShape> {
  const shapes = new Set<CompiledShape>(table.bare);
  for (const [anchor, owners] of table.anchored) {
    if (text.startsWith(anchor, start)) for (const shape of owners) shapes.add(shape);
  }
  return shapes;
}

function judge(text: string, start: number, shape: CompiledShape, table: SecretTable): Candidate | undefined {
  shape.at.lastIndex = start;
  const value = shape.at.exec(text)?.[0];
  if (value === undefined) return undefined;
  const end = start + value.length;
  if (!isFreeAfter(text, end, shape.edge) || (shape.edge === "base64" && /[+/]/.test(text[start - 1] ?? "")))
    return undefined;
  if (shape.checksum !== undefined && !hasCrc32Base62(value)) return undefined;
  const body = bodyOf(value, shape);
  if (entropy(body) < shape.entropy || characterClasses(body) < shape.classes) return undefined;
  if (isPlaceholder(body.slice(0, 200)) || isCutOff(text, end) || isInPattern(text, start, end))
    return undefined;
  if (shape.unless.length > 0 && hasPublicUse(text, start, end, shape.unless)) return undefined;
  if (table.documented.has(hashText(value))) return undefined;
  const distance = shape.keywords.length > 0 ? distanceOfOwner(text, start, end, shape) : 0;
  if (distance === undefined) return undefined;
  return { provider: shape.provider, start, end, checked: shape.checked, shape, distance };
}

/**
 * How far the nearest word stands that says whose key it is: in the same statement, or around one that is named as a credential. Undefined
 * when there is none, or when the place of a value without a prefix does not speak for a key.
 */
function distanceOfOwner(text: string, start: number, end: number, shape: CompiledShape): number | undefined {
  const { keywords } = shape;
  const isNamed = namesCredential(text, start);
  const near = keywordDistance(text, surroundings(text, start, end), start, end, keywords);
  const entry = entryName(text, start);
  const above = headings(text, start)
    .map((heading) => keywordDistance(text, heading, start, end, keywords))
    .find((each) => each !== undefined);
  const distance =
    near ??
    above ??
    (entry && keywordDistance(text, { from: entry.at, to: start }, start, end, keywords)) ??
    (isNamed && !shape.fallback
      ? keywordDistance(text, neighbourhood(text, start, end), start, end, keywords)
      : undefined);
  if (distance === undefined || shape.anchors.length > 0 || isNamed) return distance;
  const speaks =
    isArgumentOf(text, start, keywords) ||
    ((near !== undefined || above !== undefined) && isGivenNeutrally(text, start, keywords));
  return speaks ? distance : undefined;
}

/** Whether a value is, from its first character to its last, of a form that begins with a prefix; whose it is may stay open. */
export function hasKnownForm(value: string, table: SecretTable = builtInSecrets): boolean {
  return [...shapesAt(value, 0, table)].some((shape) => {
    if (shape.anchors.length === 0) return false;
    shape.at.lastIndex = 0;
    const body = bodyOf(value, shape);
    return (
      shape.at.exec(value)?.[0] === value &&
      entropy(body) >= shape.entropy &&
      characterClasses(body) >= shape.classes &&
      !isPlaceholder(body)
    );
  });
}

function bodyOf(value: string, shape: SecretShape): string {
  const anchor = shape.anchors.find((each) => value.startsWith(each)) ?? "";
  return value.slice(anchor.length);
}

function isFreeAfter(text: string, end: number, edge: SecretShape["edge"]): boolean {
  const after = text[end] ?? "";
  return edge === "base64" ? !/[A-Za-z0-9_+/=-]/.test(after) : !/[A-Za-z0-9_+-]/.test(after);
}

/** "AIza…" written out up to some character and then left off. */
function isCutOff(text: string, end: number): boolean {
  return text.startsWith("...", end) || text[end] === "…" || text[end] === "*";
}

function hasPublicUse(text: string, start: number, end: number, unless: readonly string[]): boolean {
  const near = text.slice(Math.max(0, start - 400), end + 400);
  return unless.some((word) => near.includes(word));
}

/** Of candidates for the same place the surest one stays: by form, by length, by the nearest keyword. */
function withoutOverlaps(found: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of found) {
    const last = kept.at(-1);
    if (last === undefined || candidate.start >= last.end) kept.push(candidate);
    else if (isSurer(candidate, last)) kept[kept.length - 1] = candidate;
  }
  return kept;
}

function isSurer(a: Candidate, b: Candidate): boolean {
  if (a.checked !== b.checked) return a.checked;
  if (a.shape.fallback !== b.shape.fallback) return b.shape.fallback;
  if (a.end - a.start !== b.end - b.start) return a.end - a.start > b.end - b.start;
  return a.distance < b.distance;
}
