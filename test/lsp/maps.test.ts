import { afterEach, expect, it } from "vitest";
import { Client } from "./client.ts";

const PROMPTS = `SYSTEM = "You translate questions into expressions."


def messages_for(question):
    return [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": f"Question: {question}"},
    ]
`;
const APP = `from flask import Flask, request
from openai import OpenAI

from prompts import messages_for

app = Flask(__name__)
client = OpenAI(timeout=20)


@app.post("/calculate")
def calculate():
    question = request.json["question"]
    reply = client.chat.completions.create(model="gpt-4o", max_tokens=9, messages=messages_for(question))
    return str(eval(reply.choices[0].message.content))
`;
const TOOLS = `import { execSync } from "node:child_process";
import OpenAI from "openai";

export async function run(task: string) {
  const reply = await new OpenAI().responses.create({ model: "gpt-4o", instructions: "Be brief.", input: task });
  execSync(reply.output_text);
}
`;

interface Shown {
  page: string;
  files: Record<string, string>;
  calls: number;
  call?: { id: string; title: string; uri: string; position: { line: number } };
}

let client: Client;
afterEach(() => client.stop());

const ask = (question: object) => client.request<Shown | null>("llmlint/map", question);
const start = (files: Record<string, string> = { "app.py": APP, "prompts.py": PROMPTS, "run.ts": TOOLS }) =>
  Client.start(files).then((started) => {
    client = started;
  });
const words = (page: string | undefined) => (page ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
/** Where what reads so leads: `file:line`. */
const leadsTo = (page: string | undefined, text: string): string => {
  const at = page?.split(text)[0] ?? "";
  const [, path, line] = [...at.matchAll(/data-path="([^"]*)" data-at="(\d+),/g)].at(-1) ?? [];
  return `${path}:${line}`;
};

it("draws the prompt of the call at a place; each piece leads to its code", async () => {
  await start();
  const shown = await ask({ view: "call", uri: client.uri("app.py"), position: { line: 12, character: 12 } });
  expect(shown?.call).toMatchObject({ uri: client.uri("app.py"), position: { line: 12 } });
  expect(words(shown?.page)).toMatch(/system You translate questions.* user Question: user request/);
  expect(shown?.page).toMatch(/ selected>app\.py:13/);
  expect(words(shown?.page)).toContain("code that runs eval unchecked");
  expect(words(shown?.page)).toContain("model-output-to-code");
  expect(leadsTo(shown?.page, "You translate")).toBe("prompts.py:1");
  expect(leadsTo(shown?.page, 'class="origin">user')).toMatch(/^app\.py:1[12]$/);
  expect(shown?.files["prompts.py"]).toBe(client.uri("prompts.py"));
  expect(shown?.page).not.toMatch(/<[^>]+ (?:style|on\w+)=/);
});

it("a place beside a call, or where a slot is filled, shows the call that it belongs to", async () => {
  await start();
  const near = await ask({ view: "call", uri: client.uri("app.py"), position: { line: 9, character: 0 } });
  const filled = await ask({
    view: "call",
    uri: client.uri("prompts.py"),
    position: { line: 5, character: 40 },
  });
  expect(near?.call?.position.line).toBe(12);
  expect(filled?.call?.uri).toBe(client.uri("app.py"));
  const none = await ask({
    view: "call",
    uri: client.uri("prompts.py"),
    position: { line: 0, character: 0 },
  });
  expect(none?.call).toBeUndefined();
  expect(none?.page).toContain("app.py:13");
});

it("follows edits: the same call, its lines moved and its prompt changed, in another file", async () => {
  await start();
  await client.open("app.py", APP);
  await client.open("prompts.py", PROMPTS);
  const before = await ask({
    view: "call",
    uri: client.uri("app.py"),
    position: { line: 12, character: 12 },
  });
  await client.change("app.py", { text: `# a line more\n${APP}` });
  await client.change("prompts.py", { text: PROMPTS.replace("You translate", "You refuse") });
  const after = await ask({ view: "call", uri: client.uri("app.py"), call: before?.call?.id });
  expect(after?.call).toMatchObject({ id: before?.call?.id, position: { line: 13 } });
  expect(words(after?.page)).toContain("You refuse questions");
});

it("draws the surface of the project, and only what bears a certain risk when asked", async () => {
  await start();
  const all = await ask({ view: "surface" });
  expect(all?.calls).toBe(2);
  expect(words(all?.page)).toMatch(/users.*code that runs/);
  expect(words(all?.page)).toContain("shell");
  const call = /data-call="([^"]*)"/.exec(all?.page ?? "")?.[1];
  expect((await ask({ view: "call", call }))?.call?.id).toBe(call);
  const risky = await ask({ view: "surface", risk: "LLM05" });
  expect(words(risky?.page)).toContain("code that runs");
  expect(words((await ask({ view: "surface", risk: "LLM08" }))?.page)).toContain(
    "No finding lies on the map",
  );
});

it("documents without a file have maps too; a project without model calls says so", async () => {
  await start({ "empty.py": "x = 1\n" });
  const none = await ask({ view: "call", uri: client.uri("empty.py"), position: { line: 0, character: 0 } });
  expect(words(none?.page)).toContain("No model call was found");
  await client.open(
    "untitled:Untitled-1",
    APP.replace("messages_for(question)", "[{'role': 'user', 'content': question}]"),
    "python",
  );
  const shown = await ask({
    view: "call",
    uri: "untitled:Untitled-1",
    position: { line: 12, character: 12 },
  });
  expect(shown?.call?.uri).toBe("untitled:Untitled-1");
  expect(Object.values(shown?.files ?? {})).toContain("untitled:Untitled-1");
});

it("names and texts that try to inject are text", async () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>`;
  await start({ "a'b&.ts": TOOLS.replace('"Be brief."', JSON.stringify(evil)).replace("run(", "$run(") });
  const shown = await ask({ view: "call", uri: client.uri("a'b&.ts"), position: { line: 4, character: 30 } });
  expect(shown?.page).toContain("&#60;script&#62;alert(1)");
  expect(shown?.page).not.toMatch(/<(?:script|img)/i);
  expect(shown?.files["a'b&.ts"]).toMatch(/a'b%26\.ts$/);
});
