// Reads rules/models/**/pack.yaml with the program's own validator.
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { glob } from "tinyglobby";
import { operationNames, readPacks } from "./models.mjs";

/** All packs ordered by id, the problems found in them, and by id where a path of a pack stands. */
export async function loadPacks(root) {
  const names = (await glob("rules/models/**/pack.yaml", { cwd: root })).sort();
  const sources = await Promise.all(
    names.map(async (file) => ({ file, text: await readFile(join(root, file), "utf8") })),
  );
  const { files, problems } = readPacks(sources, { known: [], operations: operationNames });
  for (const { file, pack, at } of files) problems.push(...checkFolder(file, pack, at));
  const packs = files.map(({ pack }) => pack).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { packs, problems, places: new Map(files.map(({ file, pack, at }) => [pack.id, { file, at }])) };
}

function checkFolder(file, pack, at) {
  const id = posix.dirname(file).slice("rules/models/".length).replaceAll("__", "/");
  if (id === pack.id) return [];
  return [{ file, ...at(["package"]), message: `the folder says "${id}", the pack "${pack.id}"` }];
}
