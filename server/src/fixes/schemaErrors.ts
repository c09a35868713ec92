import type { Span } from "../ir/constructs.ts";
import type { SchemaRow } from "../models/pack.ts";
import { covers, innermost, replace, textOf } from "./editing.ts";
import type { Edit, FixInput } from "./fix.ts";

/** The handler around a parse takes what the schema throws as well; undefined where it does already, or where there is none. */
export function withHandler(
  input: FixInput,
  error: NonNullable<SchemaRow["error"]>,
  call: Span,
): { edit: Edit; import: string } | "unsure" | undefined {
  const handlers = handlersAround(input, call);
  const names = handlers.flatMap((h) => h.types);
  if (handlers.some((h) => h.types.length === 0)) return undefined;
  if (names.some((name) => name === error.name || error.under.includes(name))) return undefined;
  for (const beside of error.beside) {
    const handler = handlers.find((h) => h.types.includes(beside));
    if (!handler) continue;
    // Its own members are not those of another error.
    if (handler.isRead) return "unsure";
    const written = textOf(input, handler.written);
    const list = written.startsWith("(") ? written.slice(1, -1).replace(/,\s*$/, "") : written;
    return { edit: replace(handler.written, `(${list}, ${error.name})`), import: error.import };
  }
  return undefined;
}

interface Handler {
  types: string[];
  /** The types as they stand there. */
  written: Span;
  isRead: boolean;
}

/** Of the innermost `try` whose body holds the call. */
function handlersAround(input: FixInput, call: Span): Handler[] {
  const { text, constructs } = input;
  const tries = constructs.statements.filter(
    (s) => covers(s, call) && /^try\s*:/.test(text.slice(s.start, s.start + 20)),
  );
  for (let rest = tries; rest.length > 0; ) {
    const at = innermost(rest, call);
    if (!at) return [];
    rest = rest.filter((s) => s !== at);
    const indent = text.slice(text.lastIndexOf("\n", at.start - 1) + 1, at.start);
    const head = new RegExp(
      `\\n${indent}except\\b[ \\t]*([^\\n:]*?)(?:[ \\t]+as[ \\t]+(\\w+))?[ \\t]*:`,
      "g",
    );
    const found = [...textOf(input, at).matchAll(head)];
    const [first] = found;
    if (!first || at.start + first.index < call.end) continue;
    return found.map((match, i) => {
      const start = at.start + match.index + match[0].indexOf("except") + 6;
      const written = match[1] ?? "";
      const from = text.indexOf(written, start);
      const body = textOf(input, at).slice(match.index, found[i + 1]?.index);
      return {
        types: [...written.matchAll(/[\w.]+/g)].map(([name]) => name.split(".").at(-1) ?? ""),
        written: { start: from, end: from + written.length },
        isRead: match[2] !== undefined && new RegExp(`\\b${match[2]}\\.\\w`).test(body),
      };
    });
  }
  return [];
}
