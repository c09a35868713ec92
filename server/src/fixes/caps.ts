import { fix, innermost, replace, textOf } from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";
import { BOUND, limitNames } from "./settings.ts";

/** How long an answer may be, as a client asks for it → no more than the server allows. */
export function capLimit(input: FixInput): Fix[] {
  const { finding, constructs, lang } = input;
  const names = limitNames(input);
  const given = [...constructs.calls.flatMap((c) => c.args), ...constructs.objects.flatMap((o) => o.entries)];
  const at = innermost(
    given.filter((a) => a.name !== undefined && names.includes(a.name)),
    finding,
  );
  if (!at || at.spread) return [];
  const value = textOf(input, at.value);
  const read = lang === "py" ? READ_PY.exec(value) : READ_TS.exec(value);
  if (!read) return [];
  const usual = read[1] === undefined ? undefined : Number(read[1].replaceAll("_", ""));
  // The default in the code is let through as well.
  const most = Math.max(BOUND.limit, usual ?? 0);
  // What is not given counts as the most, as it does for the provider.
  const isThere = usual !== undefined || (lang === "py" && value.endsWith("]"));
  const asked = isThere ? value : `${value} ${lang === "py" ? "or" : "??"} ${most}`;
  const capped = lang === "py" ? `min(${asked}, ${most})` : `Math.min(${asked}, ${most})`;
  const written = at.shorthand ? `${at.name}: ${capped}` : capped;
  return [
    fix(input, "suggested", `Let at most ${most} tokens through`, [
      replace(at.shorthand ? at : at.value, written),
    ]),
  ];
}

/** `body.maxTokens ?? 2000`, with its default. */
const READ_TS = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*(?:\s*(?:\?\?|\|\|)\s*(\d[\d_]*))?$/;
/** `body.get("max_tokens", 512)`, `body["max_tokens"]`, `body.max_tokens`, with the default. */
const READ_PY =
  /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\.get\(\s*["']\w+["']\s*(?:,\s*(\d[\d_]*)\s*)?\)|\[\s*["']\w+["']\s*\])?$/;
