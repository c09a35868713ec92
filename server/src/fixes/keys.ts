import type { Span } from "../ir/constructs.ts";
import { covers, fix, innermost, quoted, replace, textOf, withImport, withoutStatement } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";

/** A key in the code → the environment variable that the provider's SDK reads. */
export function keyFromEnvironment(input: FixInput): Fix[] {
  const { finding, constructs, lang } = input;
  if (lang === "ts" && IN_BROWSER.test(input.text)) return [];
  const inside = constructs.texts.filter((t) => covers(finding, t) && t.end >= finding.end - 1);
  const lookup = [...constructs.texts.filter((t) => covers(t, finding)), ...inside]
    .map((text) => lookupAround(input, text))
    .find((found) => found !== undefined);
  if (lookup) return [withoutDefault(input, lookup)];
  const literal = innermost(constructs.texts, finding);
  if (!literal || literal.pieces.some((p) => p.kind === "hole")) return [];
  // Only where the text is the value itself: a default, an argument, an assignment.
  const isWhole =
    literal.pieces.length === 1 && finding.end - finding.start >= (literal.end - literal.start) / 2;
  if (!isWhole || constructs.sums.some((s) => s.operands.some((o) => o.start === literal.start))) return [];
  // Among others of its kind it is an example of one.
  if (constructs.lists.some((l) => l.items.length > 1 && l.items.some((i) => i.start === literal.start)))
    return [];
  const set = withoutSetting(input, literal);
  if (set) return set;
  const holder = holderOf(input, literal);
  const name = finding.anchor?.variable ?? variableOf(input.row?.packId, holder);
  const title = `Read it from the environment variable ${name}; revoke this key`;
  // "Bearer …": what stands around the key stays.
  const before = input.text.slice(
    literal.start + literal.open.length,
    Math.max(finding.start, literal.start + literal.open.length),
  );
  const after = input.text.slice(finding.end, literal.end - literal.close.length);
  const isPart = BESIDE.test(before) || BESIDE.test(after);
  if (lang === "py") {
    const value = `os.environ[${isPart ? otherQuote(input, name) : quoted(input, name)}]`;
    const quote = quoted(input, "").slice(0, 1);
    const text = isPart ? `f${quote}${before}{${value}}${after}${quote}` : value;
    const edits = [replace(literal, text), ...withImport(input, "import os")];
    return [{ ...fix(input, "suggested", title, edits), variable: name }];
  }
  // As a key of an object it is no value.
  if (
    constructs.objects.some((o) =>
      o.entries.some((e) => e.start === literal.start && e.value.start !== literal.start),
    )
  )
    return [];
  const value = `process.env.${name}`;
  const isTyped = /\.[cm]?tsx?$/.test(finding.path) && isText(input, literal);
  const text = isPart
    ? `\`${before}\${${value}}${after}\``
    : isTyped
      ? `${value} ?? ${quoted(input, "")}`
      : value;
  return [{ ...fix(input, "suggested", title, [replace(literal, text)]), variable: name }];
}

/** `process.env.NAME = "key"`: the variable is set outside; without a good edit none. */
function withoutSetting(input: FixInput, literal: Span): Fix[] | undefined {
  const statement = innermost(input.constructs.statements, literal);
  const found = statement && SET.exec(input.text.slice(statement.start, literal.start));
  const name = found?.[1] ?? found?.[2];
  if (!statement || name === undefined) return undefined;
  const edit =
    /^\s*;?$/.test(input.text.slice(literal.end, statement.end)) && withoutStatement(input, statement);
  if (!edit) return [];
  const title = `Leave the environment variable ${name} to the environment; revoke this key`;
  return [{ ...fix(input, "suggested", title, [edit]), variable: name }];
}
const SET =
  /^(?:process\.env(?:\.([A-Za-z_]\w*)|\[\s*["']\w+["']\s*\])|os\.environ\[\s*["'](\w+)["']\s*\])\s*=\s*$/;

/** What reads a variable of the environment and has the key for the case that there is none. */
interface Lookup extends Span {
  name: string;
  value: string;
}

function lookupAround(input: FixInput, literal: Span): Lookup | undefined {
  const { constructs, lang, text } = input;
  if (lang === "ts") {
    const found = READ.exec(text.slice(Math.max(0, literal.start - 120), literal.start));
    const name = found?.[2] ?? found?.[3];
    if (!found?.[1] || name === undefined) return undefined;
    return { start: literal.start - found[0].length, end: literal.end, name, value: found[1] };
  }
  const call = constructs.calls.find((c) => c.args.length === 2 && c.args[1]?.value.start === literal.start);
  const [first] = call?.args ?? [];
  const name = first && /^["']([A-Z][A-Z0-9_]*)["']$/.exec(textOf(input, first.value))?.[1];
  if (!call || name === undefined || !ENVIRONMENT.test(textOf(input, call.callee))) return undefined;
  return { start: call.start, end: call.end, name, value: `os.environ[${quoted(input, name)}]` };
}
const READ = /(process\.env(?:\.([A-Za-z_]\w*)|\[\s*["'](\w+)["']\s*\]))\s*(?:\|\||\?\?)\s*$/;
const ENVIRONMENT = /(?:^|\.)(?:getenv|environ\.get)$/;

/** `getenv("NAME", "key")` → `environ["NAME"]`: without the variable it stops where it would have gone on with the key. */
function withoutDefault(input: FixInput, { start, end, name, value }: Lookup): Fix {
  const imports = input.lang === "py" ? withImport(input, "import os") : [];
  const title = `Read it from the environment variable ${name} only; revoke this key`;
  return {
    ...fix(input, "suggested", title, [replace({ start, end }, value), ...imports]),
    variable: name,
  };
}

// A browser has no environment: the key belongs behind a route of the server.
const IN_BROWSER =
  /(?<![\w$.])(?:document|localStorage|sessionStorage)\.|(?<![\w$.])window\.(?!ai\b)|^\s*["']use client["']/m;
/** "Bearer " and the like. */
const BESIDE = /[A-Za-z]/;
const otherQuote = (input: FixInput, text: string): string =>
  quoted(input, "").startsWith("'") ? `"${text}"` : `'${text}'`;

/** What the text is given to: the name of the argument, the entry or the variable. */
function holderOf(input: FixInput, literal: Span): string {
  const { calls, objects, statements } = input.constructs;
  const named = [...calls.flatMap((c) => c.args), ...objects.flatMap((o) => o.entries)].find(
    (a) => a.value.start === literal.start && a.name !== undefined,
  );
  if (named) return named.name as string;
  const statement = innermost(statements, literal);
  return statement
    ? (/([A-Za-z_$][\w$]*)(?:\s*:[^=]+)?\s*=\s*$/.exec(
        input.text.slice(statement.start, literal.start),
      )?.[1] ?? "")
    : "";
}

/** Typed as a text, where nothing but a text may stand: headers, `const key: string = …`. */
function isText(input: FixInput, literal: Span): boolean {
  const { calls, objects, statements } = input.constructs;
  const object = objects.find((o) => o.entries.some((e) => e.value.start === literal.start));
  if (object) return !calls.some((c) => c.args.some((a) => a.value.start === object.start));
  if (calls.some((c) => c.args.some((a) => a.value.start === literal.start) && isMade(input, c))) return true;
  const statement = innermost(statements, literal);
  const name =
    statement &&
    /^(?:const|let)\s+([A-Za-z_$][\w$]*)\s*=\s*$/.exec(input.text.slice(statement.start, literal.start))?.[1];
  if (name !== undefined) {
    const names = [name, ...aliasesOf(input, name)];
    return calls.some((c) => isMade(input, c) && c.args.some((a) => names.includes(textOf(input, a.value))));
  }
  return (
    statement !== undefined && /:\s*string\s*=\s*$/.test(input.text.slice(statement.start, literal.start))
  );
}

/** "pypi/openai" → OPENAI_API_KEY: the name by which most SDKs read it; a password is called so. */
function variableOf(packId: string | undefined, holder: string): string {
  const kind = /pass(?:word|wd|phrase)?|pwd/i.test(holder)
    ? "PASSWORD"
    : /secret/i.test(holder)
      ? "SECRET"
      : /token/i.test(holder)
        ? "TOKEN"
        : "API_KEY";
  const words = (packId?.split("/").slice(1).join("_") ?? "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_|_(?:sdk|js|ai_sdk)?$|\d+$/g, "");
  const own = holder.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
  if (/^[A-Z][A-Z0-9_]*_(?:KEY|TOKEN|SECRET|PASSWORD)$/.test(own) && (words === "" || kind === "PASSWORD"))
    return own;
  if (kind === "PASSWORD") return "DATABASE_PASSWORD";
  return words === "" ? kind : `${words.toUpperCase()}_${kind}`;
}

/** What stays on this machine needs no certificate. */
const LOOPBACK = /http:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)/;

/** A port or a bare number answers in the clear: there is no certificate to be had behind it. */
const PLAIN =
  /http:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\]|[^/:\s"'`]+:(?!443\b)\d+|[^/:.\s"'`]+(?:[/"'`]|$))/i;

/** http://host → https://host, where the address is written at the finding. */
export function useHttps(input: FixInput): Fix[] {
  const { finding, constructs } = input;
  const texts = constructs.texts.filter((t) => covers(finding, t) || covers(t, finding));
  const found = texts.flatMap((t) => {
    const at = textOf(input, t).indexOf("http://");
    return at < 0 || at > t.open.length || LOOPBACK.test(textOf(input, t)) || PLAIN.test(textOf(input, t))
      ? []
      : [{ start: t.start + at, end: t.start + at + 4 }];
  });
  const [only] = found;
  return found.length === 1 && only ? [fix(input, "suggested", "Use https", [replace(only, "https")])] : [];
}

const isMade = (input: FixInput, call: Span): boolean => /^new\s/.test(textOf(input, call));
/** `const other = name;` */
const aliasesOf = ({ text }: FixInput, name: string): string[] =>
  [...text.matchAll(/(?:const|let)\s+([A-Za-z_$][\w$]*)\s*=\s*([A-Za-z_$][\w$]*)\s*[;\n]/g)].flatMap(
    ([, alias, of]) => (of === name && alias !== undefined ? [alias] : []),
  );
