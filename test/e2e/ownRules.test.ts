import { rmSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { runInFolder } from "../harness/cli.ts";
import { Client } from "../lsp/client.ts";
import { folderWith } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const RULES = [
  {
    id: "acme/no-answers-in-logs",
    from: ["model"],
    to: ["log"],
    level: "error",
    message: "{source} is logged by {sink}.",
    fix: "Log its id.",
  },
  { id: "acme/no-questions-in-instructions", from: ["user"], to: ["prompt.system"] },
];
const PYTHON = `import logging
from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()

@app.post("/ask")
def ask():
    question = request.json["question"]
    answer = client.responses.create(model="m", instructions=f"Answer {question}", input="x")
    logging.info(answer.output_text)
    return {}
`;
const TYPESCRIPT = `import express from "express";
import OpenAI from "openai";
const app = express();
const client = new OpenAI();
app.post("/ask", async (req, res) => {
  const answer = await client.responses.create({ model: "m", instructions: "Answer " + req.body.q, input: "x" });
  console.log(answer.output_text);
  res.end();
});
`;

function folder(config: unknown, more: Readonly<Record<string, string>> = {}): string {
  const made = folderWith({
    "app.py": PYTHON,
    "app.ts": TYPESCRIPT,
    "llmlint.jsonc": JSON.stringify(config, undefined, 2),
    ...more,
  });
  folders.push(made);
  return made;
}

async function scan(where: string, ...args: string[]) {
  const { code, stdout, stderr } = await runInFolder(where, ["scan", "--format", "json", ...args]);
  const findings = stdout === "" ? [] : JSON.parse(stdout).findings;
  const own = findings.filter((it: { rule: string }) => it.rule.startsWith("acme/"));
  return {
    code,
    stderr,
    found: own.map(
      (it: { path: string; rule: string; start: { line: number }; level: string }) =>
        `${it.path}:${it.start.line} ${it.rule} ${it.level}`,
    ),
    messages: own.map((it: { what: string }) => it.what),
  };
}

describe("rules of a project", () => {
  test("join kinds of data with kinds of places, in both languages", async () => {
    const { found, messages, stderr } = await scan(folder({ ownRules: RULES }));
    expect(found).toEqual([
      "app.py:11 acme/no-questions-in-instructions warning",
      "app.py:12 acme/no-answers-in-logs error",
      "app.ts:6 acme/no-questions-in-instructions warning",
      "app.ts:7 acme/no-answers-in-logs error",
    ]);
    expect(messages[1]).toBe("Model output (client.responses.create()) is logged by logging.info.");
    expect(messages[0]).toContain("the system message");
    expect(stderr).toBe("");
  });

  test("have levels, overrides, comments and options as any rule", async () => {
    const [log, system] = RULES.map((rule) => rule.id);
    const where = folder(
      {
        ownRules: RULES,
        rules: { [log ?? ""]: "info" },
        overrides: [{ files: "*.ts", rules: { [system ?? ""]: "off" } }],
      },
      {
        "app.py": PYTHON.replace(
          "    answer =",
          `    # llmlint-disable-next-line ${system} -- agreed\n    answer =`,
        ),
      },
    );
    const { found } = await scan(where, "--profile", "strict");
    expect(found).toEqual([`app.py:12 ${system} warning`, `app.py:13 ${log} info`, `app.ts:7 ${log} info`]);
    expect((await scan(where, "--rule", log ?? "")).found).toEqual([
      `app.py:13 ${log} info`,
      `app.ts:7 ${log} info`,
    ]);
    expect((await runInFolder(where, ["scan", "--rule", "acme/no-answers-in-log"])).stderr).toContain(
      `did you mean "${log}"?`,
    );
    for (const format of ["sarif", "html", "markdown", "junit"])
      expect(
        (await runInFolder(where, ["scan", "--format", format, "--profile", "strict"])).stdout,
      ).toContain(log);
  });

  test("are listed and explained", async () => {
    const where = folder({ ownRules: RULES });
    expect((await runInFolder(where, ["rules"])).stdout).toContain("acme/no-answers-in-logs");
    expect((await runInFolder(where, ["rules", "--format", "markdown"])).stdout).toContain(
      "| `acme/no-answers-in-logs` | recommended | error |",
    );
    expect((await runInFolder(where, ["explain", "acme/no-answers-in-logs"])).stdout).toContain(
      "Log its id.",
    );
    expect(JSON.parse((await runInFolder(where, ["config", "print", "app.py"])).stdout).rules).toHaveProperty(
      ["acme/no-answers-in-logs"],
      "error",
    );
  });

  test("come from a file that others extend, which may change their level", async () => {
    const where = folder(
      { extends: "./team.yaml", rules: { "acme/no-answers-in-logs": "off" } },
      { "team.yaml": `ownRules: ${JSON.stringify(RULES)}\n` },
    );
    expect((await scan(where)).found).toEqual([
      "app.py:11 acme/no-questions-in-instructions warning",
      "app.ts:6 acme/no-questions-in-instructions warning",
    ]);
  });

  test.each([
    [
      "a kind",
      { id: "acme/x", from: ["modle"], to: ["log"] },
      '4:9: "ownRules.0.from.0" must be one of',
      'did you mean "model"?',
    ],
    [
      "a place",
      { id: "acme/x", from: ["model"], to: ["logs"] },
      '"ownRules.0.to.0" must be one of',
      'did you mean "log"?',
    ],
    [
      "a key",
      { id: "acme/x", from: ["model"], to: ["log"], mesage: "x" },
      'unknown key "mesage"',
      'did you mean "message"?',
    ],
    ["an id", { id: "x", from: ["model"], to: ["log"] }, '"ownRules.0.id"', "team/what-it-forbids"],
    [
      "a hole",
      { id: "acme/x", from: ["model"], to: ["log"], message: "{sorce}" },
      '"ownRules.0.message"',
      "{source} and {sink}",
    ],
    ["nothing", { id: "acme/x", from: [], to: ["log"] }, '"ownRules.0.from"', ""],
  ])("%s that is wrong is named with its place", async (_, rule, said, hint) => {
    const { code, stderr, found } = await scan(folder({ ownRules: [rule] }));
    expect({ code, found }).toEqual({ code: 2, found: [] });
    expect(stderr).toMatch(/^error: llmlint\.jsonc:\d+:\d+: /);
    expect(stderr).toContain(said.replace(/^4:9: /, ""));
    expect(stderr).toContain(hint);
  });

  test("one id twice, and a level for one that is not there", async () => {
    const twice = await scan(folder({ ownRules: [RULES[0], RULES[0]] }));
    expect(twice.stderr).toContain('the rule "acme/no-answers-in-logs" is there twice');
    const missing = await scan(folder({ ownRules: RULES, rules: { "acme/no-answer-in-logs": "off" } }));
    expect(missing.stderr).toContain(
      'unknown rule "acme/no-answer-in-logs"; did you mean "acme/no-answers-in-logs"?',
    );
  });

  test("reach the editor, where the workspace is trusted", async () => {
    const files = { "app.py": PYTHON, "llmlint.jsonc": JSON.stringify({ ownRules: RULES }) };
    for (const isTrusted of [true, false]) {
      const client = await Client.start(files, { initializationOptions: { isTrusted } });
      await client.open("app.py", PYTHON);
      const rules = await client.rules("app.py");
      expect(rules.includes("12:acme/no-answers-in-logs")).toBe(isTrusted);
      await client.stop();
    }
  });
});
