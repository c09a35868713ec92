import type { Argument, Span, StatementSyntax, TextSyntax } from "../ir/constructs.ts";
import { covers, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";

export type HolePiece = Extract<TextSyntax["pieces"][number], { kind: "hole" }>;

/** Entries of an object that a path of the finding goes through; undefined for what is no object. */
export function foreignEntries(input: FixInput, span: Span): Argument[] | undefined {
  const object = objectAt(input, span);
  if (!object) return undefined;
  const marked = object.entries.filter((e) => !e.spread && e.name !== undefined && isOnPath(input, e.value));
  const [only] = object.entries;
  return marked.length === 0 && object.entries.length === 1 && only && !only.spread ? [only] : marked;
}
export const objectAt = (input: FixInput, span: Span) =>
  input.constructs.objects.find((o) => o.start === span.start && o.end === span.end);
export const textAt = (input: FixInput, span: Span): TextSyntax | undefined => {
  const { texts, joined } = input.constructs;
  const bare = withoutBrackets(input, span);
  return [...texts, ...joined].find((t) => t.start === bare.start && t.end === bare.end);
};
/** `("a" "b")` → `"a" "b"`. */
function withoutBrackets(input: FixInput, span: Span): Span {
  const [, before = "", inner = ""] = /^(\(\s*)([^()][\s\S]*?)\s*\)$/.exec(textOf(input, span)) ?? [];
  const start = span.start + before.length;
  return before === "" ? span : { start, end: start + inner.length };
}

/** The places that a path of the finding goes through tell what of a text or an object is foreign. */
const isOnPath = (input: FixInput, span: Span): boolean =>
  input.finding.paths.flat().some((s) => s.path === input.finding.path && covers(span, s));

/** A variable that is set where a path of the finding begins or goes through. */
const isMadeOnPath = (input: FixInput, hole: HolePiece): boolean =>
  definitions(input, hole).some((s) => isOnPath(input, s));
/** A variable that is set to more than a constant. */
const isMade = (input: FixInput, hole: HolePiece): boolean =>
  definitions(input, hole).some(
    (s) => !/=\s*(?:-?[\d.]+|["'][^"'\n]*["']|[Tt]rue|[Ff]alse|None|null);?$/.test(textOf(input, s)),
  );

function definitions(input: FixInput, { expression }: HolePiece): StatementSyntax[] {
  const name = /^[A-Za-z_$][\w$]*/.exec(textOf(input, expression))?.[0];
  if (name === undefined) return [];
  const head = new RegExp(
    `^(?:(?:const|let|var)\\s+)?${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=(?!=)`,
  );
  return input.constructs.statements.filter(
    (s) => s.end <= expression.start && covers(s.block, expression) && head.test(textOf(input, s)),
  );
}

export function foreignHoles(input: FixInput, text: TextSyntax): HolePiece[] | undefined {
  const holes = text.pieces.filter((p) => p.kind === "hole");
  const direct = holes.filter((h) => isOnPath(input, h));
  const made = direct.length > 0 ? [] : holes.filter((h) => isMadeOnPath(input, h));
  // What another one is made of, nobody has said.
  const root = (h: HolePiece): string => /^[\w$]*/.exec(textOf(input, h.expression))?.[0] ?? "";
  const isUnclear =
    holes.some((h) => !made.includes(h) && made.length > 0 && isMade(input, h)) ||
    // Another part of the same answer is as foreign.
    holes.some((h) => !direct.includes(h) && direct.some((d) => root(d) !== "" && root(d) === root(h)));
  const marked = isUnclear ? [] : [...direct, ...made];
  const found = marked.length > 0 ? marked : holes;
  return found.length === 0 || (marked.length === 0 && found.length > 1) ? undefined : found;
}
