import type { Span } from "../ir/constructs.ts";
import {
  CONSTANT_NAME,
  covers,
  definitionOf,
  fix,
  innermost,
  replace,
  textOf,
  withImport,
} from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

/** `el.innerHTML = x` → `el.textContent = x`. */
export function assignInstead(input: FixInput): Fix[] {
  const { finding } = input;
  const { anchor } = finding;
  if (!anchor || anchor.path !== finding.path) return [];
  const found = /^([\w$.?![\]]+)\.([\w$]+)\s*=(?!=)/.exec(textOf(input, anchor));
  const name = found?.[2];
  const other = name && input.instead(name);
  // Markup of the program's own, or made of Markdown, would be shown as it is written.
  const value = found ? textOf(input, anchor).slice(found[0].length) : "";
  if (!found || !other || /<\/?[a-zA-Z]|html|mark|md\b|render|\bparse\(|format/i.test(value)) return [];
  const end = anchor.start + found[0].replace(/\s*=$/, "").length;
  return [fix(input, "suggested", `Assign to ${other}`, [replace({ start: end - name.length, end }, other)])];
}

/** The piece of a path, address or text that is not the program's own, wrapped in what the language has against it. */
export function wrapForeignPart(input: FixInput): Fix[] {
  const { repair, finding } = input;
  if (!repair) return [];
  const part = foreignPart(input, finding) ?? behindVariable(input);
  if (!part) return [];
  // `f((x))`: the call has parentheses of its own.
  const text = textOf(input, part.span).replace(/^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/, "$1");
  const { rename, line } = moduleName(input, repair.import);
  const wrapped = rename(repair.wrap).replace("{0}", () => text);
  // Inside of a text the wrapped expression may not end the text.
  if (part.quote !== "" && wrapped.includes(part.quote)) return [];
  const imports = line === undefined ? [] : withImport(input, line);
  return [fix(input, "suggested", repair.title, [replace(part.span, wrapped), ...imports])];
}

/** A module by another name than its own, where a variable of the file is called so. */
export function moduleName(
  input: FixInput,
  line: string | undefined,
): { rename: (template: string) => string; line: string | undefined } {
  const name = /\* as (\w+)/.exec(line ?? "")?.[1] ?? /^import (\w+)$/.exec(line ?? "")?.[1];
  const isHidden =
    name !== undefined &&
    new RegExp(
      `(?:const|let|var|for|as)\\s+${name}\\b(?!\\s*=\\s*require)|[{,]\\s*${name}\\s*[,}=]|\\(\\s*${name}\\s*[:,)=?]|,\\s*${name}\\s*\\??:\\s*(?:string|any|unknown|str|[A-Z])|^[ \\t]*${name}\\s*(?::[^=\\n]+)?=(?!=)`,
      "m",
    ).test(withoutImports(input));
  if (!isHidden || name === undefined) return { rename: (template) => template, line };
  const other = input.lang === "py" ? `${name}_module` : `node${name[0]?.toUpperCase()}${name.slice(1)}`;
  return {
    rename: (template) => template.replaceAll(new RegExp(`(?<![\\w.])${name}\\.`, "g"), `${other}.`),
    line: input.lang === "py" ? `${line} as ${other}` : line?.replace(`* as ${name}`, `* as ${other}`),
  };
}
const withoutImports = ({ text, constructs }: FixInput): string =>
  constructs.imports.reduceRight(
    (rest, at) => `${rest.slice(0, at.start)}${" ".repeat(at.end - at.start)}${rest.slice(at.end)}`,
    text,
  );

function behindVariable(input: FixInput): { span: Span; quote: string } | undefined {
  const { constructs, finding } = input;
  const all = [...constructs.calls.flatMap((c) => c.args), ...constructs.objects.flatMap((o) => o.entries)];
  const holder = innermost(
    all.filter((a) => !a.spread && !a.shorthand),
    finding,
  );
  const behind = holder && definitionOf(input, holder.value);
  return behind && foreignPart(input, behind);
}

/** The last part of an expression, where constants stand in front of it and it is the only one that is no constant. */
function foreignPart(input: FixInput, span: Span): { span: Span; quote: string } | undefined {
  const { constructs } = input;
  // A path ends with it; markup may go on.
  const isWhole = input.finding.anchor?.sink !== "html";
  const text = constructs.texts.find((t) => t.start === span.start && t.end === span.end);
  if (text) {
    const last = text.pieces.at(-1);
    const holes = text.pieces.filter((p) => p.kind === "hole");
    // An ending such as ".md" may follow.
    const hole =
      last?.kind === "hole"
        ? last
        : last && /^\.\w+$/.test(textOf(input, last))
          ? text.pieces.at(-2)
          : undefined;
    if (hole?.kind !== "hole" || holes.length > 1 || text.pieces[0] === hole) return undefined;
    return { span: hole.expression, quote: text.close };
  }
  const sum =
    constructs.sums.find((s) => s.start === span.start && s.end === span.end) ?? parenthesised(input, span);
  if (sum) {
    const last = sum.operands.at(-1);
    if (isWhole)
      return last && !isText(input, last) && !isOwnName(input, last) ? { span: last, quote: "" } : undefined;
    const foreign = sum.operands.filter((o) => !isText(input, o));
    return foreign.length === 1 && foreign[0] ? { span: foreign[0], quote: "" } : undefined;
  }
  if (!isWhole) return undefined;
  const call = constructs.calls.find((c) => c.start === span.start && c.end === span.end);
  const last = call?.args.at(-1);
  if (
    !call ||
    !last ||
    call.args.length < 2 ||
    last.spread ||
    last.name !== undefined ||
    isText(input, last.value) ||
    isOwnName(input, last.value)
  )
    return undefined;
  const others = call.args.slice(0, -1);
  return others.every((a) => isText(input, a.value) || /^[\w$.]+$/.test(textOf(input, a.value)))
    ? { span: last.value, quote: "" }
    : undefined;
}
const isOwnName = (input: FixInput, span: Span): boolean => CONSTANT_NAME.test(textOf(input, span));
const parenthesised = (input: FixInput, span: Span) =>
  input.constructs.sums.find((s) => covers(span, s) && s.start - span.start <= 1 && span.end - s.end <= 1);
const isText = (input: FixInput, span: Span): boolean =>
  input.constructs.texts.some(
    (t) => t.start === span.start && t.end === span.end && t.pieces.every((p) => p.kind === "text"),
  );
