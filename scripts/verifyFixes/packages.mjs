// Which packages, in which versions, the code of fixtures needs to be compiled.
import { checkedVersions } from "../verifyPacks/install.mjs";

const IMPORTS = {
  py: /^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import|import[ \t]+([A-Za-z_][\w.]*(?:[ \t]*,[ \t]*[A-Za-z_][\w.]*)*))/gmu,
  ts: /(?:\bfrom|\bimport|\brequire\()\s*["']([^"'\n]+)["']/gu,
};

/** Imported modules of a file, relative ones left out. */
export function importedModules(path, text) {
  const language = path.endsWith(".py") ? "py" : "ts";
  const found = [...text.matchAll(IMPORTS[language])].flatMap(([, one, list]) =>
    one !== undefined ? [one] : (list ?? "").split(",").map((name) => name.trim()),
  );
  return [...new Set(found)].filter((name) => name !== "" && !name.startsWith("."));
}

/** `{ name, version }` of what packs say of these modules, the newest version that they were checked with. */
export function packagesOf(packs, ecosystem, modules) {
  const known = packs.filter((pack) => pack.ecosystem === ecosystem);
  const out = new Map();
  for (const module of modules) {
    const own = ALSO[ecosystem].find(([root]) => isBelow(module, root));
    if (own !== undefined) out.set(own[1], own[2]);
    const [best] = known
      .flatMap((pack) => pack.modules.map((root) => ({ root, pack })))
      .filter(({ root }) => isBelow(module, root))
      .sort((a, b) => b.root.length - a.root.length);
    if (best === undefined) continue;
    for (const { name, version } of checkedVersions(best.pack)) if (!out.has(name)) out.set(name, version);
  }
  return [...out].map(([name, version]) => ({ name, version }));
}

/** The module is the root or below it; a root may end in `*`. */
export function isBelow(module, root) {
  if (root.endsWith("*")) return module.startsWith(root.slice(0, -1));
  return module === root || module.startsWith(`${root}/`) || module.startsWith(`${root}.`);
}

/** Module, package and version of neighbours that a pack covers by its form of names only. */
const ALSO = {
  // Of the generation that the newest `ai` takes.
  npm: [
    ["@ai-sdk/openai", "@ai-sdk/openai", "4.0.118"],
    ["@ai-sdk/anthropic", "@ai-sdk/anthropic", "4.0.105"],
  ],
  pypi: [
    ["langchain_openai", "langchain-openai", "1.7.4"],
    ["langchain_chroma", "langchain-chroma", "1.1.0"],
  ],
};
