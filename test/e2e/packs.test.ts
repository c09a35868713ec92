import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { folderWith, llmlint, VULNERABLE } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  mkdirSync(join(made, ".git"));
  folders.push(made);
  return made;
}

interface Listed {
  package: string;
  ecosystem: string;
  language: string;
  modules: string[];
  versions: { name: string; version: string }[];
  calls: number;
  sources: number;
  sinks: number;
  sanitizers: number;
  guards: number;
  entries: number;
}

const list = (...args: string[]): Listed[] =>
  JSON.parse(llmlint(["packs", "--format", "json", ...args]).stdout) as Listed[];

test("packs lists what is known of each package", () => {
  const all = list();
  expect(all.length).toBeGreaterThan(150);

  const openai = all.filter((pack) => pack.package === "openai");
  expect(openai.map(({ ecosystem, language }) => `${ecosystem} ${language}`)).toEqual([
    "npm typescript",
    "pypi python",
  ]);
  for (const pack of openai) {
    expect(pack.calls).toBeGreaterThan(10);
    expect(pack.guards).toBeGreaterThan(0);
    expect(pack.versions).toContainEqual({
      name: "openai",
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  }
});

test("a package is found by its name, by one that its pack covers, and by what is imported", () => {
  expect(list("anthropic").map((pack) => pack.package)).toEqual(["anthropic"]);
  expect(list("langgraph").map((pack) => pack.package)).toEqual(["langchain"]);
  expect(list("langchain_openai").map((pack) => pack.package)).toEqual(["langchain"]);
  const [head, row] = llmlint(["packs", "anthropic"]).stdout.split("\n");
  expect(head).toMatch(
    /^package +ecosystem +language +calls +sources +sinks +sanitizers +guards +entries +versions$/,
  );
  expect(row).toMatch(/^anthropic +pypi +python +\d+ +\d+ +\d+ +\d+ +\d+ +\d+ +\d+\.\d+/);
});

test("an unknown package ends with 2 and the nearest name", () => {
  const { code, stdout, stderr } = llmlint(["packs", "anthropci"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('did you mean "anthropic"?');
});

test("packs of the configuration are listed too", () => {
  const folder = repository({
    "llmlint.yaml": "packs: [house.yaml]\n",
    "house.yaml":
      "package: house-llm\necosystem: pypi\nlanguage: python\nmodules: [house_llm]\nchecked: []\nfunctions:\n  ask: { model: { user: ['0'] } }\n",
  });
  expect(llmlint(["packs", "house-llm"], folder).stdout).toContain("house-llm  pypi");
  expect(llmlint(["packs", "house-llm", "--no-config"], folder).code).toBe(2);
});

const TWO = `${VULNERABLE}
def embed(text):
    return client.embeddings.create(model="m", input=text)
`;

test("scan --stats tells the model calls on stderr, the same in each run but for the times", () => {
  const folder = repository({ "src/app.py": TWO });
  const scan = () => llmlint(["scan", "--stats", "--fail-on", "never"], folder);
  const [first, second] = [scan(), scan()];
  const stable = (text: string) => text.replace(/^seconds.*$/m, "");
  expect(stable(second.stderr)).toBe(stable(first.stderr));
  expect(second.stdout).toBe(first.stdout);
  expect(first.stdout).not.toContain("by name;");
  expect(first.stderr).toMatch(
    /^model calls +2: 2 certain, 0 among few, 0 by name; 0 without an understood slot$/m,
  );
  expect(first.stderr).toMatch(/^ {2}openai +2$/m);
  expect(first.stderr).toMatch(
    /^seconds +finding files \d+\.\d\d, .*following data \d+\.\d\d, judging \d+\.\d\d$/m,
  );
});

test("with --stats the JSON report says where each model call is", () => {
  const folder = repository({ "src/app.py": TWO });
  const scan = (...more: string[]) =>
    JSON.parse(llmlint(["scan", "--format", "json", "--fail-on", "never", ...more], folder).stdout) as {
      stats: { cuts: number };
      modelCalls?: { package: string; call: string; tier: string; path: string; start: { line: number } }[];
    };
  expect(scan().modelCalls).toBeUndefined();
  const { modelCalls, stats } = scan("--stats");
  expect(stats.cuts).toBe(0);
  expect(
    modelCalls?.map(({ package: name, call, tier, path, start }) => [name, call, tier, path, start.line]),
  ).toEqual([
    ["openai", "create", "certain", "src/app.py", 7],
    ["openai", "embeddings.create", "certain", "src/app.py", 11],
  ]);
});
