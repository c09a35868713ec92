// The validator of packs is the program's own, so that a user's packs and ours are read by the same code.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const source = ["checkSchema", "describePacks", "packFile", "yamlPlaces"].map(
  (name) => `export * from "./${name}.ts";`,
);
const versions = 'export * from "../base/versions.ts"; export { readCondition } from "./versions.ts";';
const flow = 'export { operationNames } from "../flow/transform.ts";';
const { outputFiles } = await build({
  stdin: {
    contents: `${source.join("\n")}\n${versions}\n${flow}`,
    resolveDir: join(root, "server/src/models"),
    loader: "ts",
  },
  bundle: true,
  write: false,
  format: "esm",
  platform: "browser",
  target: "node20",
  logLevel: "warning",
});
const code = Buffer.from(outputFiles[0].contents).toString("base64");

export const {
  checkSchema,
  describePacks,
  exactly,
  hint,
  operationNames,
  readCondition,
  readPacks,
  readYaml,
  within,
} = await import(`data:text/javascript;base64,${code}`);
