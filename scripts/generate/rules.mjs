// Reads rules/catalog/<id>/rule.yaml and docs.md.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { glob } from "tinyglobby";
import { checkSchema, readYaml } from "./schema.mjs";
import { loadTaxonomies, referencesOf, unknownIds } from "./taxonomies.mjs";

const defaults = {
  status: "preview",
  languages: ["python", "typescript"],
  cwe: [],
  owaspLlm2025: [],
  owaspLlm2026: [],
  owaspAgentic: [],
  atlas: [],
  references: [],
};

/** All rules ordered by id, and the problems found in them. */
export async function loadRules(root) {
  const schema = JSON.parse(await readFile(join(root, "rules/schema/rule.schema.json"), "utf8"));
  const files = (await glob("rules/catalog/*/rule.yaml", { cwd: root })).sort();
  const lists = await loadTaxonomies(root);
  const rules = [];
  const problems = [];
  for (const file of files) {
    const folder = posix.dirname(file);
    const id = posix.basename(folder);
    const { value, at, problems: syntax } = readYaml(file, await readFile(join(root, file), "utf8"));
    problems.push(...syntax);
    if (value === undefined) continue;
    problems.push(...checkSchema(schema, value, file, at, {}));
    if (value?.id !== undefined && value.id !== id) {
      problems.push({ file, ...at(["id"]), message: `the folder says "${id}", the rule "${value.id}"` });
    }
    if (value !== undefined)
      problems.push(...checkMaturity(value).map((message) => ({ file, ...at(["status"]), message })));
    const unknown = unknownIds(lists, value);
    problems.push(...unknown.map(({ path, message }) => ({ file, ...at(path), message })));
    const docsFile = join(root, folder, "docs.md");
    if (!existsSync(docsFile))
      problems.push({ file, line: 1, column: 1, message: "docs.md is missing beside it" });
    const docs = existsSync(docsFile) ? await readFile(docsFile, "utf8") : "";
    const rule = { id, ...defaults, ...value, docs };
    // What was read for the rule comes first, then where its ids are explained.
    if (unknown.length === 0) rule.references = [...rule.references, ...referencesOf(lists, rule)];
    rules.push(rule);
  }
  const ids = new Set(rules.map(({ id }) => id));
  for (const { id, formerly = [] } of rules)
    for (const old of formerly) {
      if (ids.has(old))
        problems.push({
          file: `rules/catalog/${id}/rule.yaml`,
          line: 1,
          column: 1,
          message: `"${old}" in "formerly" is the name of a rule`,
        });
      ids.add(old);
    }
  return { rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)), problems };
}

/** A rule that nobody judged on real code is a preview, and five lines of each kind are the least. */
function checkMaturity({ status, judged }) {
  if (status !== "stable" || judged === undefined) return [];
  return judged.right >= 5 && judged.quiet >= 5
    ? []
    : ["a stable rule was right on five lines of real code and quiet on five others: fewer is a preview"];
}
