import type { Span } from "../ir/constructs.ts";
import type { InsideRow } from "../models/pack.ts";
import {
  CONSTANT_NAME,
  callOf,
  fix,
  indentUnit,
  innermost,
  lastWord,
  lineEnd,
  quoted,
  replace,
  textOf,
  usesSemicolons,
  withImport,
} from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { moduleName } from "./values.ts";
import { type Variable, variableAt } from "./variables.ts";

/** A path that others have a part in → resolved, and refused where it lies outside of the folder that it begins with; undefined where that is no help: it leads nowhere else, or its folder is theirs as well. */
export function containPath(input: FixInput): Fix[] | undefined {
  const rows = input.repair?.inside ?? [];
  const { calls } = input.constructs;
  const values = calls.flatMap((c) => [
    ...c.args.filter((a) => !a.spread).map((a) => a.value),
    c.receiver ?? [],
  ]);
  const holder = innermost(values.flat(), input.finding) ?? callOf(input)?.receiver;
  const behind = holder && (folderOf(input, holder) ?? variableAt(input, holder));
  const isSteady = behind && behind.additions.length === 0;
  const whole =
    builtAt(input, input.finding) ??
    (holder && builtAt(input, holder)) ??
    (isSteady ? builtAt(input, behind.value) : undefined);
  if (!whole) return [];
  if (isFlat(input, whole.part)) return undefined;
  if (isGivenWith(input, whole.folder)) return undefined;
  const row = rows.find((r) => r.of.includes(whole.by));
  if (!row) return [];
  const { written, line } = named(input, input.repair?.import);
  const edits = editsOf(input, written(row), whole, isSteady ? behind.name : undefined);
  if (!edits) return [];
  const imports = line === undefined || whole.by === "/" ? [] : withImport(input, line);
  return [fix(input, "suggested", row.title, [...edits, ...imports])];
}

/** The path whose folder the variable holds: `os.path.dirname(path)` leads nowhere else than `path` does. */
function folderOf(input: FixInput, holder: Span): Variable | undefined {
  const set = variableAt(input, holder)?.value ?? holder;
  const call = input.constructs.calls.find((c) => c.start === set.start && c.end === set.end);
  const [path, more] = call?.args ?? [];
  if (!call || !path || more || lastWord(textOf(input, call.callee)) !== "dirname") return undefined;
  return variableAt(input, path.value);
}

/** The row and the import with a name for the module that nothing here hides. */
function named(
  input: FixInput,
  line: string | undefined,
): { written: (row: InsideRow) => InsideRow; line: string | undefined } {
  const { rename, line: renamed } = moduleName(input, line);
  const written = ({ root, value, when, ...rest }: InsideRow): InsideRow => ({
    ...rest,
    ...(root === undefined ? {} : { root: rename(root) }),
    value: rename(value),
    when: rename(when),
  });
  return { written, line: renamed };
}

/** A path as it is built: the span may have parentheses around it. */
interface Built extends Span {
  /** As it stands between the parentheses of the call, or as a whole. */
  args: string;
  /** Last word of the function, or the operator. */
  by: string;
  folder: string;
  part: Span;
}

/** A path that is built right there, of a folder that is written simply and one more part. */
function builtAt(input: FixInput, span: Span): Built | undefined {
  const { calls, sums } = input.constructs;
  const call = calls.find((c) => c.start === span.start && c.end === span.end);
  if (call) {
    const [folder, ...parts] = call.args;
    const part = parts.at(-1);
    if (!folder || !part || call.args.some((a) => a.spread || a.name !== undefined)) return undefined;
    if (isOwn(textOf(input, part.value))) return undefined;
    const written = textOf(input, folder.value);
    return isSimple(written)
      ? {
          ...span,
          by: lastWord(textOf(input, call.callee)),
          folder: written,
          part: part.value,
          args: textOf(input, call.inner),
        }
      : undefined;
  }
  const inner = /^\([^()]/.test(textOf(input, span)) ? 1 : 0;
  const sum = sums.find(
    (s) =>
      s.operator === "/" &&
      ((s.start === span.start && s.end === span.end) ||
        (s.start === span.start + inner && s.end === span.end - inner)),
  );
  const [folder, part, more] = sum?.operands ?? [];
  if (!folder || !part || more) return undefined;
  if (isOwn(textOf(input, part))) return undefined;
  const written = textOf(input, folder);
  return isSimple(written)
    ? { ...span, by: "/", folder: written, part, args: textOf(input, sum as Span) }
    : undefined;
}
/** Whoever chose the path chose the folder as well: both are parameters of one function, or fields of one record. */
function isGivenWith({ finding, text }: FixInput, folder: string): boolean {
  if (!/^[A-Za-z_$][\w$]*$/.test(folder)) return false;
  const steps = finding.paths.flatMap((path) =>
    path.filter((s) => s.path === finding.path && s.kind !== "sink"),
  );
  return steps.some((s) => text.slice(s.start, s.end) === folder);
}

/** A name without slashes stays in its folder: the program has taken them out. */
function isFlat(input: FixInput, part: Span): boolean {
  const written = textOf(input, variableAt(input, part)?.value ?? part);
  return (input.lang === "py" ? FLAT_PY : FLAT_TS).test(written);
}
const FLAT_PY = /\.replace\(\s*["']\/["']\s*,\s*["'][^"'/]*["']\s*\)/;
const FLAT_TS = /\.replaceAll\(\s*["']\/["']\s*,\s*["'][^"'/]*["']\s*\)/;

/** What the program itself names leads nowhere else; it is the folder that others chose. */
const isOwn = (written: string): boolean =>
  CONSTANT_NAME.test(written) || /^(?:"[^"]*"|'[^']*')$/.test(written);

/** Evaluated twice it gives the same. */
const isSimple = (written: string): boolean =>
  /^(?:[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|"[^"\n]*"|'[^'\n]*')$/.test(written);

const ROOTS = ["root", "baseFolder", "rootFolder"];
const NAMES = ["target", "targetPath", "resolvedPath"];

function editsOf(
  input: FixInput,
  row: InsideRow,
  whole: Built,
  known: string | undefined,
): Edit[] | undefined {
  const { constructs, text } = input;
  const statement = innermost(constructs.statements, whole);
  if (!statement) return undefined;
  const lead = text.slice(text.lastIndexOf("\n", statement.start - 1) + 1, statement.start);
  if (lead.trim() !== "") return undefined;
  const head = text.slice(statement.start, whole.start);
  const name = nameOf(input, head, known, { isWhole: endsWith(input, statement, whole) });
  if (name === undefined) return undefined;
  // Built in a function of its own or again and again, it is not there before the statement.
  if (
    !name.isOwn &&
    !/^(?:$|return|await|with|async with|const|let|var|throw|raise|[\w$.[\]]+\s*(?:\(|=(?!=)|:[^=\n]+=(?!=)))/.test(
      head,
    )
  )
    return undefined;
  if (/=>|\blambda\b|\bfunction\b/.test(head) || isInLoop(input, statement, whole)) return undefined;
  const root = row.root === undefined ? undefined : freeName(input, ROOTS);
  if (row.root !== undefined && root === undefined) return undefined;
  const fill = (template: string): string =>
    template
      .replace("{whole}", () => textOf(input, whole))
      .replace("{args}", () => whole.args)
      .replaceAll("{folder}", () => whole.folder)
      .replaceAll("{value}", name.name)
      .replaceAll("{root}", root ?? "")
      .replace(/"([^"]*)"$|"([^"]*)"(?=\)$)/, (_, a?: string, b?: string) => quoted(input, a ?? b ?? ""));
  // What resolves it already needs no second time.
  const isResolved = lastWord(row.value.split("(")[0] ?? "") === whole.by;
  const value = isResolved ? textOf(input, whole) : fill(row.value);
  const end = lineEnd(text);
  const unit = indentUnit(input);
  const close = usesSemicolons(input) ? ";" : "";
  const check =
    input.lang === "py"
      ? [`if ${fill(row.when)}:`, `${unit}${fill(row.otherwise)}`]
      : [`if (${fill(row.when)}) {`, `${unit}${fill(row.otherwise)}${close}`, "}"];
  if (root !== undefined) check.unshift(assignment(input, root, fill(row.root ?? "")));
  const lines = check.map((line) => `${lead}${line}`).join(end);
  const note = /^[ \t]*(?:#|\/\/)[^\r\n]*/.exec(text.slice(statement.end, statement.end + 400))?.[0] ?? "";
  const behind = statement.end + note.length;
  if (name.isOwn) return [replace(whole, value), { start: behind, end: behind, text: `${end}${lines}` }];
  const set = assignment(input, name.name, value);
  return [
    { start: statement.start, end: statement.start, text: `${set}${end}${lines}${end}${lead}` },
    // `with(…)`: the brackets held the word apart.
    replace(whole, `${/[\w$]$/.test(head) ? " " : ""}${name.name}`),
  ];
}

const assignment = (input: FixInput, name: string, value: string): string =>
  input.lang === "py" ? `${name} = ${value}` : `const ${name} = ${value}${usesSemicolons(input) ? ";" : ""}`;

/** The first of the names that nothing in the file has. */
const freeName = (input: FixInput, names: readonly string[]): string | undefined =>
  names
    .map((n) => (input.lang === "py" ? n.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`) : n))
    .find((n) => !new RegExp(`(?<![\\w$])${n}(?![\\w$])`).test(input.text));

/** What the path is called: the variable it is set to, or a name that is free. */
function nameOf(
  input: FixInput,
  head: string,
  known: string | undefined,
  { isWhole }: { isWhole: boolean },
): { name: string; isOwn: boolean } | undefined {
  const set = /^(?:(?:const|let|var)\s+)?([A-Za-z_$][\w$]*)(?:\s*:[^=\n]+)?\s*=\s*$/.exec(head)?.[1];
  if (set !== undefined && isWhole) return { name: set, isOwn: true };
  if (known !== undefined) return undefined;
  const free = freeName(input, NAMES);
  return free === undefined ? undefined : { name: free, isOwn: false };
}

const endsWith = (input: FixInput, statement: Span, whole: Span): boolean =>
  /^\s*;?$/.test(input.text.slice(whole.end, statement.end));

/** A comprehension builds it for each of its items. */
function isInLoop(input: FixInput, statement: Span, whole: Span): boolean {
  if (input.lang !== "py") return false;
  const line = input.text.slice(whole.end, Math.min(statement.end, whole.end + 400)).split(/:\s*\n/)[0] ?? "";
  return /\sfor\s/.test(line);
}
