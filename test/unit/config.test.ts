import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discoverConfig, loadConfigFile, parseConfig } from "../../server/src/config/loadConfig.ts";
import { defaultConfig } from "../../server/src/config/settings.ts";
import { rules as catalogue } from "../../server/src/generated/rules.ts";

const RULES = ["hardcoded-api-key", "model-output-to-shell"];
const parse = (file: string, text: string) => parseConfig(file, text, RULES);
const messages = (file: string, text: string) =>
  parse(file, text)?.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

function reader(files: Record<string, string>, repository?: string) {
  const asked: string[] = [];
  return {
    asked,
    readText: async (path: string) => {
      asked.push(path);
      return files[path];
    },
    readExtended: async (path: string) => {
      const text = files[path];
      return text === undefined
        ? ("missing" as const)
        : path.startsWith("/repo/")
          ? { text }
          : ("outside" as const);
    },
    isRepositoryRoot: async (folder: string) => folder === repository,
  };
}

test.each([
  [
    "llmlint.jsonc",
    '{ // said\n "profile": "strict", "failOn": "error",\n "rules": { "hardcoded-api-key": "off", }, }',
  ],
  ["llmlint.yaml", "profile: strict\nfailOn: error\nrules:\n  hardcoded-api-key: off\n"],
  [
    "pyproject.toml",
    '[tool.llmlint]\nprofile = "strict"\nfailOn = "error"\n[tool.llmlint.rules]\nhardcoded-api-key = "off"\n',
  ],
  [
    "package.json",
    '{"name": "llmlint", "llmlint": {"profile": "strict", "failOn": "error", "rules": {"hardcoded-api-key": "off"}}}',
  ],
])("%s says the same as the others", (file, text) => {
  expect(parse(file, text)).toEqual({
    config: {
      ...defaultConfig,
      file,
      profile: "strict",
      failOn: "error",
      levels: { "hardcoded-api-key": "off" },
    },
    problems: [],
  });
});

test("files of others that do not speak of llmlint are passed over, broken or not", () => {
  expect(parse("package.json", '{"name": "llmlint", "dependencies": {"llmlint": "1"}}')).toBeUndefined();
  expect(parse("package.json", "{")).toBeUndefined();
  expect(parse("pyproject.toml", '[project]\nname = "llmlint"\n')).toBeUndefined();
  expect(parse("pyproject.toml", "[project\n")).toBeUndefined();
});

test("an empty file is a configuration with nothing but defaults", () => {
  for (const file of ["llmlint.jsonc", "llmlint.yaml"]) {
    expect(parse(file, "{}")).toEqual({ config: { ...defaultConfig, file }, problems: [] });
  }
  expect(parse("llmlint.yaml", "# later\n")).toEqual({
    config: { ...defaultConfig, file: "llmlint.yaml" },
    problems: [],
  });
});

test("an unknown key is an error with its line and the nearest valid name", () => {
  const said = 'unknown key "profle"; did you mean "profile"?';
  expect(messages("llmlint.jsonc", '{\n  "profle": "strict"\n}')).toEqual([`2:3 ${said}`]);
  expect(messages("llmlint.yaml", "# x\nprofle: strict\n")).toEqual([`2:1 ${said}`]);
  expect(messages("package.json", '{\n "llmlint": {\n  "profle": 1}}')).toEqual([`3:3 ${said}`]);
  expect(messages("pyproject.toml", '[project]\nprofle = 1\n\n[tool.llmlint]\nprofle = "strict"\n')).toEqual([
    `5:1 ${said}`,
  ]);
});

test("an unknown rule likewise, beside other errors", () => {
  const said = 'unknown rule "hardcoded-key"; did you mean "hardcoded-api-key"?';
  expect(messages("llmlint.yaml", "rules:\n  hardcoded-key: error\nfailon: error\n")).toEqual([
    `2:3 ${said}`,
    '3:1 unknown key "failon"; did you mean "failOn"?',
  ]);
  expect(messages("pyproject.toml", '[tool.llmlint.rules]\n\nhardcoded-key = "off"\n')).toEqual([
    `3:1 ${said}`,
  ]);
  expect(messages("pyproject.toml", '[tool.llmlint]\nrules = { hardcoded-key = "off" }\n')).toEqual([
    `2:1 ${said}`,
  ]);
});

test("a wrong value names the valid ones, a wrong type the right one", () => {
  expect(messages("llmlint.jsonc", '{\n"profile": "strct",\n"failOn": 1,\n"rules": []}')).toEqual([
    '2:1 "profile" must be one of recommended, strict; did you mean "strict"?',
    '3:1 "failOn" must be one of error, warning, info, never',
    '4:1 "rules" must be of type object',
  ]);
  expect(messages("llmlint.jsonc", '{"rules": {"hardcoded-api-key": "warn"}}')?.[0]).toContain(
    "must be one of off, error, warning, info",
  );
  expect(messages("llmlint.jsonc", "[]")).toEqual(["1:1 the configuration must be of type object"]);
});

test("broken syntax is an error with its line", () => {
  expect(messages("llmlint.jsonc", '{\n"profile": }')?.[0]).toMatch(/^2:\d+ not valid JSON: value expected/);
  expect(messages("llmlint.yaml", "profile: [\n")?.[0]).toMatch(/^\d+:\d+ not valid YAML/);
  expect(messages("pyproject.toml", "[tool.llmlint]\nprofile = \n")?.[0]).toMatch(/^2:1 not valid TOML/);
});

test("hostile files are answered, not thrown", () => {
  expect(messages("llmlint.jsonc", "[".repeat(200_000))?.length).toBeGreaterThan(0);
  expect(messages("llmlint.yaml", "[".repeat(20_000))?.length).toBeGreaterThan(0);
  expect(messages("llmlint.jsonc", '{"__proto__": {"profile": "strict"}}')).toEqual([
    expect.stringContaining('unknown key "__proto__"'),
  ]);
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (let i = 1; i < 12; i++) {
    const [name, last] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${last}`).join()}]`);
  }
  expect(messages("llmlint.yaml", bomb.join("\n"))?.[0]).toContain("not valid YAML");
});

test("the nearest file upward is read, the first form of a folder wins", async () => {
  const files = {
    "/repo/llmlint.yaml": "profile: strict",
    "/repo/app/package.json": '{"name": "app"}',
    "/repo/app/pyproject.toml": '[tool.llmlint]\nfailOn = "never"',
    "/repo/app/llmlint.yaml": "failOn: error",
  };
  const { config } = await discoverConfig("/repo/app/src", reader(files), RULES);
  expect(config).toEqual({ ...defaultConfig, file: "/repo/app/llmlint.yaml", failOn: "error" });
});

test("the search ends at the root of the repository", async () => {
  const files = reader({ "/llmlint.yaml": "profile: strict" }, "/repo");
  expect((await discoverConfig("/repo/src", files, RULES)).config).toBe(defaultConfig);
  expect((await discoverConfig("/other", files, RULES)).config.profile).toBe("strict");
});

test("drives and shares have roots of their own", async () => {
  const drive = reader({ "C:/llmlint.yaml": "profile: strict" });
  expect((await discoverConfig("C:/a/b", drive, RULES)).config.file).toBe("C:/llmlint.yaml");
  const share = reader({});
  await discoverConfig("//server/share/a", share, RULES);
  expect(share.asked.at(-1)).toBe("//server/share/package.json");
});

test("a file that the user named must exist", async () => {
  expect(await loadConfigFile("/x.yaml", reader({}), RULES)).toBeUndefined();
  const named = await loadConfigFile("/x.yaml", reader({ "/x.yaml": "profile: strict" }), RULES);
  expect(named?.config.profile).toBe("strict");
});

test("a file builds on others: what stands nearer goes before, patterns keep their folder", async () => {
  const files = {
    "/repo/base/strict.yaml":
      "profile: strict\nfailOn: error\nignore: [gen/]\nrules: { hardcoded-api-key: off }\n",
    "/repo/llmlint.yaml":
      "extends: [base/strict.yaml]\nfailOn: never\nbaseline: lint/known.json\noverrides:\n  - { files: 'src/*.py', rules: { hardcoded-api-key: error } }\n",
  };
  const { config, problems } = await discoverConfig("/repo/src", reader(files), RULES);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    extended: ["/repo/base/strict.yaml"],
    profile: "strict",
    failOn: "never",
    levels: { "hardcoded-api-key": "off" },
    ignore: [{ folder: "/repo/base", patterns: ["gen/"] }],
    overrides: [{ folder: "/repo", patterns: ["src/*.py"], levels: { "hardcoded-api-key": "error" } }],
    baseline: "/repo/lint/known.json",
  });
});

test.each([
  ["https://example.com/a.yaml", "only files of the project can be extended"],
  ["../../etc/a.yaml", 'there is no "../../etc/a.yaml"'],
  ["../outside.yaml", "lies outside of the project"],
  ["llmlint.yaml", "leads back to itself"],
  ["other.toml", "not valid TOML"],
  ["base.yaml", 'unknown key "profle"; did you mean "profile"?'],
])("extends: %s is an error that says why", async (name, message) => {
  const files = {
    "/outside.yaml": "profile: strict",
    "/repo/base.yaml": "profle: strict",
    "/repo/other.toml": "a = ",
    "/repo/llmlint.yaml": `\nextends: ${name}\n`,
  };
  const { problems } = await discoverConfig("/repo", reader(files), RULES);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toContain(message);
});

test("overrides and suppressions are checked as the rest", () => {
  expect(
    messages(
      "llmlint.yaml",
      "overrides:\n  - file: a\n    rules: { hardcoded-key: off }\nsuppressions:\n  requireReson: true\nextends: 3\n",
    ),
  ).toEqual([
    '2:5 "overrides.0.files" is missing',
    '2:5 unknown key "file"; did you mean "files"?',
    '3:14 unknown rule "hardcoded-key"; did you mean "hardcoded-api-key"?',
    '5:3 unknown key "requireReson"; did you mean "requireReason"?',
    '6:1 "extends" must be a text or a list of texts',
  ]);
});

describe("the published schema", () => {
  const text = readFileSync(new URL("../../rules/schema/config.schema.json", import.meta.url), "utf8");
  const schema = JSON.parse(text) as { properties: Record<string, { properties?: object }> };
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const ids = Object.keys(schema.properties.rules?.properties ?? {});

  test("has every rule", () => {
    expect(ids).toEqual(catalogue.map((rule) => rule.id).sort());
  });

  test("says of any configuration what the program says", () => {
    const level = fc.constantFrom("off", "error", "warning", "info", "warn", 1);
    const rules = fc.dictionary(fc.constantFrom("model-output-to-shell", "no-such-rule"), level);
    const list = fc.oneof(fc.constant("a"), fc.constant(["a", "b"]), fc.constant([1]), fc.constant(""));
    const settings = fc.record(
      {
        $schema: fc.constantFrom("x", 1),
        extends: list,
        profile: fc.constantFrom("recommended", "strict", "lax"),
        rules,
        overrides: fc.array(
          fc.record({ files: list, rules, more: fc.constant(1) }, { requiredKeys: ["rules"] }),
        ),
        failOn: fc.constantFrom("error", "warn", null),
        ignore: list,
        baseline: list,
        suppressions: fc.record({ requireReason: fc.boolean(), unused: level }, { requiredKeys: [] }),
        packs: list,
        unknown: fc.constant(1),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(settings, (value) => {
        const problems = parseConfig("llmlint.json", JSON.stringify(value), ids)?.problems ?? [];
        expect({ valid: validate(value), value }).toEqual({ valid: problems.length === 0, value });
      }),
      { numRuns: 400 },
    );
  });
});
