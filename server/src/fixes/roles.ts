import type { Span, StatementSyntax } from "../ir/constructs.ts";
import {
  covers,
  fix,
  indentUnit,
  innermost,
  lineEnd,
  onlyOne,
  quoted,
  replace,
  textOf,
  usesSemicolons,
} from "./editing.ts";
import type { Fix, FixInput } from "./fix.ts";
import { variableAt } from "./variables.ts";

/** Messages of a client → only those of the user and the assistant. */
export function fixRoles(input: FixInput): Fix[] {
  const { constructs, lang } = input;
  const given = spreadValue(input) ?? valueAtFinding(input);
  const mapped = given && filterMapped(input, given);
  if (mapped) return [mapped];
  // A filter of the whole list would take the program's own message out of it.
  if (input.finding.anchor?.systemTurn && !spreadValue(input) && !(given && isRole(input, given)))
    return skipInLoop(input);
  const span = given && handedOver(input, given);
  if (!span || isConverted(input, textOf(input, span))) return [];
  const written = textOf(input, span);
  if (/^[[{(]|\bawait\b|=>/.test(written) || constructs.texts.some((t) => t.start === span.start)) return [];
  if (isBuiltHere(input, written) || isHandedOn(input)) return [];
  const [user, own] = [quoted(input, "user"), quoted(input, input.row?.model?.assistant ?? "assistant")];
  if (isRole(input, span)) {
    if (isHandedOn(input)) return [];
    const fixed =
      lang === "py"
        ? `${own} if ${written} == ${own} else ${user}`
        : `${written} === ${own} ? ${own} : ${user}`;
    return [
      fix(input, "suggested", "Allow only user and assistant", [
        replace(span, isShorthand(input, span) ? `${written}: ${fixed}` : fixed),
      ]),
    ];
  }
  const text =
    lang === "py"
      ? `[m for m in ${written} if m[${quoted(input, "role")}] in (${user}, ${own})]`
      : `${written}.filter((m${isUntyped(input, written) ? ": { role: string }" : ""}) => m.role === ${user} || m.role === ${own})`;
  if (lang === "ts" && !/^[\w$.[\]()?!]+$/.test(written)) return [];
  const whole = isShorthand(input, span) ? `${written}: ${text}` : text;
  return [fix(input, "suggested", "Keep only user and assistant messages", [replace(span, whole)])];
}

/** `[{"role": m["role"], …} for m in turns]`, to which the program adds turns of its own: only those that may be there. */
function filterMapped(input: FixInput, given: Span): Fix | undefined {
  const made = variableAt(input, given)?.value;
  if (!made || input.lang !== "py" || isHandedOn(input)) return undefined;
  const written = textOf(input, made);
  const turn =
    /^\[\s*\{[^{}]*["']role["']\s*:\s*(([A-Za-z_]\w*)(?:\[\s*["']role["']\s*\]|\.role))\s*[,}]/.exec(written);
  const loop = /\}\s*for\s+([A-Za-z_]\w*)\s+in\s+[\w.[\]"']+?(\s*\])$/.exec(written);
  if (!turn || !loop || turn[2] !== loop[1]) return undefined;
  const at = made.end - (loop[2] ?? "").length;
  const line = input.text.slice(input.text.lastIndexOf("\n", at - 1) + 1, at);
  const isOwnLine = /^\s*for\b/.test(line);
  const own = quoted(input, input.row?.model?.assistant ?? "assistant");
  const added = `if ${turn[1]} in (${quoted(input, "user")}, ${own})`;
  if (!isOwnLine && line.length + added.length > 110) return undefined;
  const gap = isOwnLine ? `${lineEnd(input.text)}${/^\s*/.exec(line)?.[0] ?? ""}` : " ";
  return fix(input, "suggested", "Keep only user and assistant messages", [
    { start: at, end: at, text: `${gap}${added}` },
  ]);
}

/** `for (const m of history) messages.push({ role: m.role, … })`: turns of others are left out, as the first thing that is done. */
function skipInLoop(input: FixInput): Fix[] {
  const { constructs, lang, text } = input;
  const loops = constructs.objects.flatMap((o) => {
    const role = o.entries.find((e) => e.name === "role" && !e.shorthand && !e.spread);
    const read = role && ROLE.exec(textOf(input, role.value));
    const loop = read && loopOf(input, o, read[1] as string);
    return loop ? [{ loop, read: read[0] }] : [];
  });
  const found = loops.find(({ loop }) => covers(loop, input.finding)) ?? onlyOne(loops);
  // Where roles are told apart, the program has thought of those that may come.
  if (found && textOf(input, found.loop).split(found.read).length !== 2) return [];
  const body = found && constructs.statements.filter((s) => s !== found.loop && covers(found.loop, s));
  const first = body?.sort((a, b) => a.start - b.start)[0];
  if (!found || !first) return [];
  const line = text.lastIndexOf("\n", first.start - 1) + 1;
  const indent = text.slice(line, first.start);
  if (indent.trim() !== "") return [];
  const [user, own] = [quoted(input, "user"), quoted(input, input.row?.model?.assistant ?? "assistant")];
  const end = lineEnd(text);
  const written =
    lang === "py"
      ? `if ${found.read} not in (${user}, ${own}):${end}${indent}${indentUnit(input)}continue${end}`
      : `if (${found.read} !== ${user} && ${found.read} !== ${own}) continue${usesSemicolons(input) ? ";" : ""}${end}`;
  return [
    fix(input, "suggested", "Keep only user and assistant messages", [
      { start: first.start, end: first.start, text: `${written}${indent}` },
    ]),
  ];
}
const ROLE = /^([A-Za-z_$][\w$]*)(?:\.role|\[\s*["']role["']\s*\])(?![\w$.([])/;

/** The loop that gives a variable its values, around what is made of them. */
function loopOf(input: FixInput, at: Span, name: string): StatementSyntax | undefined {
  const head = new RegExp(
    input.lang === "py"
      ? `^(?:async\\s+)?for\\s+${name}\\s+in\\s`
      : `^for\\s*\\(\\s*(?:const|let|var)\\s+${name.replaceAll("$", "\\$")}\\s+of\\s`,
  );
  return innermost(
    input.constructs.statements.filter((s) => covers(s, at) && head.test(textOf(input, s))),
    at,
  );
}

const isShorthand = (input: FixInput, span: { start: number }): boolean =>
  input.constructs.objects.some((o) => o.entries.some((e) => e.shorthand && e.start === span.start));

/** What the client sent came through a function of its own, to which others may give turns of the system. */
const isHandedOn = ({ finding }: FixInput): boolean =>
  finding.paths.length > 0 && finding.paths.every((steps) => steps[0]?.path !== finding.path);

/** `convert(messages)`: what the client sent, before the program makes its own messages of it. */
function handedOver(
  input: FixInput,
  span: { start: number; end: number },
): { start: number; end: number } | undefined {
  const call = input.constructs.calls.find((c) => c.start === span.start && c.end === span.end);
  if (!call) return span;
  const [only, ...more] = call.args;
  const isList =
    only &&
    more.length === 0 &&
    !only.spread &&
    /(?:messages|history|turns)$/i.test(textOf(input, only.value));
  return isList ? only.value : undefined;
}

/** Messages of another form, with turns of tools among them: a filter belongs in front of it. */
function isConverted(input: FixInput, name: string): boolean {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return false;
  const { statements, calls } = input.constructs;
  const head = new RegExp(
    `^(?:(?:const|let|var)\\s+)?${name.replaceAll("$", "\\$")}(?:\\s*:[^=\\n]+)?\\s*=(?!=)`,
  );
  return statements.some(
    (s) =>
      head.test(input.text.slice(s.start, Math.min(s.end, s.start + 300))) &&
      calls.some(
        (c) =>
          covers(s, c) &&
          c.args.some((a) => LIST.test(textOf(input, a.value).replace(/"[^"]*"|'[^']*'/g, ""))),
      ),
  );
}
const LIST = /(?:messages|history|turns)(?![A-Za-z])/i;

/** Parameters need a type where nothing else tells it. */
function isUntyped(input: FixInput, written: string): boolean {
  const name = /[\w$]+$/.exec(written)?.[0] ?? "";
  const isDeclared = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}\\??: [\\w.]+(?:\\[\\]|<)`).test(
    input.text,
  );
  return /\.[mc]?tsx?$/.test(input.finding.path) && !isDeclared;
}

/** The program adds messages of its own to the list: a filter would take them out again. */
function isBuiltHere(input: FixInput, written: string): boolean {
  if (!/^[\w$]+$/.test(written)) return false;
  const name = written.replaceAll("$", "\\$");
  return new RegExp(
    `(?<![\\w$.])${name}\\s*(?:\\.(?:append|extend|insert|push|unshift|concat|splice)\\(|(?::[^=\\n]*)?=\\s*\\[|(?::[^=\\n]*)?=\\s*[\\w.]+\\s*\\+|\\+=)`,
  ).test(input.text);
}

const isRole = (input: FixInput, span: { start: number }): boolean =>
  [
    ...input.constructs.calls.flatMap((c) => c.args),
    ...input.constructs.objects.flatMap((o) => o.entries),
  ].some((a) => a.name === "role" && a.value.start === span.start);

/** `[…, ...messages]`: the spread expression at the finding. */
function spreadValue(input: FixInput): { start: number; end: number } | undefined {
  const { finding, text } = input;
  const written = text.slice(finding.start, finding.end);
  const mark = /^(\.\.\.|\*)\s*/.exec(written)?.[0];
  return mark ? { start: finding.start + mark.length, end: finding.end } : undefined;
}
/** The argument or entry whose value the finding is. */
function valueAtFinding(input: FixInput): { start: number; end: number } | undefined {
  const { finding, constructs } = input;
  const all = [...constructs.calls.flatMap((c) => c.args), ...constructs.objects.flatMap((o) => o.entries)];
  const exact = all.find((a) => a.value.start === finding.start && a.value.end === finding.end);
  if (exact) return exact.value;
  const whole = all.find(
    (a) =>
      !a.shorthand && !a.spread && a.start === finding.start && a.value.end === a.end && a.name !== undefined,
  );
  return whole?.value;
}
