// Checks a YAML document against a schema of rules/schema; problems carry file, line and column.
import * as models from "./models.mjs";

export { hint } from "./models.mjs";

/** Parses YAML; `at(path)` finds the line and column of a value, or of a key with `key: true`. */
export function readYaml(file, text) {
  const { value, at, problems } = models.readYaml(text);
  return { value, at, problems: problems.map((problem) => ({ file, ...problem })) };
}

/** The problems of `value` under `schema`: file, line, column, message. */
export function checkSchema(schema, value, file, at, formats) {
  return models
    .checkSchema(schema, value, formats)
    .map(({ path, isKey, message }) => ({ file, ...at(path, isKey), message }));
}
