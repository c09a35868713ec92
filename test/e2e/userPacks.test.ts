import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { folderWith, llmlint, VULNERABLE } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A repository with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  mkdirSync(join(made, ".git"));
  folders.push(made);
  return made;
}

const PACK = `package: house-llm
ecosystem: pypi
language: python
modules: [house_llm]
checked: []
types:
  Desk:
    exported: [Desk]
    members:
      ask: { model: { system: [rules], user: ["0|question"] } }
functions:
  tidy: { sanitize: { arg: "0", clears: [shell] } }
`;

const APP = [
  "import subprocess",
  "from house_llm import Desk, tidy",
  "",
  "def run(question):",
  "    answer = Desk().ask(question)",
  "    subprocess.run(answer, shell=True)",
  "    subprocess.run(tidy(answer), shell=True)",
  "",
].join("\n");

const CONFIG = "packs: [lint/house.yaml]\n";

function findings(folder: string, ...more: string[]): { rule: string; line: number }[] {
  const { stdout, stderr } = llmlint(["scan", "--format", "json", "--fail-on", "never", ...more], folder);
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as { findings: { rule: string; start: { line: number } }[] };
  return report.findings.map(({ rule, start }) => ({ rule, line: start.line }));
}

describe("a pack of the project is known like those of the program", () => {
  const found = [{ rule: "model-output-to-shell", line: 6 }];

  test.each([
    ["llmlint.yaml", CONFIG],
    ["llmlint.jsonc", '{ "packs": ["./lint/house.yaml"] } // ours'],
    ["pyproject.toml", '[tool.llmlint]\npacks = ["lint"]\n'],
    ["package.json", '{ "llmlint": { "packs": ["lint/../lint/house.yaml"] } }'],
  ])("named in %s", (file, text) => {
    const folder = repository({ "app.py": APP, "lint/house.yaml": PACK, [file]: text });
    expect(findings(folder)).toEqual(found);
    expect(findings(folder, "--no-config")).toEqual([]);
  });

  test("a configuration that the command line names may lie elsewhere, with its packs", () => {
    const elsewhere = repository({ "llmlint.yaml": CONFIG, "lint/house.yaml": PACK });
    const folder = repository({ "app.py": APP });
    expect(findings(folder, "--config", join(elsewhere, "llmlint.yaml"))).toEqual(found);
  });

  test("the map of prompts knows it too", () => {
    const folder = repository({ "app.py": APP, "lint/house.yaml": PACK, "llmlint.yaml": CONFIG });
    expect(llmlint(["prompts"], folder).stdout).toContain("house-llm: ask");
  });
});

describe("a pack for a package that the program knows", () => {
  const pack = (rows: string, head = "") =>
    `package: openai\necosystem: pypi\nlanguage: python\nmodules: [openai]\nchecked: []\n${head}${rows}`;
  const extra = "types:\n  Client:\n    members:\n      house.ask: { model: { user: [question] } }\n";
  const other = "types:\n  Responses:\n    members:\n      create: { pure: true }\n";

  test("adds rows to what is known", () => {
    const app = VULNERABLE.replace("responses.create(model=", "house.ask(m=").replace("input=", "question=");
    const folder = repository({ "app.py": app, "lint/house.yaml": pack(extra), "llmlint.yaml": CONFIG });
    expect(findings(folder)).toEqual([{ rule: "model-output-to-shell", line: 8 }]);
    expect(findings(folder, "--no-config")).toEqual([]);
  });

  test("a row that contradicts needs `override: true`", () => {
    const files = { "app.py": VULNERABLE, "llmlint.yaml": CONFIG };
    const { code, stdout, stderr } = llmlint(
      ["scan"],
      repository({ ...files, "lint/house.yaml": pack(other) }),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      'error: lint/house.yaml:9:7: the member "Responses create" is described differently by the pack "pypi/openai"; `override: true` in this pack lets it win\n',
    );
    expect(findings(repository({ ...files, "lint/house.yaml": pack(other, "override: true\n") }))).toEqual(
      [],
    );
  });

  test("so does another pack for the same import", () => {
    const rows = "functions:\n  OpenAI: { pure: true }\n";
    const text = (head: string) => pack(rows, head).replace("package: openai", "package: house-openai");
    const files = { "app.py": VULNERABLE, "llmlint.yaml": CONFIG };
    const { code, stderr } = llmlint(["scan"], repository({ ...files, "lint/house.yaml": text("") }));
    expect(code).toBe(2);
    expect(stderr).toContain('lint/house.yaml:7:3: the function "OpenAI" is described differently');
    expect(findings(repository({ ...files, "lint/house.yaml": text("override: true\n") }))).toEqual([]);
  });
});

describe("what is wrong in a pack ends with 2, file, line and the nearest name", () => {
  test.each([
    ["an unknown kind of sink", "clears: [shell]", "clears: [shel]", "12:42", 'did you mean "shell"?'],
    ["an unknown key", "members:", "member:", "9:5", 'unknown key "member"; did you mean "members"?'],
    ["an unknown slot", "{ system:", "{ sistem:", "10:23", 'did you mean "system"?'],
    ["an unknown behaviour", "{ sanitize", "{ op: jsonPrse, sanitize", "12:15", 'did you mean "jsonParse"?'],
    [
      "a type that is not there",
      "functions:",
      "values:\n  desk: Desc\nfunctions:",
      "12:9",
      'no type "Desc"; did you mean "Desk"?',
    ],
    [
      "another pack that is not there",
      "functions:",
      "values:\n  c: pypi/opnai#Client\nfunctions:",
      "12:6",
      'did you mean "pypi/openai"?',
    ],
    ["a type that nothing leads to", "    exported: [Desk]\n", "", "7:3", 'nothing leads to the type "Desk"'],
    ["an argument that is no path", '"0|question"', '"0..question"', "10:47", "has not the form"],
    ["a member twice", "functions:", "      ask: { pure: true }\nfunctions:", "11:7", "must be unique"],
    [
      "a name that is two things",
      "  tidy:",
      "  Desk: { pure: true }\n  tidy:",
      "12:3",
      '"Desk" is exported as a function and as a type',
    ],
    ["a row against itself", "{ sanitize", "{ pure: true, sanitize", "12:3", "carries nothing"],
    ["no YAML", "modules: [house_llm]", "modules: [house_llm", "", "not valid YAML"],
  ])("%s", (_, part, instead, place, message) => {
    const text = PACK.replace(part, instead);
    const folder = repository({ "app.py": APP, "lint/house.yaml": text, "llmlint.yaml": CONFIG });
    const { code, stdout, stderr } = llmlint(["scan"], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: lint/house.yaml:${place}`);
    expect(stderr).toContain(message);
  });

  test("aliases that multiply are refused, not followed", () => {
    const lines = ["a: &a0 [x, x]"];
    for (let i = 1; i < 40; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    const folder = repository({ "lint/house.yaml": lines.join("\n"), "llmlint.yaml": CONFIG });
    expect(llmlint(["scan"], folder).code).toBe(2);
  });
});

describe("a path to packs", () => {
  test("that names nothing", () => {
    const folder = repository({ "lint/house.yaml": PACK, "llmlint.yaml": "\npacks:\n  - lint/hous.yaml\n" });
    const { code, stderr } = llmlint(["scan"], folder);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: llmlint.yaml:3:5: there is no "lint/hous.yaml"; did you mean "house.yaml"?\n',
    );
  });

  test("may not lead out of the repository, by its text or by a link", () => {
    const outside = repository({ "house.yaml": PACK });
    const folder = repository({ "app.py": APP });
    symlinkSync(join(outside, "house.yaml"), join(folder, "link.yaml"));
    symlinkSync(outside, join(folder, "linked"));
    for (const [path, said] of [
      [`../${outside.split("/").at(-1)}/house.yaml`, "outside"],
      [join(outside, "house.yaml"), "outside"],
      ["link.yaml", "a link leads out of the repository"],
      ["linked/house.yaml", "a link leads out of the repository"],
      ["linked", "a link leads out of the repository"],
    ]) {
      const config = join(folder, "llmlint.yaml");
      rmSync(config, { force: true });
      writeFileSync(config, `packs: ["${path}"]\n`);
      const { code, stdout, stderr } = llmlint(["scan"], folder);
      expect({ code, stdout }, path).toEqual({ code: 2, stdout: "" });
      expect(stderr, path).toContain("llmlint.yaml:1:9");
      expect(stderr, path).toContain(said);
    }
  });
});
