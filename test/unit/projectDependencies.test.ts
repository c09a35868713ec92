import { describe, expect, test } from "vitest";
import { exactly, parseRange } from "../../server/src/base/versions.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { readDependencies } from "../../server/src/project/dependencies.ts";

async function dependenciesOf(files: Record<string, string>) {
  const mounted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/repo/${path}`, text]));
  const fs = createMemoryFileSystem(mounted);
  return readDependencies(fs, "/repo", ["src/main.ts", "packages/a/src/x.ts", "services/bot/app.py"]);
}
const at = async (files: Record<string, string>, path: string, ecosystem: "npm" | "pypi", name: string) =>
  (await dependenciesOf(files)).versionOf(path)(ecosystem, name);

const manifest = (dependencies: Record<string, string>) => JSON.stringify({ dependencies });

describe("npm", () => {
  test.each([
    [
      "package-lock.json",
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          "node_modules/ai": { version: "4.3.19" },
          "packages/a/node_modules/ai": { version: "5.0.2" },
        },
      }),
    ],
    [
      "pnpm-lock.yaml",
      "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      ai:\n        specifier: ^4.0.0\n        version: 4.3.19(react@19.0.0)\n  packages/a:\n    devDependencies:\n      ai:\n        specifier: ^5.0.0\n        version: 5.0.2\npackages:\n\n  ai@4.3.19:\n    resolution: {integrity: x}\n    : broken [",
    ],
    [
      "yarn.lock",
      '# yarn lockfile v1\n\n"@x/y@^1", "@x/y@^1.1":\n  version "1.2.0"\n\nai@^4.0.0:\n  version "4.3.19"\n  dependencies:\n    zod "^3"\n\nai@^5.0.0:\n  version "5.0.2"\n',
    ],
    [
      "yarn.lock",
      '__metadata:\n  version: 8\n\n"ai@npm:^4.0.0":\n  version: 4.3.19\n  resolution: "ai@npm:4.3.19"\n\n"ai@npm:^5.0.0, ai@npm:~5.0.1":\n  version: 5.0.2\n',
    ],
    [
      "bun.lock",
      '{ "lockfileVersion": 1, "workspaces": { "": {}, "packages/a": { "name": "a", }, }, "packages": { "ai": ["ai@4.3.19", "", {}], "a/ai": ["ai@5.0.2", "", {}], } }',
    ],
  ])("%s at the root, a workspace with a version of its own", async (name, text) => {
    const files = {
      [name]: text,
      "package.json": manifest({ ai: "^4.0.0" }),
      "packages/a/package.json": manifest({ ai: "^5.0.0" }),
    };
    expect(await at(files, "src/main.ts", "npm", "ai")).toEqual(exactly("4.3.19"));
    expect(await at(files, "packages/a/src/x.ts", "npm", "ai")).toEqual(exactly("5.0.2"));
    expect((await dependenciesOf(files)).problems).toEqual([]);
  });

  test("lock files of older forms", async () => {
    const npm = { "package-lock.json": '{"dependencies":{"ai":{"version":"3.4.33"}}}' };
    expect(await at(npm, "src/main.ts", "npm", "ai")).toEqual(exactly("3.4.33"));
    const pnpm = { "pnpm-lock.yaml": "dependencies:\n  ai: 3.4.33_react@18\n\npackages:\n  /ai: {}\n" };
    expect(await at(pnpm, "src/main.ts", "npm", "ai")).toEqual(exactly("3.4.33"));
  });

  test("without a lock file the manifest's range, the nearest first", async () => {
    const files = {
      "package.json": manifest({ ai: "^4.0.0" }),
      "packages/a/package.json": manifest({ ai: "5.x" }),
    };
    expect(await at(files, "src/main.ts", "npm", "ai")).toEqual(parseRange("^4.0.0"));
    expect(await at(files, "packages/a/src/x.ts", "npm", "ai")).toEqual(parseRange("5.x"));
    expect(await at(files, "src/main.ts", "npm", "openai")).toBeUndefined();
  });

  test("a lock file around a project that asks for another version is not its own", async () => {
    const files = {
      "package-lock.json": JSON.stringify({ packages: { "node_modules/ai": { version: "4.3.19" } } }),
      "packages/a/package.json": manifest({ ai: "^6.0.0" }),
    };
    expect(await at(files, "packages/a/src/x.ts", "npm", "ai")).toEqual(parseRange("^6.0.0"));
  });
});

describe("Python", () => {
  const locked =
    '[[package]]\nname = "langchain_core"\nversion = "0.3.75"\n\n[[package]]\nname = "openai"\nversion = "1.2.0"\n';
  test.each([
    ["uv.lock", `version = 1\n${locked}`],
    ["poetry.lock", locked],
    ["pdm.lock", locked],
    ["pylock.toml", locked.replaceAll("[[package]]", "[[packages]]")],
    ["Pipfile.lock", JSON.stringify({ default: { "langchain-core": { version: "==0.3.75" } } })],
    [
      "requirements.txt",
      "--index-url https://host/simple\nlangchain_core[all]==0.3.75 ; python_version > '3.9'  # why\n-e .\n",
    ],
  ])("%s", async (name, text) => {
    const files = { [name]: text };
    expect(await at(files, "services/bot/app.py", "pypi", "langchain-core")).toEqual(exactly("0.3.75"));
    expect((await dependenciesOf(files)).problems).toEqual([]);
  });

  test.each([
    ["PEP 621", '[project]\ndependencies = ["openai[x] (>=1.0,<2)"]\n'],
    ["a group", '[dependency-groups]\ndev = ["openai>=1.0,<2", {include-group = "x"}]\n'],
    ["Poetry", '[tool.poetry.dependencies]\nopenai = { version = "^1.0", extras = ["x"] }\n'],
    ["a Poetry group", '[tool.poetry.group.ai.dependencies]\nOpenAI = "^1.0"\n'],
  ])("pyproject.toml: %s", async (_, text) => {
    const found = await at({ "pyproject.toml": text }, "services/bot/app.py", "pypi", "openai");
    expect(found).toEqual(parseRange(">=1.0,<2"));
  });

  test("requirements beside the file beat those at the root; a package in several versions has the span of all", async () => {
    const files = {
      "requirements.txt": "openai==0.28.1\n",
      "services/bot/requirements-prod.txt": "openai~=1.4\n",
    };
    expect(await at(files, "services/bot/app.py", "pypi", "openai")).toEqual(parseRange("~=1.4"));
    const two = `${locked}[[package]]\nname = "openai"\nversion = "1.9.0"\n`;
    expect(await at({ "uv.lock": two }, "services/bot/app.py", "pypi", "openai")).toEqual(
      parseRange(">=1.2.0,<=1.9.0"),
    );
  });
});

test("broken files are a note each, when they are asked, and count as absent", async () => {
  const files = {
    "package-lock.json": "{",
    "pnpm-lock.yaml": "[",
    "yarn.lock": "\u0000\u0001 nothing",
    "bun.lock": "[]",
    "uv.lock": "= = =",
    "Pipfile.lock": "[]",
    "package.json": `{"dependencies": ${"[".repeat(100_000)}`,
    "pyproject.toml": `a = ${"[".repeat(100_000)}`,
  };
  const { problems, versionOf } = await dependenciesOf(files);
  expect(problems).toEqual([]);
  expect(versionOf("src/main.ts")("npm", "ai")).toBeUndefined();
  expect(versionOf("services/bot/app.py")("pypi", "openai")).toBeUndefined();
  expect(versionOf("services/bot/app.py")("pypi", "anthropic")).toBeUndefined();
  expect(problems.map((p) => [p.path, p.severity]).sort()).toEqual(
    Object.keys(files)
      .sort()
      .map((path) => [path, "note"]),
  );
});
