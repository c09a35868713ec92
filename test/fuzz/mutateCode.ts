import type { Random } from "./random.ts";

/**
 * Changes a program as hurried people and hostile ones do: it is cut into tokens and groups, and these are dropped, doubled,
 * swapped, nested, given other names, or taken from another program, so that most of what comes out still parses in part.
 */
export function mutateCode(text: string, donors: readonly string[], random: Random): string {
  let changed = text;
  const rounds = 1 + random.below(random.chance(0.2) ? 12 : 4);
  for (let i = 0; i < rounds; i++) changed = random.pick(CHANGES)(changed, donors, random);
  return changed.slice(0, LONGEST);
}

/** UTF-16 units: large inputs have tests of their own, here many small ones say more. */
const LONGEST = 60_000;

type Change = (text: string, donors: readonly string[], random: Random) => string;

/** Names, numbers, texts, white space, single signs. */
export function tokensOf(text: string): string[] {
  return (
    text.match(
      /[A-Za-z_$][\w$]*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\S\n]+|\n[^\S\n]*|[\s\S]/g,
    ) ?? []
  );
}

const isName = (token: string): boolean => /^[A-Za-z_$]/.test(token);
const isText = (token: string): boolean => /^["']/.test(token);

function onTokens(change: (tokens: string[], random: Random, donors: readonly string[]) => void): Change {
  return (text, donors, random) => {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return text;
    change(tokens, random, donors);
    return tokens.join("");
  };
}

function onLines(change: (lines: string[], random: Random, donors: readonly string[]) => void): Change {
  return (text, donors, random) => {
    const lines = text.split("\n");
    change(lines, random, donors);
    return lines.join("\n");
  };
}

function someOf(tokens: readonly string[], wanted: (token: string) => boolean): number[] {
  return tokens.flatMap((token, i) => (wanted(token) ? [i] : []));
}

/** The index of the bracket that closes the one at `open`, or -1. */
function closing(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i] ?? "";
    if ("([{".includes(token)) depth++;
    else if (")]}".includes(token) && --depth === 0) return i;
  }
  return -1;
}

function groupIn(tokens: readonly string[], random: Random): [number, number] | undefined {
  const opens = someOf(tokens, (token) => "([{".includes(token));
  if (opens.length === 0) return undefined;
  const open = random.pick(opens);
  const close = closing(tokens, open);
  return close < 0 ? undefined : [open, close];
}

const ODD = [
  "\u0000",
  "\ufeff",
  "\u2028",
  "\u202e",
  "\ud800",
  "\udfff",
  "\r",
  "\f",
  "\u00a0",
  "\u{1f469}\u200d\u{1f4bb}",
  "\u001b[31m",
  "\\",
  "`",
  "'''",
  '"""',
  "${",
  "}",
  "{{",
  "}}",
  "*/",
  "/*",
  "//",
  "#",
  "<!--",
  "%s",
  "@",
  "=>",
  "...",
  "**",
  ":=",
  "?.",
  "!",
  "await ",
  "yield ",
  "async ",
  "lambda: ",
  "function* ",
  "class ",
  "return ",
  "del ",
  "import ",
  "export default ",
  "from . import *\n",
  'f"{',
  "</",
  "<T,>",
  "e\u0301",
]; // prettier-ignore
const NUMBERS = [
  "0",
  "-1",
  "1e309",
  "9007199254740993",
  "0x",
  "1_0",
  "0b2",
  "NaN",
  "99999999999999999999n",
  ".5.",
  "08",
];
const OPERATORS = [
  "+",
  "%",
  "|",
  ",",
  ".",
  "=",
  "==",
  "in",
  "and",
  "&&",
  "||",
  "??",
  "?",
  ":",
  ";",
  "->",
  "+=",
];

const CHANGES: readonly Change[] = [
  onTokens((tokens, random) => tokens.splice(random.below(tokens.length), 1 + random.below(12))),
  onTokens((tokens, random) => {
    const at = random.below(tokens.length);
    tokens.splice(random.below(tokens.length), 0, ...tokens.slice(at, at + 1 + random.below(40)));
  }),
  onTokens((tokens, random) => {
    const [a, b] = [random.below(tokens.length), random.below(tokens.length)];
    [tokens[a], tokens[b]] = [tokens[b] ?? "", tokens[a] ?? ""];
  }),
  // Another name of the same file: wrong receivers, recursion, cycles between variables.
  onTokens((tokens, random) => {
    const names = someOf(tokens, isName);
    if (names.length === 0) return;
    for (let i = 0; i <= random.below(6); i++) tokens[random.pick(names)] = tokens[random.pick(names)] ?? "x";
  }),
  // One name everywhere.
  onTokens((tokens, random) => {
    const names = someOf(tokens, isName);
    if (names.length === 0) return;
    const [from, to] = [tokens[random.pick(names)], tokens[random.pick(names)] ?? "x"];
    for (const i of names) if (tokens[i] === from) tokens[i] = to;
  }),
  onTokens((tokens, random) => tokens.splice(random.below(tokens.length), 0, random.pick(ODD))),
  onTokens((tokens, random) => tokens.splice(random.below(tokens.length), 0, random.pick(OPERATORS))),
  onTokens((tokens, random) => {
    const numbers = someOf(tokens, (token) => /^\d/.test(token));
    if (numbers.length > 0) tokens[random.pick(numbers)] = random.pick(NUMBERS);
  }),
  onTokens((tokens, random) => {
    const texts = someOf(tokens, isText);
    if (texts.length === 0) return;
    const at = random.pick(texts);
    const text = tokens[at] ?? '""';
    const middle = random.pick([
      ...ODD,
      "{x}".repeat(1 + random.below(50)),
      "%(x)s",
      "\u0024{x}",
      "a".repeat(2000),
    ]);
    tokens[at] = random.chance(0.8) ? text.slice(0, -1) + middle + text.slice(-1) : text.slice(0, -1);
  }),
  // A group of another place, or of another program.
  onTokens((tokens, random, donors) => {
    const others = random.chance(0.5) ? tokensOf(random.pick(donors)) : tokens;
    const [from, to] = [groupIn(others, random), groupIn(tokens, random)];
    if (from && to) tokens.splice(to[0], to[1] - to[0] + 1, ...others.slice(from[0], from[1] + 1));
  }),
  // Nests a group in itself.
  onTokens((tokens, random) => {
    const group = groupIn(tokens, random);
    if (!group) return;
    const inner = tokens.slice(group[0], group[1] + 1);
    const times = random.chance(0.05) ? 2000 : 1 + random.below(40);
    const [open, close] = random.pick([
      ["(", ")"],
      ["[", "]"],
      ["{", "}"],
      ["f(", ")"],
      ["{a: ", "}"],
      ["(x) => ", ""],
      ["not ", ""],
      ["await ", ""],
    ] as const); // prettier-ignore
    tokens.splice(group[0], inner.length, open.repeat(times), ...inner, close.repeat(times));
  }),
  // A chain: members, sums, arguments without end.
  onTokens((tokens, random) => {
    const at = random.below(tokens.length);
    const part = tokens.slice(at, at + 1 + random.below(8)).join("");
    if (part.length < 100) tokens.splice(at, 0, part.repeat(2 + random.below(random.chance(0.1) ? 500 : 30)));
  }),
  onLines((lines, random) => lines.splice(random.below(lines.length), 1 + random.below(10))),
  onLines((lines, random) => {
    const at = random.below(lines.length);
    lines.splice(random.below(lines.length), 0, ...lines.slice(at, at + 1 + random.below(30)));
  }),
  onLines((lines, random) => {
    const cut = lines.splice(random.below(lines.length), 1 + random.below(15));
    lines.splice(random.below(lines.length), 0, ...cut);
  }),
  onLines((lines, random, donors) => {
    const other = random.pick(donors).split("\n");
    const at = random.below(other.length);
    lines.splice(random.below(lines.length), random.below(5), ...other.slice(at, at + 1 + random.below(40)));
  }),
  // Blocks end where none ended.
  onLines((lines, random) => {
    const at = random.below(lines.length);
    const shift = random.pick(["  ", "    ", "\t", ""]);
    for (let i = at; i < Math.min(lines.length, at + 1 + random.below(20)); i++) {
      lines[i] = shift === "" ? (lines[i] ?? "").trimStart() : shift + (lines[i] ?? "");
    }
  }),
  (text, _, random) =>
    random.chance(0.5) ? text.slice(0, random.below(text.length)) : text.slice(random.below(text.length)),
  (text, _, random) => text.replace(/\n/g, random.pick(["\r\n", "\r", "\n\n", " ", ";\n"])),
  (text, _, random) => text + random.pick(ODD).repeat(1 + random.below(50)),
];
