import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith } from "../e2e/run.ts";
import { runInFolder } from "../harness/cli.ts";

const FILES = {
  "app.py": `import shlex
import subprocess
from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()
ALLOWED = ["ls", "pwd"]

def clean(text):
    return shlex.quote(text)

@app.post("/run")
def run():
    q = request.json["q"]
    answer = client.responses.create(model="gpt-4o-mini", input=q).output_text
    subprocess.run(clean(answer), shell=True)  # quoted
    if answer in ALLOWED:
        subprocess.run(answer, shell=True)  # allowed
    n = int(answer)
    subprocess.run(f"head -n {n}", shell=True)  # number
    subprocess.run(["ls", answer])  # list
    unknown(answer)  # stranger
    subprocess.run(q, shell=True)  # plain
    subprocess.run(answer, shell=True)  # reported
    subprocess.run(answer, shell=True)  # llmlint-disable-line model-output-to-shell -- silenced on purpose

def helper(cmd):
    subprocess.run(cmd, shell=True)  # nobody
`,
  "app.ts": `import { exec } from "node:child_process";
import express from "express";
import OpenAI from "openai";
import { mystery } from "some-lib";
import { shell } from "./shell";

const client = new OpenAI();
const app = express();
const table: Record<string, string> = { list: "ls" };

app.post("/x", async (req, res) => {
  const out = await client.responses.create({ model: "gpt-4o", input: req.body.q });
  const text = out.output_text;
  exec(\`head -n \${text.length}\`); // length
  exec(table[text]); // key
  const told = mystery(text); // stranger
  exec(req.body.q); // plain
  shell(text);
  if (!/^[a-z]+$/.test(text)) return res.status(400).end();
  exec(\`run \${text}\`); // pattern
});
`,
  "shell.ts": `import { exec } from "node:child_process";
export function shell(command: string) {
  if (["ls", "pwd"].includes(command)) {
    exec(command); // allowed
  }
}
export function idle(command: string) {
  exec(command); // nobody
}
`,
  "test_app.py": `from app import client
import subprocess
subprocess.run(client.responses.create(model="gpt-4o-mini", input="x").output_text, shell=True)  # test
`,
  "other.py": "print(1)  # apart\n",
};

let folder: string;
beforeAll(() => {
  folder = folderWith(FILES);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Text and JSON of `llmlint why` for the line that ends with this comment. */
async function why(file: keyof typeof FILES, mark: string) {
  const line = FILES[file].split("\n").findIndex((l) => l.includes(mark)) + 1;
  expect(line).toBeGreaterThan(0);
  const text = await runInFolder(folder, ["why", `${file}:${line}`]);
  const json = await runInFolder(folder, ["why", `${file}:${line}`, "--format", "json"]);
  expect([text.code, json.code, text.stderr]).toEqual([0, 0, ""]);
  const report = JSON.parse(json.stdout);
  return { text: text.stdout, report, call: report.calls[0] };
}

describe("why nothing is reported", () => {
  test.each([
    ["app.py", "# quoted", "cleared", "shlex: quote", 10],
    ["app.py", "# allowed", "lost", "check `answer in ALLOWED`", 18],
    ["app.py", "# number", "lost", "int gives a value that carries none of the text", 20],
    ["app.ts", "// length", "lost", "this part carries no text", 14],
    ["app.ts", "// key", "lost", "as a key it only chooses", 15],
    ["app.ts", "// pattern", "cleared", "check `!/^[a-z]+$/.test(text)`", 19],
    ["shell.ts", "// allowed", "lost", "includes(command)`: only what it allows gets on", 3],
  ] as const)("%s %s: the place where data ended", async (file, mark, effect, how, line) => {
    const { text, call } = await why(file, mark);
    const ending = call.endings.find((e: { how: string }) => e.how.includes(how));
    expect(ending?.effect).toBe(effect);
    expect(Math.abs(ending.start.line - line)).toBeLessThanOrEqual(1);
    expect(text).toContain(how);
    expect(text).toContain("Nothing is found here.");
  });

  test.each([
    ["app.py", "# plain"],
    ["app.ts", "// plain"],
  ] as const)("%s: data that no model stands between", async (file, mark) => {
    const { call } = await why(file, mark);
    expect(call.rules[0].ids).toContain("model-output-to-shell");
    expect(call.rules[0].because).toContain("no model stands between");
  });

  test("a form in which the argument does no harm", async () => {
    const { call } = await why("app.py", "# list");
    expect(call.rules[0].because).toContain("no shell sink in this form");
  });

  test.each([
    ["app.py", "# stranger", "nobody knows what unknown() is"],
    ["app.ts", "// stranger", "no pack describes some-lib"],
  ] as const)("%s: a callee that nobody knows", async (file, mark, words) => {
    const { call } = await why(file, mark);
    expect(call.known).toBe("unknown");
    expect(call.callee).toContain(words);
    expect(call.arguments[0].data[0].what).toContain("model output");
  });

  test.each([
    ["app.py", "# nobody"],
    ["shell.ts", "// nobody"],
  ] as const)("%s: a function that nobody calls", async (file, mark) => {
    const { call } = await why(file, mark);
    expect(call.arguments[0].else).toContain("nobody in the analysed files calls it");
  });

  test("a comment, test code, a file apart, and what is reported", async () => {
    const silenced = await why("app.py", "# llmlint-disable-line");
    expect(silenced.report.findings[0].hidden).toContain("silenced on purpose");
    const reported = await why("app.py", "# reported");
    expect(reported.report.findings[0]).toMatchObject({ ruleId: "model-output-to-shell" });
    expect(reported.report.findings[0].hidden).toBeUndefined();
    const inTest = await why("test_app.py", "# test");
    expect(inTest.report.findings[0].hidden).toBe("the file is test code");
    const apart = await why("other.py", "# apart");
    expect(apart.report).toMatchObject({ analysed: false });
    expect(apart.report.reason).toContain("names a package that speaks to models");
  });

  test("where data that enters on the line goes", async () => {
    const { report } = await why("app.py", 'request.json["q"]');
    expect(report.onward.map((o: { to: string }) => o.to)).toContain("openai: create");
    expect(report.onward.some((o: { outcome: string }) => o.outcome.includes("model-output-to-shell"))).toBe(
      true,
    );
  });

  test("a line that does not exist, a place that is none", async () => {
    expect((await runInFolder(folder, ["why", "app.py:999"])).code).toBe(2);
    expect((await runInFolder(folder, ["why", "app.py"])).stderr).toContain("FILE:LINE");
  });
});
