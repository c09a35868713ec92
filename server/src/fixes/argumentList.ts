import type { CallSyntax, TextPiece, TextSyntax } from "../ir/constructs.ts";
import type { FixRow } from "../models/pack.ts";
import { lastWord, quoted, replace, textOf, withoutItem } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";
import { renamed } from "./rename.ts";

/** `run(f"git log {x}", shell=True)` → `run(["git", "log", x])`: a command without operators of the shell, whose program is constant. */
export function argumentList(input: FixInput, call: CallSyntax, recipe: FixRow): Edit[] | undefined {
  const command = call.args[0];
  if (!command || command.spread || command.name !== undefined || call.args.some((a) => a.spread))
    return undefined;
  const text = input.constructs.texts.find(
    (t) => t.start === command.value.start && t.end === command.value.end,
  );
  const words = text && wordsOf(input, text);
  if (!words) return undefined;
  // A wrapper of the project is not what the recipe is about.
  if (recipe.callee !== undefined && lastWord(textOf(input, call.callee)) !== input.row?.name)
    return undefined;
  const edits: Edit[] = [];
  const list = input.lang === "py" ? `[${words.join(", ")}]` : `${words[0]}, [${words.slice(1).join(", ")}]`;
  edits.push(replace(command, list));
  if (recipe.callee !== undefined) edits.push(...renamed(input, call, recipe.callee));
  for (const name of recipe.drop ?? []) {
    const argument = call.args.find((a) => a.name === name);
    if (argument) edits.push(withoutItem(input, call.args, call.inner, argument));
  }
  return edits;
}

/** What comes after its `-c` is a command again. */
const STARTS_SHELL = /(?:^|\/)(?:ba|da|z|k|a)?sh$/;

/** The words of a command as expressions of the language; undefined where the shell does more than divide it. */
function wordsOf(input: FixInput, text: TextSyntax): string[] | undefined {
  const parts: { piece: TextPiece; raw: string }[][] = [];
  let current: { piece: TextPiece; raw: string }[] = [];
  const close = (): void => {
    if (current.length > 0) parts.push(current);
    current = [];
  };
  let isQuoted = false;
  for (const [i, piece] of text.pieces.entries()) {
    if (piece.kind === "hole") {
      // What is quoted or made for a shell would be quoted twice.
      if (piece.formatted || /[()]/.test(textOf(input, piece.expression))) return undefined;
      current.push({ piece, raw: "" });
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
  if (isQuoted || parts[0]?.some((p) => p.piece.kind === "hole") !== false) return undefined;
  return parts.map((word) => {
    const [only] = word;
    if (word.length === 1 && only)
      return only.piece.kind === "hole"
        ? asText(input, textOf(input, only.piece.expression))
        : quoted(input, only.raw);
    const body = word.map((p) => (p.piece.kind === "hole" ? textOf(input, p.piece) : p.raw)).join("");
    return input.lang === "py" ? `${text.open.slice(0, 2)}${body}${text.close.slice(0, 1)}` : `\`${body}\``;
  });
}

/** A list of arguments takes texts only. */
const asText = (input: FixInput, expression: string): string =>
  input.lang === "py" ? `str(${expression})` : `String(${expression})`;
