import { stringify } from "yaml";
import { tokensOf } from "./mutateCode.ts";
import type { Random } from "./random.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Changes a value as a typing error or somebody hostile would: other types, other names, lists and depths without end. */
export function mutateValue(value: Json, random: Random): Json {
  let changed = structuredClone(value);
  const rounds = 1 + random.below(4);
  for (let i = 0; i < rounds; i++) {
    const next = mutateAt(changed, random);
    if (JSON.stringify(next).length < LONGEST) changed = next;
  }
  return changed;
}

/** UTF-16 units; large inputs have tests of their own. */
const LONGEST = 200_000;

function mutateAt(value: Json, random: Random): Json {
  const isList = Array.isArray(value);
  if (value === null || typeof value !== "object" || random.chance(0.08)) return odd(value, random);
  const keys = Object.keys(value);
  const act = random.next();
  if (isList) {
    const at = random.below(value.length);
    if (value.length === 0 || act < 0.1) return [...value, odd(null, random)];
    if (act < 0.2) return value.filter((_, i) => i !== at);
    if (act < 0.3) return [...value, ...value];
    return value.map((each, i) => (i === at ? mutateAt(each, random) : each));
  }
  if (keys.length === 0 || act < 0.1) return { ...value, [oddKey(random)]: odd(null, random) };
  const key = random.pick(keys);
  if (act < 0.2) return Object.fromEntries(Object.entries(value).filter(([k]) => k !== key));
  if (act < 0.3)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k === key ? oddKey(random, k) : k, v]));
  if (act < 0.36) return { ...value, [key]: value[random.pick(keys)] ?? null };
  return { ...value, [key]: mutateAt(value[key] ?? null, random) };
}

function oddKey(random: Random, key = "rules"): string {
  return random.pick([
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "",
    " ",
    `${key}s`,
    key.slice(1),
    key.toUpperCase(),
    "\u001b]0;x\u0007",
    "a\nb",
    "<<",
    "k".repeat(5000),
    "\ud800",
  ]); // prettier-ignore
}

function odd(value: Json, random: Random): Json {
  const deep = (depth: number): Json => {
    let made: Json = 1;
    for (let i = 0; i < depth; i++) made = i % 2 ? [made] : { a: made };
    return made;
  };
  return random.pick<() => Json>([
    () => null,
    () => true,
    () => -1,
    () => 1e300,
    () => "",
    () => [],
    () => ({}),
    () => [value],
    () => ({ [oddKey(random)]: value }),
    () => (typeof value === "object" ? JSON.stringify(value) : String(value)),
    () => "x".repeat(10_000),
    () => "../".repeat(40),
    () => "/etc/passwd",
    () => "**/".repeat(200),
    () => "{a,b}".repeat(40),
    () => `!${"*".repeat(300)}`,
    () => "(a+)+$",
    () => "\u001b[2J\r\n\u0000\u202e",
    () => deep(50),
    () => deep(2000),
    () => Array.from({ length: 3000 }, () => value),
  ])();
}

/** As text in one of the forms, now and then damaged as a text. */
export function printData(value: Json, form: "json" | "yaml", random: Random): string {
  let text = form === "json" ? JSON.stringify(value, undefined, random.pick([0, 2])) : safeYaml(value);
  if (random.chance(0.35)) text = damageText(text, random);
  return text;
}

/** YAML of what is too deep for its writer is JSON, which is YAML. */
function safeYaml(value: Json): string {
  try {
    return stringify(value);
  } catch {
    return JSON.stringify(value);
  }
}

export function damageText(text: string, random: Random): string {
  const tokens = tokensOf(text);
  for (let i = 0; i <= random.below(4); i++) {
    const at = random.below(tokens.length);
    const act = random.below(5);
    if (act === 0) tokens.splice(at, 1 + random.below(6));
    else if (act === 1) tokens.splice(at, 0, ...tokens.slice(at, at + random.below(30)));
    else if (act === 2)
      tokens.splice(
        at,
        0,
        random.pick([
          "\n",
          "\t",
          ":",
          "- ",
          "&a ",
          "*a",
          "!!js/function ",
          "? ",
          "|",
          "[",
          "{",
          '"',
          "'",
          "#",
          "//",
          "/*",
          ",",
          "\u0000",
          "\ufeff",
          "---\n",
          "<<: *a\n",
        ]),
      ); // prettier-ignore
    else if (act === 3)
      tokens.splice(at, 0, random.pick(["[", "{", "("]).repeat(random.chance(0.1) ? 20_000 : 30));
    else tokens.splice(at);
  }
  return tokens.join("");
}

export type { Json };
