import { sinkBit } from "./labels.ts";

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
  if (!has("/\\") && !text.includes(".")) bits |= sinkBit.path;
  if (!has(";|&$`<>\n'\"()") && !/\\s| /.test(body)) bits |= sinkBit.shell;
  if (!has("'\";") && !/\\s| /.test(body)) bits |= sinkBit.sql;
  if (!has(":/") && !text.includes(".")) bits |= sinkBit.url;
  if (!admitsWords && !has("'\"_[]{}")) bits |= sinkBit.code;
  if (admitsWords && !has("'\"()[]{}=;.") && !/\\s| /.test(body)) bits |= sinkBit.code;
  if (!/\\s| /.test(body) && !has(".,:;!?"))
    bits |= sinkBit.prompt | sinkBit["prompt.template"] | sinkBit.template;
  return bits;
}

const WHOLE = /^\^?\(?(?:\[((?:[^\]\\]|\\.)+)\]|(\\[wd]))(?:[+*]|\{\d{0,4},?\d{0,4}\})\)?\$?$/;
const PIECES =
  /^\^(?:(?:\[(?:[^\]\\]|\\.)+\]|\\[wd]|[\w\- ]|\\[.\-/]|\((?:\?:)?[\w|\- ]+\))(?:[+*?]|\{\d{0,4},?\d{0,4}\})?)+\$$/;

/** Sinks that a text matching `source` as a whole cannot harm. Only patterns over closed classes count. */
export function patternClears(source: string, method: string): number {
  const anchored = method === "fullmatch" || (source.startsWith("^") && source.endsWith("$"));
  if (!anchored || source.length > 300) return 0;
  const whole = WHOLE.exec(source);
  if (whole) {
    if (whole[1]?.startsWith("^")) return 0;
    return classClears(whole[1] ?? whole[2] ?? "");
  }
  const full = source.startsWith("^") ? source : `^${source}$`;
  if (!PIECES.test(full)) return 0;
  let bits = -1;
  for (const m of full.matchAll(/\[((?:[^\]\\]|\\.)+)\]|(\\[wd])/g)) {
    if (m[1]?.startsWith("^")) return 0;
    bits &= classClears(m[1] ?? m[2] ?? "");
  }
  const literal = full.replace(/\[(?:[^\]\\]|\\.)+\]|\\[wd]/g, "");
  bits &= classClears(literal.replace(/[\^$+*?(){}|,\d:]/g, ""));
  return bits === -1 ? 0 : bits & 0x7fff;
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
