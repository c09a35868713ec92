import type { CallSyntax, Span } from "../ir/constructs.ts";
import { covers, textOf } from "./editing.ts";
import type { FixInput } from "./fix.ts";

/** "orderItems", "order_items" → "OrderItems". */
export const pascal = (word: string): string =>
  word
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) => (part[0] ?? "").toUpperCase() + part.slice(1))
    .join("");

export const singular = (word: string): string => {
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : `${word}Item`;
};

/** The file has no such word. */
export const isFree = ({ text }: FixInput, name: string): boolean =>
  name !== "" && !new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);

/** Says that it is an answer, and not of what. */
const GENERIC =
  /^(?:(?:parsed|raw|loaded|json|llm|model|ai|gpt|clean(?:ed)?)_?)*(?:data|results?|json|obj|object|response|resp|res|reply|output|content|answer|parsed|value|[a-z])$/i;

/** What the answer is called: by its variable, where this says what it is, else by the function that asks for it. */
export function answerName(
  input: FixInput,
  call: CallSyntax,
  variable: string | undefined,
): string | undefined {
  const around = functionAround(input, call);
  const own = variable?.replace(/^_+/, "");
  if (own !== undefined && own !== "" && !GENERIC.test(own))
    return isOnly(input, own) ? own : joined(around?.name, own);
  if (!around) return own;
  // Several answers of one function are told apart by their order.
  const callee = textOf(input, call.callee);
  const same = input.constructs.calls.filter((c) => covers(around, c) && textOf(input, c.callee) === callee);
  const at = same.findIndex((c) => c.start === call.start);
  return `${around.name}${/_/.test(around.name) ? "_reply" : "Reply"}${at > 0 ? at + 1 : ""}`;
}
const joined = (first: string | undefined, second: string): string =>
  first === undefined ? second : `${first}_${second}`;

/** No other statement sets a variable of that name. */
const isOnly = ({ text }: FixInput, name: string): boolean =>
  [
    ...text.matchAll(
      new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}\\s*(?::[^=\\n]{1,60})?=(?![=>])`, "g"),
    ),
  ].length <= 1;

function functionAround(
  input: FixInput,
  at: CallSyntax,
): { name: string; start: number; end: number } | undefined {
  const { constructs, text } = input;
  let found: { name: string; start: number; end: number } | undefined;
  for (const s of constructs.statements) {
    if (s.start > at.start || s.end < at.end || (found && s.start < found.start)) continue;
    const head = text.slice(s.start, s.start + 200);
    const name =
      /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\*?|def)\s+([A-Za-z_$][\w$]*)/.exec(head)?.[1] ??
      /^(?:export\s+)?const\s+([A-Za-z_$][\w$]*)\s*=\s*(?:async\s*)?(?:\(|function|[\w.]+\(\s*async\b)/.exec(
        head,
      )?.[1];
    if (name !== undefined) found = { name: plain(name), start: s.start, end: s.end };
    else if (/^(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\b/.test(head))
      found = methodAround(input, s, at) ?? found;
  }
  return found;
}
const plain = (name: string): string => name.replace(/^[_#]+/, "");

/** Of a class whose members are no statements. */
function methodAround({ text, constructs }: FixInput, of: Span, at: CallSyntax) {
  const [block] = constructs.statements
    .filter((s) => s !== of && covers(of, s) && s.block.start > of.start && covers(s.block, at))
    .map((s) => s.block)
    .sort((a, b) => a.start - b.start);
  if (!block) return undefined;
  const head = text.slice(Math.max(of.start, block.start - 600), block.start);
  const heads = [
    ...head.matchAll(
      /\n[ \t]+(?:(?:private|public|protected|static|async|override)\s+)*(#?[A-Za-z_$][\w$]*)\s*\(/g,
    ),
  ];
  const name = heads.at(-1)?.[1];
  return name === undefined ? undefined : { name: plain(name), start: block.start, end: block.end };
}
