import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IForbiddenRuleType, type IOptions } from "dependency-cruiser";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { expect, it } from "vitest";
import table, { rooms } from "../../.dependency-cruiser.mjs";

const root = join(import.meta.dirname, "../..");
const tsConfig = extractTsConfig(join(root, "tsconfig.json"));
const { enhancedResolveOptions, ...cruiseOptions } = table.options as IOptions & {
  enhancedResolveOptions: object;
};

/** Names of the rules that the files under `baseDir`/server/src break. */
async function findViolations(baseDir: string): Promise<string[]> {
  const result = await cruise(
    ["server/src"],
    {
      ...cruiseOptions,
      baseDir,
      validate: true,
      ruleSet: { forbidden: table.forbidden as IForbiddenRuleType[] },
    },
    enhancedResolveOptions,
    { tsConfig },
  );
  if (typeof result.output === "string") throw new Error(result.output);
  return result.output.summary.violations
    .filter((violation) => violation.rule.severity === "error")
    .map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`);
}

it("every room of the server keeps to the import table", async () => {
  expect(await findViolations(root)).toEqual([]);
});

it("every folder of the server is in the table", () => {
  const folders = readdirSync(join(root, "server/src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(folders.filter((name) => !Object.hasOwn(rooms, name))).toEqual([]);
});

it.each([
  ["base/a.ts", "../ir/b.ts", "base-rooms"],
  ["rules/a.ts", "../frontends/b.ts", "rules-rooms"],
  ["frontends/python/a.ts", "../typescript/b.ts", "frontends-python-rooms"],
  ["report/a.ts", "../engine.ts", "report-rooms"],
  ["engine.ts", "./cli/b.ts", "engine-rooms"],
  ["flow/a.ts", "node:fs", "flow-builtins"],
  ["host/memoryFileSystem.ts", "node:path", "host-builtins"],
  ["ir/a.ts", "no-such-package", "resolvable"],
  ["helpers/a.ts", "../base/b.ts", "known-rooms"],
])("%s may not import %s", async (from, to, rule) => {
  const baseDir = mkdtempSync(join(tmpdir(), "llmlint-layers-"));
  const file = join(baseDir, "server/src", from);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  try {
    write(file, `import { b } from "${to}";\nexport const a = b;\n`);
    if (to.startsWith(".")) write(join(dirname(file), to), "export const b = 1;\n");
    expect((await findViolations(baseDir)).map((violation) => violation.split(":")[0])).toContain(rule);
  } finally {
    rmSync(baseDir, { recursive: true, force: true });
  }
});
