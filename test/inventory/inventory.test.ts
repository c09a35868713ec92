import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { renderInventoryCyclonedx } from "../../server/src/report/inventoryCyclonedx.ts";
import { readInventory, renderInventoryDiff } from "../../server/src/report/inventoryDiff.ts";
import {
  type InventoryDocument,
  inventoryDocument,
  renderInventoryJson,
} from "../../server/src/report/inventoryDocument.ts";
import { renderMermaid } from "../../server/src/report/inventoryGraph.ts";
import { renderInventoryText } from "../../server/src/report/inventoryText.ts";
import { renderGarak, renderPromptfoo } from "../../server/src/report/redTeam.ts";
import { PYTHON, reportInputOf, SCRIPT } from "./open.ts";

const python = await reportInputOf(PYTHON);
const script = await reportInputOf(SCRIPT);

test.each([
  ["Python", python],
  ["TypeScript", script],
])("%s: the call with its model, its pieces in order, and where the answer ends", (_, input) => {
  const { calls } = inventoryDocument(input);
  const [call] = calls;
  expect(calls).toHaveLength(1);
  expect(call).toMatchObject({ package: "openai", models: ["gpt-4o"], kind: "text", level: "error" });
  expect(call?.requests).toHaveLength(1);
  expect(call?.requests[0]?.slots.map((slot) => slot.slot)).toEqual(["system", "user"]);
  expect(call?.answers.map((answer) => [answer.kind, answer.effect])).toEqual([
    ["shell", "open"],
    ["response", "open"],
  ]);
});

test("holes are named by their origin, stand where they are sent, and show what is around them", () => {
  const slot = (input: typeof python) => inventoryDocument(input).calls[0]?.requests[0]?.slots[1];
  expect(slot(script)?.pieces).toMatchObject([
    { provenance: "constant", text: "Question: " },
    { provenance: "user", text: "req.body.question", place: { path: "app.ts", start: { line: 21 } } },
    { provenance: "constant", text: "!" },
  ]);
  expect(slot(python)?.pieces).toMatchObject([
    { provenance: "constant", text: "<q>" },
    { provenance: "user", text: "question", gates: [{ kind: "fence", name: "<q>", effect: "lowers" }] },
    { provenance: "constant", text: "</q> Documents: " },
    { provenance: "retrieved", text: "store.query().documents", from: ["retrieval:app.py:ask:store.query"] },
  ]);
});

test("tools with what they can do, servers of code and settings, stores, retrieval, keys", () => {
  const doc = inventoryDocument(python);
  expect(doc.tools).toMatchObject([
    { name: "remove", kind: "mcp", powers: [{ power: "delete", chosen: true }] },
  ]);
  expect(doc.servers).toMatchObject([
    { name: "web", kind: "configured", target: "npx fetch-server@1.2.3" },
    { name: "files", kind: "served" },
  ]);
  expect(doc.retrievals).toMatchObject([{ name: "store.query", package: "chromadb", version: "1.0.0" }]);
  expect(doc.stores).toMatchObject([{ package: "chromadb" }]);
  expect(doc.keys).toMatchObject([{ provider: "openai", origin: "environment", name: "OPENAI_API_KEY" }]);
  expect(inventoryDocument(script).tools).toMatchObject([
    { name: "remove", kind: "mcp", powers: [{ power: "delete" }] },
  ]);
});

test("a wrapper has a request for each of its callers, and none of its own", async () => {
  const input = await reportInputOf({
    "llm.py":
      'from openai import OpenAI\ndef ask(text):\n    return OpenAI().responses.create(model="m", input=text)\n',
    "use.py": 'from llm import ask\nask("one " + input())\nask("two")\n',
  });
  const [call] = inventoryDocument(input).calls;
  expect(call?.requests.map((request) => request.slots[0]?.pieces.map((piece) => piece.text))).toEqual([
    ["one ", "input()"],
    ["two"],
  ]);
  expect(call?.requests[0]?.via).toMatchObject([{ path: "use.py", start: { line: 2 } }]);
});

test("a field that is known by one way and not by another is shown as it is known", async () => {
  const input = await reportInputOf({
    "bot.py": `from openai import OpenAI
class Bot:
    def __init__(self, persona):
        self.system = f"You are {persona}."
    def run(self, text):
        return OpenAI().chat.completions.create(model="m", messages=[{"role": "system", "content": self.system}, {"role": "user", "content": text}])
Bot("a pirate").run(input())
`,
  });
  const slots = inventoryDocument(input).calls[0]?.requests[0]?.slots ?? [];
  expect(slots.map((slot) => slot.pieces.map((piece) => piece.text).join(""))).toEqual([
    "You are a pirate.",
    "input()",
  ]);
});

const DECLARED =
  '"description": "d", "parameters": {"type": "object", "properties": {"a": {"type": "string"}}}';

test.each([
  [
    "Python",
    {
      "app.py": `from openai import OpenAI
from plugins import specs
reply = OpenAI().chat.completions.create(model="m", messages=[{"role": "user", "content": input()}], functions=specs())
`,
      "plugins.py": `import importlib
from openai import OpenAI
class Dice:
    def get_spec(self):
        return [{"name": "send_dice", ${DECLARED}}]
class Person:
    def get_spec(self):
        return {"name": "a person", "description": "d", "parameters": ["size"]}
def specs():
    return [spec for name in input() for spec in getattr(importlib, name)().get_spec()]
`,
    },
  ],
  [
    "TypeScript",
    {
      "app.ts": `import OpenAI from "openai";
import { specs } from "./plugins.js";
await new OpenAI().chat.completions.create({ model: "m", messages: [{ role: "user", content: process.argv[2] }], tools: await specs() });
`,
      "plugins.ts": `import OpenAI from "openai";
export const dice = { spec: () => ({ "name": "send_dice", ${DECLARED} }) };
export const person = { "name": "a person", "description": "d", "parameters": ["size"] };
export const specs = async () => (await import(process.argv[3])).all.map((each: typeof dice) => each.spec());
`,
    },
  ],
])("%s: a tool that a registry hands on is listed from where it is described", async (_, files) => {
  const { tools } = inventoryDocument(await reportInputOf(files));
  expect(tools).toMatchObject([{ name: "send_dice", kind: "declared" }]);
});

test("a tool without a function, by its key; tools over query engines, by their names", async () => {
  const script = await reportInputOf({
    "app.ts": `import { generateText, tool } from "ai";
import { z } from "zod";
const submitTool = tool({ description: "Submit the report.", parameters: z.object({ report: z.string() }) });
await generateText({ model: "m", prompt: process.argv[2], tools: { submit_report: submitTool } });
`,
  });
  expect(inventoryDocument(script).tools).toMatchObject([{ name: "submit_report", kind: "declared" }]);
  const python = await reportInputOf({
    "app.py": `from llama_index.agent.openai import OpenAIAgent
from llama_index.core import VectorStoreIndex
from llama_index.core.tools import QueryEngineTool, ToolMetadata
def ask(index: VectorStoreIndex):
    meta = ToolMetadata(name="filings", description="Answers from filings.")
    tools = [
        QueryEngineTool(query_engine=index.as_query_engine(), metadata=meta),
        QueryEngineTool.from_defaults(query_engine=index.as_query_engine(), name="figures", description="Tables."),
    ]
    return OpenAIAgent.from_tools(tools=tools, system_prompt="Be brief.").chat(input())
ask(VectorStoreIndex([]))
`,
  });
  const { tools, retrievals } = inventoryDocument(python);
  expect(tools.map(({ name }) => name).sort()).toEqual(["figures", "filings"]);
  expect(retrievals.map(({ name }) => name)).toEqual(["index.as_query_engine", "index.as_query_engine"]);
});

test("no form holds a key", async () => {
  const secret = `sk-proj-${"aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5".repeat(2)}`;
  const input = await reportInputOf({
    "a.py": `from openai import OpenAI\nclient = OpenAI(api_key="${secret}")\nclient.responses.create(model="m", input="use ${secret}")\n`,
    ".mcp.json": JSON.stringify({ mcpServers: { x: { command: "run", args: ["--key", secret] } } }),
  });
  const doc = inventoryDocument(input);
  expect(doc.keys).toMatchObject([{ provider: "openai", origin: "literal" }]);
  for (const text of [
    renderInventoryJson(input),
    renderInventoryText(input),
    renderInventoryCyclonedx(input),
    renderMermaid(doc),
    renderPromptfoo(doc),
    renderGarak(doc),
  ])
    expect(text).not.toContain(secret.slice(12, 40));
});

test.each([
  ["Python", python],
  ["TypeScript", script],
])("%s: the bill of materials is valid CycloneDX 1.6", async (_, input) => {
  const text = renderInventoryCyclonedx(input);
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(text)).toBeNull();
  const { components } = JSON.parse(text);
  const model = components.find((each: { type: string }) => each.type === "machine-learning-model");
  expect(model).toMatchObject({ name: "gpt-4o" });
  expect(model.evidence.occurrences).toHaveLength(1);
  expect(model.evidence.occurrences[0].location).toMatch(/^app\./);
  expect(text).toMatch(/"purl": "pkg:(pypi\/openai@1\.109\.1|npm\/openai@5\.1\.0)"/);
});

test("targets of promptfoo: the prompt as it is sent, with a hole where data of others comes in", () => {
  const config = parse(renderPromptfoo(inventoryDocument(script)));
  expect(config.targets).toMatchObject([{ id: "openai:chat:gpt-4o", prompts: [config.prompts[0].label] }]);
  expect(JSON.parse(config.prompts[0].raw)).toEqual([
    { role: "system", content: "Answer." },
    { role: "user", content: "Question: {{attack}}!" },
  ]);
  expect(config.redteam.injectVar).toBe("attack");
});

test("targets of garak: a document a call", () => {
  const [target] = parseAllDocuments(renderGarak(inventoryDocument(python))).map((each) => each.toJS());
  expect(target.plugins).toMatchObject({ target_type: "openai", target_name: "gpt-4o" });
  expect(target.run.system_prompt).toBe("Answer from the documents.");
});

test("hostile names stay text in a graph", async () => {
  const input = await reportInputOf({
    "a.py":
      'from openai import OpenAI\nOpenAI().responses.create(model="x\\"]; click n0 \\"javascript:alert(1)", input=input())\n',
  });
  const text = renderMermaid(inventoryDocument(input));
  expect(text).toContain("#34;");
  expect(text).not.toContain('"]; click');
});

test("a diff tells what came, went and changed, and not what moved", async () => {
  const before = inventoryDocument(python);
  const moved = inventoryDocument(
    await reportInputOf({ ...PYTHON, "app.py": `# moved\n\n${PYTHON["app.py"]}` }),
  );
  expect(renderInventoryDiff(before, moved)).toBe("No change.\n");
  const changed = inventoryDocument(
    await reportInputOf({
      ...PYTHON,
      ".mcp.json": "{}",
      "app.py": (PYTHON["app.py"] ?? "").replace('"gpt-4o"', '"gpt-5"').replace("Answer from", "Reply from"),
    }),
  );
  const text = renderInventoryDiff(before, changed);
  expect(text).toContain("- MCP server  .mcp.json:web");
  expect(text).toContain("    + model: gpt-5\n    - model: gpt-4o\n");
  expect(text).toContain('+ prompt: system = "Reply from the documents."');
});

test("what is no inventory is refused with a reason", () => {
  expect(readInventory("{")).toMatchObject({ error: expect.stringContaining("no JSON") });
  expect(readInventory("[]")).toMatchObject({ error: expect.stringContaining("no inventory") });
  expect(readInventory('{"version": 9, "calls": []}')).toMatchObject({
    error: expect.stringContaining("version 9"),
  });
  expect(readInventory(renderInventoryJson(python))).toMatchObject({ version: 1 });
});

test("the documentation names every key", () => {
  const docs = readFileSync(new URL("../../docs/inventory-format.md", import.meta.url), "utf8");
  const keys = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        keys.add(key);
        visit(each);
      }
  };
  const docOf: InventoryDocument = inventoryDocument(python);
  visit(docOf);
  expect([...keys].filter((key) => !docs.includes(`\`${key}\``))).toEqual([]);
});
