import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { createEngine, maskSecrets } from "../../server/src/engine.ts";
import {
  type KnownFinding,
  knownOf,
  markKnown,
  readBaseline,
  writeBaseline,
} from "../../server/src/findings/baseline.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import { readAsset } from "../harness/fixtures.ts";

const PYTHON = `import subprocess
from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()

@app.post("/a")
def first():
    answer = client.responses.create(model="gpt-4o", input=request.json["q"], instructions=request.json["persona"])
    subprocess.run(answer.output_text, shell=True)
    return eval(answer.output_text)

@app.post("/b")
def second():
    reply = client.responses.create(model="gpt-4o", input=request.json["q"])
    subprocess.run(reply.output_text, shell=True)
    subprocess.run(reply.output_text, shell=True)
    return "done"
`;
const SCRIPT = `import { exec } from "node:child_process";
import OpenAI from "openai";
const client = new OpenAI();
export async function run(question) {
  const answer = await client.responses.create({ model: 'gpt-4o', input: question });
  exec(answer.output_text);
  return eval(answer.output_text);
}
`;
const ADDED = `
def third(question):
    said = client.responses.create(model="gpt-4o", input=question)
    open(said.output_text).read()
`;

type Files = Record<string, string>;
let analyse: (files: Files) => Promise<Finding[]>;
beforeAll(() => {
  analyse = async (files) => {
    const mounted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/p/${path}`, text]));
    const engine = await createEngine(
      { fs: createMemoryFileSystem(mounted, { currentFolder: "/p" }) },
      readAsset,
    );
    return (await engine.analyse({ root: "/p", paths: ["/p"], profile: "recommended" })).findings;
  };
});

const context = { name: (path: string) => path, mask: maskSecrets, mayHaveMoved: () => true };
const stored = (findings: Finding[]): KnownFinding[] => {
  const read = readBaseline(writeBaseline(knownOf(findings, { ...context, line: () => 1 })));
  if ("error" in read) throw new Error(read.error);
  return read.findings;
};

/** What people and formatters do to a file without changing what it does. */
type Change = (files: Files) => Files;
const eachText =
  (edit: (text: string, path: string) => string): Change =>
  (files) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, edit(text, path)]));
const changes: Record<string, Change> = {
  "lines above": eachText((text, path) => `${path.endsWith(".py") ? "#" : "//"} about\n\n${text}`),
  tabs: eachText((text) =>
    text.replace(/^ +/gm, (indent) => "\t".repeat(indent.length / (text.includes("def ") ? 4 : 2))),
  ),
  "line ends": eachText((text) => text.replaceAll("\n", "\r\n")),
  quotes: eachText((text) => (text.includes('"') ? text.replaceAll('"', "'") : text.replaceAll("'", '"'))),
  "calls over several lines": eachText((text) =>
    text
      .replace(/\.run\((.*), shell=True\)/g, ".run(\n        $1,\n        shell=True,\n    )")
      .replace(/exec\((.*)\);/g, "exec(\n    $1,\n  );"),
  ),
  "calls on one line": eachText((text) => text.replace(/create\(\{ (.*) \}\)/g, "create({\n    $1,\n  })")),
  "empty lines": eachText((text) => text.replace(/\n(?=\S)/g, "\n\n\n")),
  "other folder": (files) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`lib/${path}`, text])),
  "other name": (files) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.replace(/(\w+)\.(\w+)$/, "$1_renamed.$2"), text]),
    ),
  "a calm function above": eachText((text, path) =>
    path.endsWith(".py") ? text.replace("@app", "def calm():\n    return 1\n\n@app") : text,
  ),
};

test("whatever moves, renames and reformats files, what was found stays known, and what is added is new", async () => {
  const base = { "app.py": PYTHON, "web/run.js": SCRIPT };
  const before = await analyse(base);
  expect(before.length).toBeGreaterThanOrEqual(7);
  const known = stored(before);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...Object.keys(changes)), { minLength: 1, maxLength: 5 }),
      async (names) => {
        const files = names.reduce((now, name) => changes[name]?.(now) ?? now, base as Files);
        const after = await analyse(files);
        expect(after).toHaveLength(before.length);
        const left = markKnown(after, known, context, "baseline");
        expect(after.filter((finding) => !finding.known).map((finding) => finding.what)).toEqual([]);
        expect(left).toEqual([]);

        const added = await analyse(
          eachText((text, path) => (path.endsWith(".py") ? text + ADDED : text))(files),
        );
        markKnown(added, known, context, "baseline");
        const fresh = added.filter((finding) => !finding.known);
        expect(fresh.map((finding) => finding.ruleId)).toEqual(["model-output-to-path"]);
      },
    ),
    { numRuns: 10, seed: 7 },
  );
});

test("one known finding stands for one: its copy is new", async () => {
  const before = await analyse({ "app.py": PYTHON });
  const known = stored(before);
  const after = await analyse({ "app.py": PYTHON, "copy.py": PYTHON });
  markKnown(after, known, context, "baseline");
  expect(after.filter((finding) => !finding.known).map((finding) => finding.path)).toEqual(
    before.map(() => "copy.py"),
  );
});

test("where a file was not looked at, what it had excuses nothing elsewhere", async () => {
  const known = stored(await analyse({ "app.py": PYTHON }));
  const after = await analyse({ "copy.py": PYTHON });
  const left = markKnown(after, known, { ...context, mayHaveMoved: () => false }, "baseline");
  expect(after.some((finding) => finding.known)).toBe(false);
  expect(left).toHaveLength(known.length);
});

test("a baseline holds no key", async () => {
  const key = `sk-proj-${"aB3dE6gH9jK2mN5pQ8sT1vW4yZ7".repeat(3)}`;
  const findings = await analyse({
    "app.py": `from openai import OpenAI\nclient = OpenAI(api_key="${key}")\n`,
  });
  expect(findings).toHaveLength(1);
  const text = writeBaseline(knownOf(findings, { ...context, line: () => 2 }));
  expect(text).not.toContain(key.slice(0, 30));
  expect(text.split("\n").filter((line) => line.includes('"rule"'))).toHaveLength(1);
});
