// Compiles what fixes make of the fixtures against the real packages: TypeScript with tsc, Python with pyright. An error counts
// where the file had it not before.
//   npm run verify:fixes [-- MODULE… | --ten] [--language py|ts]
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadTypescript } from "../test/harness/loadTypescript.mjs";
import { readAsset } from "../test/harness/readAsset.mjs";
import { loadPacks } from "./generate/packs.mjs";
import { added, compilePython, compileTypescript } from "./verifyFixes/compile.mjs";
import { importedModules, isBelow, packagesOf } from "./verifyFixes/packages.mjs";
import {
  cacheFolder,
  installNpmTree,
  installPypi,
  installPypiDependencies,
  normalised,
  pypiDependencies,
} from "./verifyPacks/install.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const PYRIGHT = { name: "pyright", version: "1.1.414" };
/** Always there where code for these packages is compiled. */
const TYPES = [
  { name: "@types/node", version: "20.19.43" },
  { name: "@types/react", version: "19.2.2" },
];
/** Ten SDKs of the kinds there are: clients, agents, chains, tools. */
const TEN = [
  "openai",
  "@anthropic-ai/sdk",
  "ai",
  "@google/genai",
  "@modelcontextprotocol/sdk",
  "@anthropic-ai/claude-agent-sdk",
  "anthropic",
  "google.genai",
  "claude_agent_sdk",
  "mcp",
];

/** How the compilers say that a package is not there. */
const UNRESOLVED = /^TS2307|^TS7016|^Import "[^"]*" could not be resolved/u;

const { modules, language } = optionsOf(process.argv.slice(2));
const { packs } = await loadPacks(root);
const { offersOfFixtures } = await loadTypescript("test/fixes/offers.ts");
const offers = await offersOfFixtures(readAsset, isWanted);
const languages = ["py", "ts"].filter((each) => language === undefined || language === each);
let failures = 0;
for (const each of languages) failures += await verify(each);
process.exitCode = failures === 0 ? 0 : 1;

function isWanted(files) {
  if (modules.length === 0) return true;
  return Object.entries(files).some(([path, text]) =>
    importedModules(path, text).some((name) => modules.some((root) => isBelow(name, root))),
  );
}

/** Compiles the files of a language before and after each of their fixes; how many fixes bring an error. */
async function verify(lang) {
  const extension = lang === "py" ? /\.py$/u : /\.[cm]?[jt]sx?$/u;
  const files = new Map();
  const pairs = [];
  const imported = new Set();
  for (const { id, files: own, fixes } of offers) {
    const concerned = fixes.filter(({ path }) => extension.test(path));
    if (concerned.length === 0) continue;
    const place = (n) => `${id.replaceAll(/[^\w]/gu, "_")}/${n}`;
    const lay = (n, texts) => {
      for (const [path, text] of Object.entries(texts))
        if (extension.test(path)) files.set(`${place(n)}/${path}`, text);
    };
    lay("before", own);
    for (const [path, text] of Object.entries(own))
      for (const name of importedModules(path, text)) imported.add(name);
    for (const [n, fix] of concerned.entries()) {
      lay(n, { ...own, [fix.path]: fix.text });
      for (const name of importedModules(fix.path, fix.text)) imported.add(name);
      pairs.push({ id, fix, before: `${place("before")}/${fix.path}`, after: `${place(n)}/${fix.path}` });
    }
  }
  if (pairs.length === 0) return 0;
  const messages = await (lang === "py" ? python(files, imported) : typescript(files, imported));
  let bad = 0;
  let unresolved = 0;
  for (const { id, fix, before, after } of pairs) {
    const was = messages.get(before) ?? [];
    if (was.some((message) => UNRESOLVED.test(message))) unresolved++;
    const errors = added(was, messages.get(after));
    if (errors.length === 0) continue;
    bad++;
    console.log(`${id}: ${fix.rule}, "${fix.title}" (${fix.grade})`);
    for (const error of errors.slice(0, 3)) console.log(`  ${error}`);
  }
  const good = pairs.length - bad;
  console.log(
    `${lang === "py" ? "Python" : "TypeScript"}: ${good} of ${pairs.length} fixes compile (${((100 * good) / pairs.length).toFixed(1)} %)` +
      (unresolved > 0 ? `; ${unresolved} in files with an import that was not found` : ""),
  );
  return bad;
}

async function typescript(files, imported) {
  const wanted = packagesOf(packs, "npm", imported);
  const tree = await installNpmTree(cacheFolder(), [
    ...wanted,
    ...TYPES.filter((t) => !wanted.some((w) => w.name === t.name)),
  ]);
  return inFolder(tree, (folder) =>
    compileTypescript(createRequire(import.meta.url).resolve("typescript/bin/tsc"), folder, files),
  );
}

async function python(files, imported) {
  const cache = cacheFolder();
  const folders = [];
  const given = new Set();
  for (const { name, version } of packagesOf(packs, "pypi", imported)) {
    given.add(normalised(name));
    try {
      folders.push(await installPypi(cache, name, version));
    } catch (error) {
      console.log(`${name} ${version}: ${error.message}`);
    }
  }
  const needed = new Map();
  for (const folder of folders)
    for (const [key, each] of await pypiDependencies(folder))
      if (!each.isExtra && !given.has(key) && !needed.has(key)) needed.set(key, each);
  folders.push(...(await installPypiDependencies(cache, [...needed.values()])));
  const tool = await installNpmTree(cache, [PYRIGHT]);
  return inFolder(tool, (folder) =>
    compilePython(join(tool, "node_modules/pyright/index.js"), folder, files, folders),
  );
}

async function inFolder(parent, work) {
  const folder = await mkdtemp(join(parent, "check-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function optionsOf(given) {
  const names = [];
  let wanted;
  for (let i = 0; i < given.length; i++) {
    if (given[i] === "--ten") names.push(...TEN);
    else if (given[i] === "--language") wanted = given[++i];
    else names.push(given[i]);
  }
  return { modules: names, language: wanted };
}
