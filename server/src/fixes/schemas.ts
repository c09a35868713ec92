import type { CallSyntax, Span, StatementSyntax } from "../ir/constructs.ts";
import type { RepairRow, SchemaRow } from "../models/pack.ts";
import { declaredShape } from "./declaredTypes.ts";
import { covers, fix, innermost, lineEnd, replace, textOf, withImport } from "./editing.ts";
import type { Edit, Fix, FixInput } from "./fix.ts";
import { knownSchema } from "./knownSchemas.ts";
import { Reader } from "./reads.ts";
import { withHandler } from "./schemaErrors.ts";
import { answerName } from "./schemaNames.ts";
import { type Declaration, declare } from "./schemaText.ts";
import { newSeen, shapeOf } from "./seen.ts";
import { countFields, hasAbsent, type Shape } from "./shapes.ts";

/** Data as a model gave it → checked by the schema library that the project has, against what the code reads of it. */
export function checkBySchema(input: FixInput): Fix[] {
  const [helper] = input.helpers("use").filter((h) => h.schema !== undefined);
  const row = helper?.schema;
  const call = parsedAt(input);
  if (!helper || !row || !call) return [];
  const use = useOf(input, call);
  const data = use && shapeAt(input, call, use);
  if (!use || !data) return [];
  const { shape } = data;
  const { all, known } = countFields(shape);
  if (shape.kind !== "record" && shape.kind !== "list") return [];
  const isHollow = known === 0 && (input.lang === "ts" || isOptional(shape));
  if (isHollow) return [];
  const made =
    knownSchema(input, row, shape, use.target ?? data.name) ?? declare(input, row, shape, data.name);
  if (!made) return [];
  const isSaid = data.isDeclared && use.cast !== undefined;
  const edits = editsFor(input, { helper, row, made, shape, call, cast: isSaid ? use.cast : undefined });
  // Where it says of most fields only that they are there, the developer has to go on.
  return edits
    ? [fix(input, made.text === "" || known * 2 > all ? "suggested" : "guided", helper.title, edits)]
    : [];
}

/** Whatever comes, it is like that. */
const isOptional = (shape: Shape): boolean =>
  shape.kind === "record"
    ? [...shape.fields.values()].every((f) => f.missing !== undefined)
    : shape.kind !== "list" || isOptional(shape.of);

/** The call whose result the finding is about. */
function parsedAt({ finding, constructs }: FixInput): CallSyntax | undefined {
  const exact = constructs.calls.find((c) => c.start === finding.start && c.end === finding.end);
  return exact ?? constructs.calls.find((c) => c.start >= finding.start && c.end === finding.end);
}

/** How the result is used where it is made. */
interface Use {
  statement: StatementSyntax;
  /** The variable that holds it, or a pattern that takes it apart; absent where it is read or returned at once. */
  target?: string;
  /** Type that the program says it has, and where that is written behind the call. */
  type?: string;
  cast?: Span;
  isReturned: boolean;
  /** Behind the call and its cast. */
  end: number;
}

function useOf(input: FixInput, call: CallSyntax): Use | undefined {
  const { text, constructs, lang } = input;
  const statement = innermost(constructs.statements, call);
  if (!statement) return undefined;
  const before = text.slice(statement.start, call.start);
  const behind = text.slice(call.end, statement.end);
  const cast = lang === "ts" ? /^\s+as\s+(?!const\b)([\s\S]+?)\s*;?\s*$/.exec(behind) : null;
  const isAlone = /^\s*;?\s*$/.test(behind) || cast !== null;
  const end = cast ? call.end + behind.replace(/\s*;?\s*$/, "").length : call.end;
  const typed = cast?.[1] === undefined ? {} : { type: cast[1], cast: { start: call.end, end } };
  const set =
    lang === "py"
      ? /^([A-Za-z_]\w*)\s*(?::\s*([^=\n]+?))?\s*=\s*(?:await\s+)?$/.exec(before)
      : /^(?:(?:const|let|var)\s+)?(\{[^{}]*\}|[A-Za-z_$][\w$]*)\s*(?::\s*([^=]+?))?\s*=\s*(?:await\s+)?$/.exec(
          before,
        );
  if (/await\s+$/.test(before)) return undefined;
  if (set?.[1] !== undefined && isAlone) {
    const type = set[2] ?? typed.type;
    return {
      statement,
      target: set[1],
      isReturned: false,
      end,
      ...typed,
      ...(type === undefined ? {} : { type }),
    };
  }
  if (/^return\s+\(?\s*$/.test(before) && isAlone) return { statement, isReturned: true, end, ...typed };
  return /^\s*(?:\?\.|\.|\[)/.test(behind) ? { statement, isReturned: false, end: call.end } : undefined;
}

/** What it looks like, by the type that the file declares or by what is read of it, and what to call it. */
function shapeAt(
  input: FixInput,
  call: CallSyntax,
  use: Use,
): { shape: Shape; name: string; isDeclared: boolean } | undefined {
  const { lang } = input;
  const isTyped = lang === "ts" && /\.[cm]?tsx?$/.test(input.finding.path);
  if (lang === "ts") {
    const type = (use.type ?? (use.isReturned ? resultType(input, call) : undefined))?.replace(
      /^Promise<([\s\S]+)>$/,
      "$1",
    );
    const shape = type === undefined ? undefined : declaredShape(input, type);
    const named = type === undefined ? undefined : /^([A-Za-z_$][\w$]*)(\[\])?$/.exec(type);
    if (shape)
      return {
        shape,
        name: named?.[1] ? `${named[1]}${named[2] ? "List" : ""}` : nameFor(input, call, use),
        isDeclared: true,
      };
    // What fits a type of another file, nobody sees here.
    if (isTyped && use.type !== undefined && !OPEN.test(use.type)) return undefined;
  }
  if (!input.reads || use.isReturned) return undefined;
  const reader = new Reader(input, input.reads);
  const seen = newSeen();
  const scope = scopeOf(input, use);
  if (use.target === undefined) reader.chain(call.start, call.end, seen, 0, scope);
  else if (use.target.startsWith("{")) reader.pattern(use.target, scope, use.statement.end, seen);
  else reader.variable(use.target, scope, use.statement.end, seen);
  if (reader.isUnclear || seen.checked) return undefined;
  // Whoever is handed all of it may ask for a type that nobody sees here.
  const isAny = use.type !== undefined;
  if (isTyped && seen.escapes && !isAny) return undefined;
  return {
    shape: shapeOf(seen, { isTyped: isTyped && !isAny, isStrict: lang === "py" }),
    name: nameFor(input, call, use),
    isDeclared: false,
  };
}

/** Types that take whatever comes. */
const OPEN =
  /^(?:any|unknown|object|Record<\s*string\s*,\s*(?:any|unknown)\s*>|\{\s*\[\w+:\s*string\]:\s*(?:any|unknown);?\s*\})$/;

function nameFor(input: FixInput, call: CallSyntax, { target }: Use): string {
  return answerName(input, call, target?.startsWith("{") ? undefined : target) ?? "reply";
}

/** Where a variable is seen: its block, or the function around where the language has no blocks. */
function scopeOf(input: FixInput, { statement, target }: Use): Span {
  const { constructs, text, lang } = input;
  const isDeclared = lang === "ts" && /^(?:const|let)\b/.test(textOf(input, statement));
  if (target === undefined) return statement;
  if (isDeclared) return statement.block;
  const begins =
    lang === "py" ? /^(?:async\s+)?def\b|^@/ : /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b/;
  const around = constructs.statements.filter(
    (s) => covers(s, statement) && begins.test(text.slice(s.start, s.start + 80)),
  );
  const inner = innermost(around, statement);
  return inner ?? (lang === "ts" ? statement.block : { start: 0, end: text.length });
}

/** The annotated result of the function that returns it. */
function resultType(input: FixInput, call: Span): string | undefined {
  const head =
    /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b[^(]{0,80}\([^{}]{0,400}?\)\s*:\s*([^{\n]+?)\s*\{/;
  const around = input.constructs.statements.filter((s) => covers(s, call) && head.test(textOf(input, s)));
  const of = innermost(around, call);
  return of && head.exec(textOf(input, of))?.[1];
}

interface Parts {
  helper: RepairRow;
  row: SchemaRow;
  made: Declaration;
  shape: Shape;
  call: CallSyntax;
  /** A type written behind the call, which the schema says as well. */
  cast: Span | undefined;
}

function editsFor(input: FixInput, { helper, row, made, shape, call, cast }: Parts): Edit[] | undefined {
  const { text } = input;
  const place = placeOf(input, call);
  if (!place) return undefined;
  const wrap = (hasAbsent(shape) ? row.absentWrap : undefined) ?? helper.wrap;
  const checked = wrap.replace("{schema}", made.name).replace("{0}", () => textOf(input, call));
  const edits: Edit[] = [replace({ start: call.start, end: cast?.end ?? call.end }, checked)];
  const end = lineEnd(text);
  const gap = input.lang === "py" ? `${end}${end}${end}` : `${end}${end}`;
  const indent = /^[ \t]*/.exec(text.slice(place))?.[0] ?? "";
  const declared = made.text.replace(/^(?=.)/gm, indent).replaceAll("\n", end);
  if (declared !== "") edits.push({ start: place, end: place, text: `${declared}${gap}` });
  const handler = row.error && withHandler(input, row.error, call);
  if (handler === "unsure") return undefined;
  const lines = [
    ...(declared === "" ? [] : [helper.import]),
    ...made.imports,
    ...(handler ? [handler.import] : []),
  ].filter((line) => line !== undefined);
  edits.push(...importsOf(input, lines), ...(handler ? [handler.edit] : []));
  return edits;
}

/** Names of one module are one import. */
function importsOf(input: FixInput, lines: readonly string[]): Edit[] {
  const modules = new Map<string, string[]>();
  const edits: Edit[] = [];
  for (const line of lines) {
    const from = input.lang === "py" ? /^from (\S+) import (\w+)$/.exec(line) : null;
    if (!from?.[1] || !from[2]) edits.push(...withImport(input, line));
    else modules.set(from[1], [...new Set([...(modules.get(from[1]) ?? []), from[2]])]);
  }
  for (const [module, names] of [...modules].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const missing = names
      .filter((name) => withImport(input, `from ${module} import ${name}`).length > 0)
      .sort();
    if (missing.length === 0) continue;
    const written = new RegExp(
      `^from\\s+${module.replaceAll(".", "\\.")}\\s+import\\s+((?:\\w+\\s*,\\s*)*\\w+)$`,
    );
    const at = input.constructs.imports.find((s) => written.test(textOf(input, s)));
    const known = at && (written.exec(textOf(input, at))?.[1] ?? "").split(/\s*,\s*/);
    if (!at || !known) {
      const [edit] = withImport(input, `from ${module} import ${missing.join(", ")}`);
      if (edit) edits.push(isOwn(module) ? besideOwn(input, edit) : edit);
      continue;
    }
    const isSorted = known.every((name, i) => i === 0 || (known[i - 1] as string) <= name);
    const all = isSorted ? [...known, ...missing].sort() : [...known, ...missing];
    edits.push(replace(at, `from ${module} import ${all.join(", ")}`));
  }
  return edits;
}

const isOwn = (module: string): boolean => module === "typing";

/** The language's own modules are the first group of imports. */
function besideOwn(input: FixInput, edit: Edit): Edit {
  const { imports } = input.constructs;
  const next = imports.findIndex((s, i) => {
    const before = imports[i - 1];
    return before !== undefined && /\n[ \t]*\r?\n/.test(input.text.slice(before.end, s.start));
  });
  const last = imports[next - 1];
  return last ? { start: last.end, end: last.end, text: `${lineEnd(input.text)}${edit.text.trim()}` } : edit;
}

/** In front of what stands at the top of the file around the call, and of the comments that speak of it. */
function placeOf(input: FixInput, call: Span): number | undefined {
  const { text, constructs, lang } = input;
  const around = constructs.statements.filter((s) => covers(s, call));
  const top = around.sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  if (!top) return undefined;
  let place = text.lastIndexOf("\n", top.start - 1) + 1;
  if (text.slice(place, top.start).trim() !== "") return undefined;
  const isComment = lang === "py" ? /^\s*(?:#(?!!)|@)/ : /^\s*(?:\/\/|\/\*|\*|@)/;
  while (place > 0) {
    const line = text.lastIndexOf("\n", place - 2) + 1;
    if (!isComment.test(text.slice(line, place)) || line === place) break;
    place = line;
  }
  place = aboveBanner(text, place, isComment);
  // What runs when the file is loaded may call it before it is there.
  const first = constructs.statements.find(
    (s) => s.end <= place && s.block.start === top.block.start && RUNS.test(textOf(input, s)),
  );
  if (lang === "ts" && first) place = text.lastIndexOf("\n", first.start - 1) + 1;
  return place < constructs.head ? undefined : place;
}

/** The heading of a part of the file stays beside what it stands over: `// ==== Reasoner ====`. */
function aboveBanner(text: string, place: number, isComment: RegExp): number {
  const before = text.slice(0, place).trimEnd().length;
  let start = place;
  for (let end = before; end > 0; end = start - 1) {
    const line = text.lastIndexOf("\n", end - 1) + 1;
    if (!isComment.test(text.slice(line, end))) break;
    start = line;
  }
  return start < place && /[=*#─-]{8}/.test(text.slice(start, before)) ? start : place;
}
const RUNS = /^(?:void\s+|await\s+)?(?:[a-z_$][\w$]*)\(/;
