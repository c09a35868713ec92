// Compiles rules/ into server/src/generated and docs/supported-sdks.md. With --check nothing is written; stale files are named and the exit code is 1.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { configSchema } from "./generate/configSchema.mjs";
import { loadDocuments } from "./generate/documents.mjs";
import { loadPacks } from "./generate/packs.mjs";
import { loadRules } from "./generate/rules.mjs";
import { supportedSdks } from "./generate/supportedSdks.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const checking = process.argv.includes("--check");

const { packs, problems: packProblems } = await loadPacks(root);
const { rules, problems: ruleProblems } = await loadRules(root);
const { documents, problems: documentProblems } = await loadDocuments(root);
const problems = [...packProblems, ...ruleProblems, ...documentProblems];
for (const { file, line, column, message } of problems)
  console.error(`${file}:${line}:${column}: ${message}`);
if (problems.length > 0) {
  console.error(`${problems.length} problems in rules/; nothing written.`);
  process.exit(1);
}

const secrets = await secretsModule();
const stale = [];
await emit(
  "server/src/generated/models.ts",
  tableModule("LoadedPack", "../models/pack.ts", "packs", packs.map(withoutMarks)),
);
await emit("server/src/generated/rules.ts", tableModule("RuleInfo", "../findings/rule.ts", "rules", rules));
await emit("server/src/generated/documents.ts", documentsModule(documents));
if (secrets !== undefined) await emit("server/src/generated/secrets.ts", secrets);
await emit("rules/schema/config.schema.json", await configSchema(rules));
await emit("docs/supported-sdks.md", supportedSdks(packs));
if (checking && stale.length > 0) {
  console.error(`Stale: ${stale.join(", ")}. Run "npm run generate" and commit the result.`);
  process.exit(1);
}

/** One JSON text: engines read it several times faster than the same data as source code. */
function tableModule(type, from, name, data) {
  const json = JSON.stringify(JSON.stringify(data))
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `// Made by scripts/generate.mjs from rules/; not edited by hand.
import type { ${type} } from "${from}";

export const ${name}: ${type}[] = JSON.parse(
  ${json},
) as ${type}[];
`;
}

function documentsModule(data) {
  return `// Made by scripts/generate.mjs from rules/documents/; not edited by hand.
import type { DocumentKnowledge } from "../documents/knowledge.ts";

export const documents: DocumentKnowledge = JSON.parse(
  ${JSON.stringify(JSON.stringify(data))},
) as DocumentKnowledge;
`;
}

/** A pack without what only its check reads. */
function withoutMarks({ unverified: _, types, functions, values, ...rest }) {
  const rows = (table) =>
    table && Object.fromEntries(Object.entries(table).map(([name, row]) => [name, withoutMark(row)]));
  const typeModel = (model) => {
    const { construct, members, fields, ...others } = withoutMark(model);
    return {
      ...others,
      ...(construct && { construct: withoutMark(construct) }),
      ...(members && { members: rows(members) }),
      ...(fields && { fields: rows(fields) }),
    };
  };
  return {
    ...rest,
    ...(types && {
      types: Object.fromEntries(Object.entries(types).map(([name, model]) => [name, typeModel(model)])),
    }),
    ...(functions && { functions: rows(functions) }),
    ...(values && { values: rows(values) }),
  };
}

function withoutMark(row) {
  if (typeof row !== "object" || row === null) return row;
  const { unverified: _, ...rest } = row;
  return rest;
}

async function emit(name, text) {
  const file = join(root, name);
  const before = existsSync(file) ? await readFile(file, "utf8") : undefined;
  if (before === text) return;
  stale.push(name);
  if (checking) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The source of secrets.ts; undefined when there are no patterns to compile. */
async function secretsModule() {
  const file = join(root, "scripts/generate/secrets.mjs");
  if (!existsSync(file)) return undefined;
  const { buildSecrets } = await import(pathToFileURL(file).href);
  try {
    return await buildSecrets();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
