import { textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";
import { ANY, type FieldShape, type RecordShape, type Shape } from "./shapes.ts";

const MAX_DEPTH = 6;

/** The shape that a type of this file declares; undefined where the file doesn't say it, or in other words than this reads. */
export function declaredShape(input: FixInput, type: string): Shape | undefined {
  const reader = new TypeReader(input);
  const shape = reader.read(type, 0);
  return shape === undefined || shape.kind === "any" ? undefined : shape;
}

class TypeReader {
  readonly #input: FixInput;

  constructor(input: FixInput) {
    this.#input = input;
  }

  read(written: string, depth: number): Shape | undefined {
    const type = bare(written);
    if (depth > MAX_DEPTH || type === "") return undefined;
    const plain = PLAIN[type];
    if (plain) return { kind: plain };
    const parts = split(type, "|").filter((part) => part !== "");
    if (parts.length > 1) return this.#union(parts, depth);
    if (/^(["'])[^"'\\]*\1$/.test(type)) return { kind: "choice", of: [type.slice(1, -1)] };
    if (type.startsWith("{") && type.endsWith("}")) return this.#record(type.slice(1, -1), depth);
    const items = /^(?:Readonly)?Array<([\s\S]+)>$/.exec(type)?.[1] ?? /^([\s\S]+)\[\]$/.exec(type)?.[1];
    if (items !== undefined && (!/[&=]/.test(items) || items.startsWith("{")))
      return { kind: "list", of: this.read(items, depth + 1) ?? ANY };
    const values = /^Record<\s*string\s*,([\s\S]+)>$/.exec(type)?.[1];
    if (values !== undefined) return { kind: "map", of: this.read(values, depth + 1) ?? ANY };
    const whole = /^(Partial|Readonly)<([\s\S]+)>$/.exec(type);
    if (whole?.[2] !== undefined) {
      const of = this.read(whole[2], depth + 1);
      return whole[1] === "Partial" && of?.kind === "record" ? asPartial(of) : of;
    }
    if (/^[A-Za-z_$][\w$]*$/.test(type)) return this.#named(type, depth);
    return undefined;
  }

  #union(parts: readonly string[], depth: number): Shape | undefined {
    const others = parts.filter((part) => part !== "null" && part !== "undefined");
    const texts = others.map((part) => /^(["'])([^"'\\]*)\1$/.exec(part)?.[2]);
    if (texts.every((text) => text !== undefined)) return { kind: "choice", of: texts };
    const [only, more] = others;
    return only !== undefined && more === undefined ? this.read(only, depth) : undefined;
  }

  #named(name: string, depth: number): Shape | undefined {
    const begins = new RegExp(
      `^(?:export\\s+)?(?:declare\\s+)?(?:interface\\s+${name.replaceAll("$", "\\$")}\\s*(?=\\{)|type\\s+${name.replaceAll("$", "\\$")}\\s*=)`,
    );
    const found = this.#input.constructs.statements.filter((s) => begins.test(textOf(this.#input, s)));
    const [only] = found;
    if (!only || found.length > 1) return undefined;
    return this.read(textOf(this.#input, only).replace(begins, ""), depth + 1);
  }

  #record(written: string, depth: number): Shape | undefined {
    const fields = new Map<string, FieldShape>();
    for (const part of split(withoutComments(written), ";,\n")) {
      if (part === "") continue;
      const found = /^(?:readonly\s+)?([A-Za-z_$][\w$]*)(\?)?\s*:\s*([\s\S]+)$/.exec(part);
      const [, name, mark, type] = found ?? [];
      if (name === undefined || type === undefined) return undefined;
      const parts = split(bare(type), "|");
      const isNull = parts.includes("null");
      const isAbsent = mark !== undefined || parts.includes("undefined");
      fields.set(name, {
        shape: this.read(type, depth + 1) ?? ANY,
        ...(isNull || isAbsent ? { missing: isNull ? (isAbsent ? "both" : "null") : "absent" } : {}),
      });
    }
    return fields.size === 0 ? undefined : { kind: "record", fields, isOpen: false };
  }
}

const asPartial = (of: RecordShape): RecordShape => ({
  ...of,
  fields: new Map(
    [...of.fields].map(([name, { shape, missing }]) => [
      name,
      { shape, missing: missing === undefined ? "absent" : missing === "null" ? "both" : missing },
    ]),
  ),
});

const PLAIN: Readonly<Record<string, "text" | "number" | "truth" | "any">> = {
  string: "text",
  number: "number",
  boolean: "truth",
  any: "any",
  unknown: "any",
};

const bare = (type: string): string =>
  type
    .trim()
    .replace(/;$/, "")
    .replace(/^\(([\s\S]*)\)$/, "$1")
    .replace(/^\|/, "")
    .trim();

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'])\/\/[^\n]*/g, "$1");

/** Parts between separators that stand in no brackets and no quotes; a line that goes on is no end. */
function split(text: string, separators: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === '"' || c === "'" || c === "`") quote = c;
    else if ("{[(<".includes(c)) depth++;
    else if ("}])".includes(c) || (c === ">" && text[at - 1] !== "=")) depth--;
    else if (depth === 0 && separators.includes(c)) {
      const goesOn =
        c === "\n" && (/[|:&]\s*$/.test(text.slice(from, at)) || /^\s*[|&]/.test(text.slice(at)));
      if (goesOn) continue;
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(text.slice(from).trim());
  return parts;
}
