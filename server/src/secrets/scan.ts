import { type SecretProvider, type SecretShape, secretProviders } from "../generated/secrets.ts";
import { isArgumentOf, isInPattern, keywordDistance, namesCredential, surroundings } from "./context.ts";
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
  readonly begin: RegExp;
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
  const tokens = bare.length > 0 ? ["[A-Za-z0-9]{32}", "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-"] : [];
  return { anchored, bare, begin: new RegExp(`(?:${[...escaped, ...tokens].join("|")})`, "g") };
}

/** Finds keys of known providers. Masks, examples and keys inside patterns are left out. Linear in the text. */
export function scanSecrets(text: string, table: SecretTable = builtInSecrets): SecretMatch[] {
  const found: Candidate[] = [];
  const begin = new RegExp(table.begin);
  for (let hit = begin.exec(text); hit; hit = begin.exec(text)) {
    if (!isFreeBefore(text, hit.index)) continue;
    // The letter of an escape before a key looks like a part of it.
    if (text[hit.index - 1] === "\\") begin.lastIndex = hit.index + 1;
    for (const shape of shapesAt(text, hit.index, table)) {
      const candidate = judge(text, hit.index, shape);
      if (candidate) found.push(candidate);
    }
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

function judge(text: string, start: number, shape: CompiledShape): Candidate | undefined {
  shape.at.lastIndex = start;
  const value = shape.at.exec(text)?.[0];
  if (value === undefined) return undefined;
  const end = start + value.length;
  if (!isFreeAfter(text, end, shape.edge) || (shape.edge === "base64" && /[+/]/.test(text[start - 1] ?? "")))
    return undefined;
  const body = bodyOf(value, shape);
  if (entropy(body) < shape.entropy || characterClasses(body) < shape.classes) return undefined;
  if (isPlaceholder(body.slice(0, 200)) || isCutOff(text, end) || isInPattern(text, start, end))
    return undefined;
  const around = surroundings(text, start, end);
  if (shape.unless.length > 0 && hasPublicUse(text, start, end, shape.unless)) return undefined;
  let distance = 0;
  if (shape.keywords.length > 0) {
    const nearest = keywordDistance(text, around, start, end, shape.keywords);
    if (nearest === undefined) return undefined;
    distance = nearest;
    if (
      shape.anchors.length === 0 &&
      !namesCredential(text, start) &&
      !isArgumentOf(text, start, shape.keywords)
    )
      return undefined;
  }
  return { provider: shape.provider, start, end, checked: shape.checked, shape, distance };
}

function bodyOf(value: string, shape: SecretShape): string {
  const anchor = shape.anchors.find((each) => value.startsWith(each)) ?? "";
  return value.slice(anchor.length);
}

/** A key does not begin inside a word; the letter of an escape such as \n is none. */
function isFreeBefore(text: string, start: number): boolean {
  const before = text[start - 1];
  if (before === undefined) return true;
  if (/[nrt]/.test(before) && text[start - 2] === "\\") return true;
  return !/[A-Za-z0-9_+-]/.test(before);
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
