// Compiles rules/secrets/*.yaml into the data of server/src/generated/secrets.ts, and makes sample keys from their seeds.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";
import { checkSchema, readYaml } from "./schema.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "rules/secrets");

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const alphabets = {
  alnum: upper + lower + digits,
  "lower-alnum": lower + digits,
  "upper-alnum": upper + digits,
  hex: `${digits}abcdef`,
  digits,
  letters: upper + lower,
  lower,
  url: `${upper}${lower}${digits}_-`,
  base64: `${upper}${lower}${digits}+/`,
};

/** Reads and validates every provider; throws with all problems at once. */
export async function readSecretProviders() {
  const schema = JSON.parse(await readFile(join(root, "rules/schema/secret.schema.json"), "utf8"));
  const providers = [];
  const problems = [];
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  for (const name of names) {
    const file = `rules/secrets/${name}`;
    const { value, at, problems: syntax } = readYaml(file, await readFile(join(root, file), "utf8"));
    const found = value === undefined ? syntax : checkSchema(schema, value, file, at, {});
    problems.push(...found.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
    if (found.length > 0) continue;
    problems.push(...providerProblems(value, basename(name, ".yaml")).map((text) => `${file}: ${text}`));
    providers.push(value);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return providers;
}

/** The TypeScript source of server/src/generated/secrets.ts. */
export async function buildSecrets() {
  const providers = (await readSecretProviders()).map(({ id, name, documented, shapes }) => ({
    id,
    name,
    ...(documented && { documented }),
    shapes: shapes.map((shape) => ({
      id: shape.id,
      anchors: shape.anchors ?? [],
      pattern: shape.pattern,
      edge: shape.edge ?? "word",
      entropy: shape.entropy,
      keywords: shape.keywords ?? [],
      unless: shape.unless ?? [],
      ...(shape.checksum && { checksum: shape.checksum }),
      fallback: shape.fallback ?? false,
      checked: shape.checked,
    })),
  }));
  return `// Made from rules/secrets by scripts/generate/secrets.mjs; never edited.

/** One form of key; \`rules/schema/secret.schema.json\` says what the fields mean. */
export interface SecretShape {
  readonly id: string;
  readonly anchors: readonly string[];
  readonly pattern: string;
  readonly edge: "word" | "base64";
  readonly entropy: number;
  readonly keywords: readonly string[];
  readonly unless: readonly string[];
  readonly checksum?: "crc32-base62";
  readonly fallback: boolean;
  readonly checked: boolean;
}

export interface SecretProvider {
  readonly id: string;
  readonly name: string;
  /** Fingerprints of keys that documentation shows. */
  readonly documented?: readonly string[];
  readonly shapes: readonly SecretShape[];
}

export const secretProviders: readonly SecretProvider[] = ${JSON.stringify(providers, undefined, 2)};
`;
}

/**
 * A key made from a sample's seed. `turn` varies it; `change` makes it a character too short or too long, or a mask of x.
 */
export function makeSecret(sample, turn = 0, change = "valid") {
  const random = randomNumbers(sample.seed * 7919 + turn * 104729);
  let text = "";
  for (const part of sample.parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    if (part.checksum) {
      text += base62(crc32(text.slice(text.indexOf("_") + 1)));
      continue;
    }
    const letters = alphabets[part.alphabet];
    const length = part.length ?? lengthBetween(part, change, random);
    if (change === "mask") text += "x".repeat(length);
    else for (let i = 0; i < length; i++) text += letters[Math.floor(random() * letters.length)];
  }
  if (change === "short") return text.slice(0, -1);
  if (change === "long") return `${text}a`;
  return text;
}

function base62(number) {
  const letters = digits + upper + lower;
  let out = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) out = letters[rest % 62] + out;
  return out.padStart(6, "0");
}

function lengthBetween({ min, max }, change, random) {
  if (change === "short") return min;
  if (change === "long") return max;
  return min + Math.floor(random() * (max - min + 1));
}

/** Mulberry32: small, seeded, and good enough for fixtures. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function providerProblems(provider, fileName) {
  const problems = [];
  if (provider.id !== fileName) problems.push(`the id "${provider.id}" differs from the file's name`);
  const ids = new Set();
  for (const shape of provider.shapes) {
    if (ids.has(shape.id)) problems.push(`two shapes have the id "${shape.id}"`);
    ids.add(shape.id);
    problems.push(...shapeProblems(shape).map((text) => `${shape.id}: ${text}`));
  }
  return problems;
}

function shapeProblems(shape) {
  const repetition = unboundedRepetition(shape.pattern);
  if (repetition) return [repetition];
  let whole;
  try {
    whole = new RegExp(`^(?:${shape.pattern})$`);
  } catch (error) {
    return [`the pattern is no regular expression: ${error.message}`];
  }
  const problems = [];
  if (!shape.checked && !shape.keywords) problems.push("a format that is not checked needs keywords");
  if (whole.test("")) problems.push("the pattern matches the empty text");
  for (const sample of shape.samples) problems.push(...sampleProblems(shape, sample, whole));
  return problems;
}

function sampleProblems(shape, sample, whole) {
  const problems = [];
  for (const part of sample.parts) {
    if (
      typeof part === "object" &&
      part.checksum === undefined &&
      (part.length === undefined) === (part.min === undefined || part.max === undefined)
    )
      problems.push(`sample ${sample.seed}: a part has either a length or min and max`);
  }
  if (problems.length > 0) return problems;
  for (let turn = 0; turn < 3; turn++) {
    const key = makeSecret(sample, turn);
    if (!whole.test(key)) problems.push(`sample ${sample.seed} does not match the pattern`);
    if (shape.anchors && !shape.anchors.some((anchor) => key.startsWith(anchor)))
      problems.push(`sample ${sample.seed} begins with none of the anchors`);
  }
  if (sample.parts.length === 1 && typeof sample.parts[0] === "string")
    problems.push(`sample ${sample.seed} is a literal`);
  if (sample.context !== undefined && !sample.context.includes("{key}"))
    problems.push(`sample ${sample.seed}: the context lacks {key}`);
  for (const change of ["short", "long"])
    if (!shape.fallback && whole.test(makeSecret(sample, 0, change)))
      problems.push(`sample ${sample.seed} still matches when it is too ${change}`);
  return problems;
}

/** Only bounded repetition of single characters keeps the scan linear. */
function unboundedRepetition(pattern) {
  const bare = pattern.replace(/\\./g, "_").replace(/\[[^\]]*\]/g, "_");
  if (/[*+]|\{\d+,\}/.test(bare)) return "the pattern repeats without a bound";
  if (/\)\{/.test(bare)) return "the pattern repeats a group";
  return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await writeFile(join(root, "server/src/generated/secrets.ts"), await buildSecrets());
