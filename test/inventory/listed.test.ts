import { expect, test } from "vitest";
import { type InventoryDocument, inventoryDocument } from "../../server/src/report/inventoryDocument.ts";
import { reportInputOf } from "./open.ts";

type Files = Record<string, string>;
const inventoryOf = async (files: Files): Promise<InventoryDocument> =>
  inventoryDocument(await reportInputOf(files));
const at = (list: readonly { path: string; start: { line: number } }[]): string[] =>
  list.map(({ path, start }) => `${path}:${start.line}`);

test("a call that is handed nothing is listed: what it is told was said before", async () => {
  const { calls } = await inventoryOf({
    "crew.py": `from crewai import Agent, Crew, Task
writer = Agent(role="writer", goal="write", backstory="b")
crew = Crew(agents=[writer], tasks=[Task(description="Write it.", expected_output="text", agent=writer)])
print(crew.kickoff())
`,
  });
  expect(calls.map(({ call, start }) => `${start.line} ${call}`)).toEqual(["2 Agent", "3 Task", "4 kickoff"]);
});

test.each<[string, Files, string[]]>([
  [
    "Python",
    {
      "search.py": `import requests
class Search:
    def __init__(self):
        self._url = "https://api.example.com/v1/chat/completions"
    def ask(self, question):
        body = {"model": "m", "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": question}]}
        return self._post(self._url, headers={}, json=body)["choices"][0]["message"]["content"]
    def _post(self, url, *, headers, json):
        return requests.post(url, headers=headers, json=json, timeout=30).json()
    def status(self):
        return self._post("https://status.example.com/now", headers={}, json={"messages": []})
print(Search().ask(input()))
`,
    },
    ["search.py:9"],
  ],
  [
    "TypeScript",
    {
      "search.ts": `const base = process.env.BASE_URL;
async function post(url: string, body: unknown) {
  return (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();
}
const messages = [{ role: "system", content: "Be brief." }, { role: "user", content: process.argv[2] }];
console.log(await post(\`\${base}/chat/completions\`, { model: "m", messages }), await post("https://status.example.com/now", { messages: [] }));
`,
    },
    ["search.ts:3"],
  ],
])("%s: a helper that is handed the address of a model calls it", async (_, files, expected) => {
  const { calls } = await inventoryOf(files);
  expect(at(calls)).toEqual(expected);
  const slots = calls[0]?.requests.flatMap((request) => request.slots) ?? [];
  expect(slots.map(({ slot, pieces }) => [slot, pieces[0]?.provenance])).toContainEqual([
    "system",
    "constant",
  ]);
});

test("what fields of a body make a request for vectors depends on the address", async () => {
  const { calls } = await inventoryOf({
    "vectors.py": `import httpx
host = "https://generativelanguage.googleapis.com/v1beta/models/embed"
httpx.post(f"{host}:embedContent", json={"content": {"parts": [{"text": input()}]}})
httpx.post(f"{host}:batchEmbedContents", json={"requests": [{"content": {"parts": [{"text": input()}]}}]})
`,
  });
  expect(calls.map(({ kind, start }) => `${start.line} ${kind}`)).toEqual(["3 data", "4 data"]);
});

test("tools of a server are listed from the calls and the objects that describe them", async () => {
  const { tools } = await inventoryOf({
    "server.py": `from mcp.server import Server
import mcp.types as types
server = Server("clock")
@server.list_tools()
async def listed():
    return [types.Tool(name="now", description="d", inputSchema={"type": "object"}), types.Tool(name="later", inputSchema=Later.model_json_schema())]
`,
    "list.ts": `import { zodToJsonSchema } from "zod-to-json-schema";
export const tools = [{ name: "sooner", description: "d", inputSchema: zodToJsonSchema(schema) }];
export const flow = defineFlow({ name: "a flow", description: "d", inputSchema: schema });
export const column = [{ name: "a column", description: "d" }];
`,
  });
  expect(tools.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    "sooner declared",
    "now declared",
    "later declared",
  ]);
});

test("descriptions of tools are found in files that import nothing", async () => {
  const { tools } = await inventoryOf({
    "config/tools.py": `TOOLS = [{"name": "now", "description": "d", "input_schema": {"type": "object", "properties": {}}}]\n`,
  });
  expect(tools).toMatchObject([{ name: "now", path: "config/tools.py" }]);
});

test("a web handler that answers with names and descriptions offers no tools", async () => {
  const { tools } = await inventoryOf({
    "app.py": `from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
@app.get("/steps")
def steps():
    return {"steps": [{"name": "Analyzer", "description": "Analyses."}], "answer": OpenAI().responses.create(model="m", input="hi").output_text}
`,
  });
  expect(tools).toEqual([]);
});

test.each<[string, Files, string[]]>([
  [
    "Python",
    {
      "tools.py": `from crewai.tools import BaseTool
class Lookup(BaseTool):
    name: str = "lookup"
    description: str = "d"
    def _run(self, query: str) -> str:
        return query
class Base(BaseTool):
    pass
class Find(Base):
    name: str = "find"
    def _run(self, query: str) -> str:
        return query
`,
    },
    ["lookup", "find"],
  ],
  [
    "TypeScript",
    {
      "tools.ts": `import { createTool } from "@mastra/core/tools";
import { StructuredTool } from "@langchain/core/tools";
export const now = createTool({ id: "now", description: "d", execute: async () => Date.now() });
export class Lookup extends StructuredTool {
  name = "lookup";
  async _call({ query }: { query: string }) {
    return query;
  }
}
`,
    },
    ["now", "lookup"],
  ],
])("%s: tools by their own name, whoever they are given to", async (_, files, names) => {
  expect((await inventoryOf(files)).tools.map(({ name }) => name)).toEqual(names);
});

test("ready-made tools of one kind are told apart, and stand where they are made", async () => {
  const { tools, agents } = await inventoryOf({
    "crew.py": `from crewai import Agent
from crewai_tools import EXASearchTool, SeleniumScrapingTool, SerperDevTool
search = SerperDevTool()
reader = Agent(role="r", goal="g", backstory="b", tools=[search, SeleniumScrapingTool()])
finder = Agent(role="f", goal="g", backstory="b", tools=[search, EXASearchTool()])
`,
  });
  expect(tools.map(({ name, start }) => `${start.line} ${name}`)).toEqual([
    "3 SerperDevTool",
    "4 SeleniumScrapingTool",
    "5 EXASearchTool",
  ]);
  expect(agents.map((agent) => agent.tools.length)).toEqual([2, 2]);
});

test("what a project's own method wraps is listed where it is called, once", async () => {
  const { retrievals } = await inventoryOf({
    "service.py": `from langchain_community.vectorstores import FAISS
class Service:
    def __init__(self):
        self.store: FAISS | None = None
    def similarity_search(self, query):
        return self.store.similarity_search(query)
class Extractor:
    def __init__(self, service: Service):
        self.service = service
    def process(self, query):
        return self.service.similarity_search(query)
`,
  });
  expect(at(retrievals)).toEqual(["service.py:6"]);
});

test("servers in a settings file of the program's own form", async () => {
  const servers = `files:
  type: stdio
  cmd: [node, server.js]
clock:
  type: http
  url: https://clock.example.com/mcp
notes:
  type: text
`;
  const doc = await inventoryOf({
    "servers.yaml": servers,
    "editor.lsp.yaml": servers,
    "other.yaml": "web:\n  type: http\n  url: https://example.com\n",
    "app.py": "from openai import OpenAI\n",
  });
  expect(doc.servers.map(({ name, target }) => `${name} ${target}`)).toEqual([
    "files node server.js",
    "clock https://clock.example.com/mcp",
  ]);
});

test("tools under another decorator keep their names, and do what the function that was written does", async () => {
  const { tools } = await inventoryOf({
    "tools.py": `import functools
import os
from fastmcp import FastMCP
from langchain.tools import tool
from langgraph.prebuilt import create_react_agent
mcp = FastMCP("x")
def guarded(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper
@tool
@guarded
def one(a: str) -> str:
    os.system(a)
@tool
@guarded
def two(a: str) -> str:
    return a
@mcp.tool()
@guarded
def three(a: str) -> str:
    return a
@mcp.tool()
@guarded
def four(a: str) -> str:
    os.remove(a)
agent = create_react_agent("m", tools=[one, two])
`,
  });
  expect(tools.map(({ name, kind, powers }) => [name, kind, ...powers.map(({ power }) => power)])).toEqual([
    ["one", "function", "run"],
    ["two", "function"],
    ["three", "mcp"],
    ["four", "mcp", "delete"],
  ]);
});

test("tools that the provider runs", async () => {
  const { tools } = await inventoryOf({
    "agent.py": `from agents import Agent, CodeInterpreterTool, WebSearchTool
agent = Agent(name="a", instructions="b", tools=[WebSearchTool(), CodeInterpreterTool(tool_config={"type": "code_interpreter"})])
`,
  });
  expect(tools.map(({ name }) => name)).toEqual(["CodeInterpreterTool", "WebSearchTool"]);
});

test("tools behind one function around them are told apart by where they are registered", async () => {
  const { tools } = await inventoryOf({
    "server.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { rmSync } from "node:fs";
import { logged } from "./logged.js";
const server = new McpServer({ name: "files", version: "1" });
server.registerTool("remove", { description: "d" }, logged(async ({ path }) => rmSync(path)));
server.registerTool("now", { description: "d" }, logged(async () => Date.now()));
`,
    "logged.ts": `export function logged(work: (args: any) => Promise<unknown>) {
  return async (args: any) => {
    console.error("called");
    return work(args);
  };
}
`,
  });
  expect(tools.map(({ name, kind, start }) => [name, kind, start.line])).toEqual([
    ["remove", "mcp", 5],
    ["now", "mcp", 6],
  ]);
  expect(tools[0]?.powers.map(({ power }) => power)).toContain("delete");
});

test("an address with a query is that of the model before it", async () => {
  const { calls } = await inventoryOf({
    "call.ts": `const key = process.env.KEY;
const body = JSON.stringify({ contents: [{ role: "user", parts: [{ text: process.argv[2] }] }] });
await fetch(\`https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent?key=\${key}\`, { method: "POST", body });
`,
  });
  expect(calls.map(({ call }) => call)).toEqual([":generateContent"]);
});
