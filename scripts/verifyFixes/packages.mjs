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
  const out = new Map();
  const separator = ecosystem === "npm" ? "/" : ".";
  const roots = new Map(
    packs
      .filter((pack) => pack.ecosystem !== "lang" && pack.ecosystem === ecosystem)
      .flatMap((pack) => pack.modules.map((root) => [root, pack])),
  );
  const used = new Set();
  for (const module of modules) {
    for (let name = module; name !== ""; name = name.split(separator).slice(0, -1).join(separator)) {
      const pack = roots.get(name);
      if (pack === undefined) continue;
      used.add(pack);
      break;
    }
  }
  for (const pack of used)
    for (const { name, version } of checkedVersions(pack)) if (!out.has(name)) out.set(name, version);
  return [...out].map(([name, version]) => ({ name, version }));
}
