import { ALL_SINKS, sinkBit } from "./labels.ts";

/** Characters that a pattern admits decide which sinks its matches cannot harm. */
function classClears(body: string): number {
  // body: inside of a character class, without brackets.
  let bits = sinkBit.deserialize;
  const text = body.replace(/\\[wd]/g, "");
  const has = (chars: string): boolean => [...chars].some((c) => text.includes(c));
  const admitsAll = /\\[SWD]|\\s|\./.test(body.replace(/\\\./g, "")) && /\\[SWD]/.test(body);
  if (admitsAll) return 0;
  const admitsWords = /\\w|a-z|A-Z/.test(body);
  if (!has("<>&\"'")) bits |= sinkBit.html;
  if (!has("<[(:/")) bits |= sinkBit["remote-content"];
  // Dots alone climb one step at most: no folder of choice can be named.
  if (!has("/\\")) bits |= sinkBit.path;
  if (!has(";|&$`<>\n'\"()") && !/\\s| /.test(body)) bits |= sinkBit.shell;
  if (!has("'\";") && !/\\s| /.test(body)) bits |= sinkBit.sql;
  if (!has(":/") && !text.includes(".")) bits |= sinkBit.url;
  if (!admitsWords && !has("'\"_[]{}")) bits |= sinkBit.code;
  if (admitsWords && !has("'\"()[]{}=;.") && !/\\s| /.test(body)) bits |= sinkBit.code;
  if (!/\\s| /.test(body) && !has(".,:;!?"))
    bits |= sinkBit.prompt | sinkBit["prompt.template"] | sinkBit.template;
  return bits;
}

const QUANTIFIER = /^(?:[*+?]\??|\{\d{0,4},?\d{0,4}\})/;
const TOKEN =
  /^(?:\[((?:[^\]\\]|\\.)+)\]|(\\[wd])|\\([.\-/_@: ])|\((?:\?:|\?<\w+>|\?P<\w+>)?|([\w\- @:,_/.]))/;

/** Sinks that a text matching `source` as a whole cannot harm. Only patterns over closed classes count. */
export function patternClears(source: string, method: string): number {
  const isWhole = method === "fullmatch" || (source.startsWith("^") && /[^\\]\$$/.test(source));
  if (!isWhole || source.length > 300) return 0;
  let rest = source.replace(/^\^/, "").replace(/\$$/, "");
  let bits = -1;
  let literal = "";
  let depth = 0;
  while (rest !== "") {
    const m = TOKEN.exec(rest);
    if (m) {
      if (m[1]?.startsWith("^") || m[4] === ".") return 0;
      if (m[0].startsWith("(")) depth++;
      else if (m[1] !== undefined || m[2] !== undefined) bits &= classClears(m[1] ?? m[2] ?? "");
      else literal += m[3] ?? m[4] ?? "";
      rest = rest.slice(m[0].length);
    } else if (rest.startsWith(")") || (rest.startsWith("|") && depth > 0)) {
      if (rest.startsWith(")")) depth--;
      rest = rest.slice(1);
    } else return 0;
    if (!m?.[0].startsWith("(")) rest = rest.replace(QUANTIFIER, "");
  }
  if (literal !== "") bits &= classClears(literal);
  return bits === -1 ? 0 : bits & ALL_SINKS;
}

/** `replace(/[^...]/g, "")`: what remains is the class; sinks that it cannot harm. */
export function replacementClears(source: string, replacement: string | undefined): number {
  const negated = /^\(?\[\^((?:[^\]\\]|\\.)+)\]\)?[+*]?$/.exec(source);
  if (negated) {
    const kept = negated[1] ?? "";
    return classClears(kept + (replacement ?? ""));
  }
  if (/^\\W[+*]?$/.test(source)) return classClears(`\\w${replacement ?? ""}`);
  if (/^\\D[+*]?$/.test(source)) return classClears("\\d");
  return 0;
}
