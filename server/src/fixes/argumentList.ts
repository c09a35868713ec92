import type { CallSyntax, Span, TextPiece, TextSyntax } from "../ir/constructs.ts";
import type { FixRow } from "../models/pack.ts";
import { lastWord, quoted, replace, textOf, withoutItem, withoutStatement } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";
import { renamed, renamedWrapper } from "./rename.ts";
import { type Variable, variableAt } from "./variables.ts";

/** `run(f"git log {x}", shell=True)` → `run(["git", "log", x])`: a command without operators of the shell, whose program is constant. */
export function argumentList(input: FixInput, call: CallSyntax, recipe: FixRow): Edit[] | undefined {
  const command = call.args[0];
  if (!command || command.spread || command.name !== undefined || call.args.some((a) => a.spread))
    return undefined;
  const callee = calleeEdits(input, call, recipe);
  const line = commandAt(input, call, command);
  if (!callee || !line) return undefined;
  const edits = [...line, ...callee];
  for (const name of recipe.drop ?? []) {
    const argument = call.args.find((a) => a.name === name);
    if (argument) edits.push(withoutItem(input, call.args, call.inner, argument));
  }
  return edits;
}

/** The function that takes a list. A wrapper of the project is not what the recipe is about, unless it is made on one line of this file. */
function calleeEdits(input: FixInput, call: CallSyntax, recipe: FixRow): Edit[] | undefined {
  if (recipe.callee === undefined) return [];
  const known = input.row?.name ?? "";
  if (lastWord(textOf(input, call.callee)) === known) return renamed(input, call, recipe.callee);
  return renamedWrapper(input, call, known, recipe.callee);
}

/** Edits that make a list of the command, wherever it is written. */
function commandAt(input: FixInput, call: CallSyntax, command: Span): Edit[] | undefined {
  const here = textAt(input, command);
  const isPython = input.lang === "py";
  const written = (words: readonly string[]): string =>
    isPython ? `[${words.join(", ")}]` : `${words[0]}, [${words.slice(1).join(", ")}]`;
  if (here) {
    const words = wordsOf(input, here);
    return words && [replace(command, written(words))];
  }
  const variable = variableAt(input, command);
  const text = variable && textAt(input, variable.value);
  const words = text && wordsOf(input, text);
  if (!words || variable.reads.some((read) => isMore(input, call, read))) return undefined;
  if (variable.additions.length > 0) return stepwise(input, command, variable, text, words);
  if (isPython) return [replace(variable.value, written(words))];
  if (variable.reads.length > 0) return [replace(command, written(words))];
  const gone = withoutStatement(input, variable.statement);
  return gone && [replace(command, written(words)), gone];
}

/** The text is read for more than to show it. */
const isMore = (input: FixInput, call: CallSyntax, read: Span): boolean =>
  /^\s*[.[+]/.test(input.text.slice(read.end, read.end + 20)) ||
  /[+]\s*$/.test(input.text.slice(Math.max(0, read.start - 20), read.start)) ||
  input.constructs.calls.some(
    (c) => c.args[0]?.start === read.start && textOf(input, c.callee) === textOf(input, call.callee),
  );

/** A command that grows from statement to statement → a list that does. */
function stepwise(
  input: FixInput,
  command: Span,
  variable: Variable,
  text: TextSyntax,
  words: readonly string[],
): Edit[] | undefined {
  const isPython = input.lang === "py";
  const edits: Edit[] = [];
  let isOpen = /\s$/.test(textOf(input, { start: text.start, end: text.end - text.close.length }));
  for (const { whole, value } of variable.additions) {
    const added = textAt(input, value);
    const more = added && wordsOf(input, added, true);
    const content = added
      ? textOf(input, { start: added.start + added.open.length, end: added.end - added.close.length })
      : "";
    // Two pieces of one word.
    if (!more || more.length === 0 || !(isOpen || /^\s/.test(content))) return undefined;
    isOpen = /\s$/.test(content);
    edits.push(
      replace(
        whole,
        isPython
          ? `${variable.name}.${more.length === 1 ? `append(${more[0]})` : `extend([${more.join(", ")}])`}`
          : `${LIST}.push(${more.join(", ")})`,
      ),
    );
  }
  if (isPython) return [replace(variable.value, `[${words.join(", ")}]`), ...edits];
  if (new RegExp(`(?<![\\w$.])${LIST}(?![\\w$])`).test(textOf(input, variable.statement.block)))
    return undefined;
  const isDeclared = /^(?:const|let|var)\s/.test(textOf(input, variable.statement));
  if (!isDeclared) return undefined;
  edits.push(
    replace(
      { start: variable.statement.start, end: variable.value.end },
      `const ${LIST} = [${words.slice(1).join(", ")}]`,
    ),
    replace(command, `${words[0]}, ${LIST}`),
  );
  const shown = `[${words[0]}, ...${LIST}].join(${quoted(input, " ")})`;
  for (const read of variable.reads)
    edits.push(replace(read, isShorthand(input, read) ? `${variable.name}: ${shown}` : shown));
  return edits;
}
const LIST = "args";
const isShorthand = (input: FixInput, read: Span): boolean =>
  input.constructs.objects.some((o) => o.entries.some((e) => e.shorthand && e.start === read.start));

const textAt = (input: FixInput, span: Span): TextSyntax | undefined =>
  input.constructs.texts.find((t) => t.start === span.start && t.end === span.end);

/** What comes after its `-c` is a command again. */
const STARTS_SHELL = /(?:^|\/)(?:ba|da|z|k|a)?sh$/;

/** What only a shell knows, here or on Windows: there is no program of that name to start. */
const SHELL_WORDS = new Set(
  "alias assoc bg break call cd chdir cls copy del dir do erase eval exec exit export fg for ftype if jobs md mklink move pause popd pushd rd read readonly rem ren rename set setlocal shift source start title trap type ulimit umask unalias unset ver verify vol".split(
    " ",
  ),
);

interface Piece {
  piece: TextPiece;
  raw: string;
  /** What stands between quotes is a text. */
  isQuoted?: boolean;
}

/** A word of somebody else's could begin with a dash, and the program has options that do harm: without a shell it is still not safe. */
function canBeOptions(input: FixInput, words: readonly (readonly Piece[])[]): boolean {
  const model = input.program(words[0]?.[0]?.raw ?? "");
  if (!model?.options) return false;
  let isClosed = false;
  return words.some((word, i) => {
    const raw = word[0]?.raw ?? "";
    const before = words[i - 1]?.[0]?.raw ?? "";
    const isOpen = i > 0 && raw === "" && !isClosed && !model.values?.includes(before);
    if (raw === "--" || (i > 0 && model.options === "leading" && !raw.startsWith("-"))) isClosed = true;
    return isOpen;
  });
}

/** The words of a command as expressions of the language; undefined where the shell does more than divide it. */
function wordsOf(input: FixInput, text: TextSyntax, isLater = false): string[] | undefined {
  const parts: Piece[][] = [];
  let current: Piece[] = [];
  const close = (): void => {
    if (current.length > 0) parts.push(current);
    current = [];
  };
  let isQuoted = false;
  for (const [i, piece] of text.pieces.entries()) {
    if (piece.kind === "hole") {
      // What is quoted or made for a shell would be quoted twice.
      if (piece.formatted || /[()]/.test(textOf(input, piece.expression))) return undefined;
      if (isQuotedBefore(input, textOf(input, piece.expression))) return undefined;
      current.push({ piece, raw: "", isQuoted });
      continue;
    }
    let raw = textOf(input, piece);
    // Quotes around a hole alone do what a list does.
    if (isQuoted) {
      if (!/^["']/.test(raw)) return undefined;
      raw = raw.slice(1);
      isQuoted = false;
    }
    if (/["']$/.test(raw) && text.pieces[i + 1]?.kind === "hole") {
      raw = raw.slice(0, -1);
      isQuoted = true;
    }
    if (/["'\\|&;<>$`*?~(){}[\]!#\n]/.test(raw)) return undefined;
    for (const [k, word] of raw.split(/ +/).entries()) {
      if (k > 0) close();
      if (word !== "") current.push({ piece, raw: word });
    }
  }
  close();
  if (parts.some((word, i) => word[0]?.raw === "-c" && STARTS_SHELL.test(parts[i - 1]?.[0]?.raw ?? "")))
    return undefined;
  if (isQuoted || (!isLater && parts[0]?.some((p) => p.piece.kind === "hole") !== false)) return undefined;
  const program = parts[0]?.[0]?.raw ?? "";
  if (!isLater && (SHELL_WORDS.has(program.toLowerCase()) || canBeOptions(input, parts))) return undefined;
  return parts.map((word) => {
    const [only] = word;
    if (word.length === 1 && only)
      return only.piece.kind === "hole"
        ? only.isQuoted
          ? textOf(input, only.piece.expression)
          : asText(input, textOf(input, only.piece.expression))
        : quoted(input, only.raw);
    const body = word.map((p) => (p.piece.kind === "hole" ? textOf(input, p.piece) : p.raw)).join("");
    return input.lang === "py" ? `${text.open.slice(0, 2)}${body}${text.close.slice(0, 1)}` : `\`${body}\``;
  });
}

/** What a variable holds was joined from several words or quoted above. */
function isQuotedBefore(input: FixInput, name: string): boolean {
  if (!/^[\w$]+$/.test(name)) return false;
  const head = new RegExp(
    `^(?:(?:const|let|var)\\s+)?${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=(?!=)`,
  );
  return input.constructs.statements.some(
    (s) =>
      head.test(textOf(input, s)) &&
      input.constructs.texts.some(
        (t) =>
          t.start >= s.start &&
          t.end <= s.end &&
          t.pieces.some((p) => p.kind === "text" && /["' ]/.test(textOf(input, p))),
      ),
  );
}

/** A list of arguments takes texts only. */
const asText = (input: FixInput, expression: string): string =>
  isText(input, expression)
    ? expression
    : input.lang === "py"
      ? `str(${expression})`
      : `String(${expression})`;

/** Every declaration of that name in the file says that it is a text. */
function isText(input: FixInput, expression: string): boolean {
  const name = (/[\w$]+$/.exec(expression)?.[0] ?? "").replaceAll("$", "\\$");
  const types = [...input.text.matchAll(new RegExp(`(?<![\\w$.])${name}\\s*:\\s*([\\w.$]+)`, "g"))].map(
    ([, type]) => type,
  );
  return name !== "" && types.length > 0 && types.every((type) => type === "str" || type === "string");
}
