// The JSON Schema of the configuration, made from the program's own validator.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The schema as text; `rules` are those of the catalogue, so that an editor completes their ids. */
export async function configSchema(rules) {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { settingsSchema } from "./settings.ts"; export { z } from "zod";',
      resolveDir: join(root, "server/src/config"),
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const { settingsSchema, z } = await import(`data:text/javascript;base64,${code}`);
  const schema = z.toJSONSchema(settingsSchema, { io: "input" });
  const levels = schema.properties.rules.additionalProperties;
  const named = Object.fromEntries(rules.map((rule) => [rule.id, { ...levels, description: rule.title }]));
  for (const part of [schema.properties.rules, schema.properties.overrides.items.properties.rules]) {
    delete part.propertyNames;
    part.properties = named;
    part.additionalProperties = false;
  }
  return `${JSON.stringify({ $schema: schema.$schema, title: "llmlint", description: 'llmlint.jsonc, llmlint.yaml, [tool.llmlint] of pyproject.toml, "llmlint" of package.json.', ...schema }, undefined, 2)}\n`;
}
