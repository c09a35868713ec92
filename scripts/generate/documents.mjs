// Reads rules/documents/*.yaml: what is known of settings files, workflows and texts for agents.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { checkSchema, readYaml } from "./schema.mjs";

/** One object of all files, whose keys must not meet, and the problems found in them. */
export async function loadDocuments(root) {
  const schema = JSON.parse(await readFile(join(root, "rules/schema/documents.schema.json"), "utf8"));
  const documents = {};
  const problems = [];
  for (const file of (await glob("rules/documents/*.yaml", { cwd: root })).sort()) {
    const { value, at, problems: syntax } = readYaml(file, await readFile(join(root, file), "utf8"));
    problems.push(...syntax);
    if (value === undefined) continue;
    problems.push(...checkSchema(schema, value, file, at, {}));
    for (const [key, part] of Object.entries(value)) {
      if (key in documents)
        problems.push({ file, ...at([key]), message: `"${key}" stands in another file too` });
      documents[key] = part;
    }
  }
  return { documents, problems };
}
