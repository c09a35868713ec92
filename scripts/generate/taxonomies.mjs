// The lists that rules may name (rules/taxonomies), and what is said of them: an id that is in none of them ends the build.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readYaml } from "./schema.mjs";

const NAMES = ["cwe", "owaspLlm2025", "owaspLlm2026", "owaspAgentic", "atlas"];

/** The field of a rule → id → name. */
export async function loadTaxonomies(root) {
  const lists = {};
  for (const name of NAMES) {
    const file = `rules/taxonomies/${name}.yaml`;
    lists[name] = readYaml(file, await readFile(join(root, file), "utf8")).value;
  }
  return lists;
}

/** Ids of a rule that no list has, with their place in the rule. */
export function unknownIds(lists, rule) {
  return NAMES.flatMap((name) =>
    (rule[name] ?? []).flatMap((id, i) =>
      Object.hasOwn(lists[name], String(id))
        ? []
        : [{ path: [name, i], message: `${id} is not in rules/taxonomies/${name}.yaml` }],
    ),
  );
}

/** Where the ids of a rule are explained. */
export function referencesOf(lists, rule) {
  return [
    ...rule.cwe.map((id) => `CWE-${id} ${lists.cwe[id]}: https://cwe.mitre.org/data/definitions/${id}.html`),
    ...rule.owaspLlm2025.map(
      (id) => `OWASP ${id}:2025 ${lists.owaspLlm2025[id]}: https://genai.owasp.org/llm-top-10/`,
    ),
    ...rule.owaspAgentic.map(
      (id) =>
        `OWASP ${id} ${lists.owaspAgentic[id]}: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/`,
    ),
    ...rule.atlas.map(
      (id) => `MITRE ATLAS ${id} ${lists.atlas[id]}: https://atlas.mitre.org/techniques/${id}`,
    ),
  ];
}
