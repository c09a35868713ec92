// Reads rules/models/**/pack.yaml, checks form and references.
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { glob } from "tinyglobby";
import { checkSchema, hint, readYaml } from "./schema.mjs";

const specialResults = /^(self|this|(arg|apply):.+)$/u;

/** All packs ordered by id, the problems found in them, and by id where a path of a pack stands. */
export async function loadPacks(root) {
  const schema = JSON.parse(await readFile(join(root, "rules/schema/pack.schema.json"), "utf8"));
  const sourceKinds = schema.$defs.sourceKind.enum;
  const files = (await glob("rules/models/**/pack.yaml", { cwd: root })).sort();
  const read = await Promise.all(
    files.map(async (file) => ({ file, ...readYaml(file, await readFile(join(root, file), "utf8")) })),
  );
  const problems = read.flatMap((each) => each.problems);
  const typesOf = new Map();
  for (const { file, value } of read) {
    if (value !== undefined && value !== null) typesOf.set(idOf(file), Object.keys(value.types ?? {}));
  }
  const packs = [];
  const places = new Map();
  for (const { file, value, at } of read) {
    if (value === undefined) continue;
    const id = idOf(file);
    places.set(id, { file, at });
    const formats = typeFormats(id, typesOf, sourceKinds);
    problems.push(...checkSchema(schema, value, file, at, formats), ...checkIdentity(file, id, value, at));
    packs.push({ id, ...value });
  }
  return { packs: packs.sort((a, b) => (a.id < b.id ? -1 : 1)), problems, places };
}

function idOf(file) {
  return posix.dirname(file).slice("rules/models/".length).replaceAll("__", "/");
}

function checkIdentity(file, id, value, at) {
  const expected = `${value?.ecosystem}/${value?.package}`;
  if (id === expected) return [];
  return [{ file, ...at(["package"]), message: `the folder says "${id}", the pack "${expected}"` }];
}

function typeFormats(id, typesOf, sourceKinds) {
  const own = typesOf.get(id) ?? [];
  const typeRef = (text) => {
    const name = text.replace(/^list:/u, "").replace(/(\[\])+$/u, "");
    const hash = name.indexOf("#");
    if (hash < 0) {
      return own.includes(name) ? undefined : `this pack has no type "${name}"${hint(name, own)}`;
    }
    const pack = name.slice(0, hash);
    const types = typesOf.get(pack);
    if (types === undefined) return `there is no pack "${pack}"${hint(pack, typesOf.keys())}`;
    const type = name.slice(hash + 1);
    return types.includes(type) ? undefined : `"${pack}" has no type "${type}"${hint(type, types)}`;
  };
  return {
    typeRef,
    resultType: (text) => (specialResults.test(text) ? undefined : typeRef(text)),
    sourceOrType: (text) => (sourceKinds.includes(text) ? undefined : typeRef(text)),
  };
}
