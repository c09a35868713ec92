import type { Span, StatementSyntax } from "../ir/constructs.ts";
import { applyEdits } from "./applyFixes.ts";
import { replace, textOf, withoutStatement } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";

/** What nothing uses any more once the edits are made goes with them: imported names, constants of the file. */
export function withoutLeftovers(input: FixInput, fix: Fix): Fix {
  let edits = fix.edits;
  let open = namesGone(input, edits);
  for (let round = 0; round < 3 && open.length > 0; round++) {
    const after = applyEdits(input.text, edits);
    const unused = open.filter((name) => countOf(after, name) === 1);
    const more = [...importEdits(input, edits, unused), ...definitionEdits(input, edits, unused)];
    if (more.length === 0) break;
    edits = [...edits, ...more].sort((a, b) => a.start - b.start);
    open = namesGone(input, more);
  }
  return edits === fix.edits ? fix : { ...fix, edits };
}

/** Words that the edits take out. */
function namesGone(input: FixInput, edits: readonly Edit[]): string[] {
  const gone = new Set<string>();
  for (const edit of edits)
    for (const [name] of textOf(input, edit).matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g)) gone.add(name);
  return [...gone];
}
const countOf = (text: string, name: string): number =>
  text.split(new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`)).length - 1;
const isTouched = (edits: readonly Edit[], span: Span): boolean =>
  edits.some((e) => e.start <= span.end && span.start <= e.end);

function importEdits(input: FixInput, edits: readonly Edit[], unused: readonly string[]): Edit[] {
  // What a package's front file imports, others import from it.
  if (unused.length === 0 || /(?:^|\/)__init__\.py$/.test(input.finding.path)) return [];
  return input.constructs.imports.flatMap((at) => {
    const written = textOf(input, at);
    const names = unused.filter((name) => countOf(written, name) === 1);
    if (names.length === 0 || isTouched(edits, at)) return [];
    const rest = withoutNames(written, names);
    if (rest === undefined || rest === written) return [];
    return [rest === "" ? withoutLine(input, at) : replace(at, rest)];
  });
}

/** An import statement without some of its names; "" where none is left, undefined where its form is another one. */
function withoutNames(statement: string, names: readonly string[]): string | undefined {
  const isNamed = (part: string): boolean => names.includes(/([\w$]+)\s*$/.exec(part)?.[1] ?? "");
  if (/^import\s+(?:\*\s+as\s+)?[\w$]+(?:\s+from\s+["'][^"']+["'];?)?$/.test(statement)) {
    const bound = /^import\s+(?:\*\s+as\s+)?([\w$]+)/.exec(statement)?.[1] ?? "";
    return names.includes(bound) ? "" : statement;
  }
  const list =
    /^(import\s+(?:type\s+)?\{)([^{}]*)(\}\s*from\s+["'][^"']+["'];?)$/.exec(statement) ??
    /^(from\s+[\w.]+\s+import\s+\()([^()]*)(\))$/.exec(statement) ??
    /^(from\s+[\w.]+\s+import)(\s[^()\\]*)()$/.exec(statement);
  if (!list || /[#]|\/[/*]/.test(list[2] ?? "")) return undefined;
  const [, head = "", inner = "", tail = ""] = list;
  const parts = inner.split(",");
  const kept = parts.filter((part) => !isNamed(part));
  if (kept.every((part) => part.trim() === "")) return "";
  const end = /\s*$/.exec(inner)?.[0] ?? "";
  return `${head}${kept.join(",").trimEnd()}${end}${tail}`;
}

/** A variable that only what is gone read, where what it was set to does nothing else. */
function definitionEdits(input: FixInput, edits: readonly Edit[], unused: readonly string[]): Edit[] {
  return unused.flatMap((name) => {
    const head = new RegExp(
      `^${input.lang === "py" ? "" : "const\\s+"}${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=(?!=)`,
    );
    const found = input.constructs.statements.filter((s) => head.test(textOf(input, s)));
    const [only] = found;
    if (!only || found.length > 1 || isTouched(edits, only) || !isPlain(input, only, name)) return [];
    const edit = withoutStatement(input, only);
    return edit ? [edit] : [];
  });
}
/** Constants and members alone; a module's own variable may be read by others. */
function isPlain(input: FixInput, statement: StatementSyntax, name: string): boolean {
  const isModule = /^(?:\S|$)/.test(
    input.text.slice(input.text.lastIndexOf("\n", statement.start - 1) + 1, statement.start + 1),
  );
  return (
    !/[(]|=>|\bawait\b|\byield\b/.test(textOf(input, statement)) &&
    !(input.lang === "py" && isModule && !name.startsWith("_"))
  );
}

function withoutLine({ text }: FixInput, at: Span): Edit {
  const rest = /^[ \t]*;?[ \t]*\r?\n/.exec(text.slice(at.end, at.end + 20))?.[0] ?? "";
  return { start: at.start, end: at.end + rest.length, text: "" };
}
