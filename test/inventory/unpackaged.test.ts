import { expect, test } from "vitest";
import { type InventoryDocument, inventoryDocument } from "../../server/src/report/inventoryDocument.ts";
import { reportInputOf } from "./open.ts";

type Files = Record<string, string>;
const inventoryOf = async (files: Files): Promise<InventoryDocument> =>
  inventoryDocument(await reportInputOf(files));
const lines = (list: readonly { start: { line: number } }[]): number[] => list.map(({ start }) => start.line);

test.each<[string, Files, number[]]>([
  [
    "TypeScript",
    {
      "call.ts": `import axios from "axios";
import got from "got";
const messages = [{ role: "user", content: process.argv[2] }];
const client = axios.create({ baseURL: process.env.BASE });
const other = got.extend({ prefixUrl: "https://llm.example.com/v1" });
const own = axios.create({ baseURL: "/backend" });
await client.post("/chat/completions", { messages });
await client.request({ url: "chat/completions", data: { messages } });
await axios({ method: "post", url: "https://llm.example.com/v1/chat/completions", data: { messages } });
await other.post("chat/completions", { json: { messages } });
await fetch(new URL("/v1/chat/completions", process.env.BASE), { method: "POST", body: JSON.stringify({ messages }) });
await axios.post("/v1/chat/completions", { messages });
await own.post("/v1/chat/completions", { messages });
await fetch("http://localhost:8000/api/chat", { method: "POST", body: JSON.stringify({ question: process.argv[2], user: "me" }) });
`,
    },
    [7, 8, 9, 10, 11],
  ],
  [
    "Python",
    {
      "call.py": `import os, httpx, aiohttp
messages = [{"role": "user", "content": input()}]
client = httpx.Client(base_url=os.environ["BASE"])
client.post("/chat/completions", json={"messages": messages})
client.request("POST", "chat/completions", json={"messages": messages})
httpx.Client().post("/chat/completions", json={"messages": messages})
async def ask(base):
    async with aiohttp.ClientSession(base) as session:
        async with session.post("/v1/chat/completions", json={"messages": messages}) as answer:
            return await answer.json()
class Service:
    def __init__(self, base):
        self.client = httpx.AsyncClient(base_url=base)
    async def ask(self):
        return await self.client.post("/api/chat", json={"messages": messages})
`,
    },
    [4, 5, 9, 15],
  ],
])("%s: clients that were told where their addresses begin", async (_, files, expected) => {
  expect(lines((await inventoryOf(files)).calls)).toEqual(expected);
});

test.each<[string, Files, number[]]>([
  [
    "TypeScript",
    {
      "find.ts": `import { Pool } from "pg";
import { drizzle } from "drizzle-orm/node-postgres";
import { sql } from "drizzle-orm";
import { PrismaClient } from "@prisma/client";
const pool = new Pool(), db = drizzle(pool), prisma = new PrismaClient();
export const one = (v: string) => pool.query("SELECT text FROM notes ORDER BY place <=> $1 LIMIT 5", [v]);
export const two = (v: string) => prisma.$queryRaw\`SELECT text FROM notes ORDER BY place <-> \${v}::vector LIMIT 5\`;
export const three = (v: string) => db.execute(sql\`SELECT text FROM notes ORDER BY place <=> \${v} LIMIT 5\`);
export const four = (v: string) => pool.query("SELECT text FROM notes WHERE id = $1", [v]);
export const make = () => pool.query("CREATE FUNCTION near(v vector) RETURNS text AS 'SELECT text FROM notes ORDER BY place <=> v'");
`,
      "call.ts": `import OpenAI from "openai";\nimport "./find";\nexport default new OpenAI();\n`,
    },
    [6, 7, 8],
  ],
  [
    "Python, through a function of the project",
    {
      "find.py": `from openai import OpenAI
from database import run
FOUND = "SELECT text FROM notes ORDER BY place <=> %s LIMIT 5"
def one(v):
    return run("""
        CALL db.index.vector.queryNodes('notes', $k, $v) YIELD node RETURN node
    """, {"v": v})
def two(v, table):
    return run(f"SELECT text FROM {table} ORDER BY place <-> %s", (v,))
def three(v):
    return run("MATCH (n) RETURN n ORDER BY n.name")
def four():
    return run("CREATE FUNCTION near AS 'SELECT text FROM notes ORDER BY place <=> v'")
`,
    },
    [3, 5, 9],
  ],
  [
    "Python",
    {
      "find.py": `import psycopg2
from sqlalchemy import text
from openai import OpenAI
connection = psycopg2.connect("notes")
def one(v):
    cursor = connection.cursor()
    cursor.execute("SELECT text FROM notes ORDER BY place <=> %s LIMIT 5", (v,))
    return cursor.fetchall()
def two(session, v):
    return session.execute(text("SELECT text FROM notes ORDER BY place <-> :v LIMIT 5"), {"v": v}).fetchall()
def three(v):
    cursor = connection.cursor()
    cursor.execute("SELECT text FROM notes WHERE id = %s", (v,))
    return cursor.fetchall()
`,
    },
    [7, 10],
  ],
])("%s: a statement that ranks by vectors is a retrieval, told once", async (_, files, expected) => {
  expect(lines((await inventoryOf(files)).retrievals)).toEqual(expected);
});

const HAND = {
  "client.py": `import json, subprocess
class Client:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    def request(self, method, params):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode())
    def call(self, name, arguments):
        return self.request("tools/call", {"name": name, "arguments": arguments})
`,
  "server.py": `import json, sys
def handle(request):
    method = request["method"]
    if method == "initialize":
        return {"serverInfo": {"name": "adder", "version": "1"}}
    elif method == "tools/list":
        return {"tools": [{"name": "add", "description": "Adds.", "inputSchema": {"type": "object"}}]}
    elif method == "tools/call":
        return {"content": []}
for line in sys.stdin:
    print(json.dumps(handle(json.loads(line))))
`,
  "proxy.py": `def pass_on(request):
    if request["method"] == "tools/call":
        print("called")
`,
  "client.ts": `const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };
export async function callTool(url: string, name: string) {
  return fetch(url, { method: "POST", body: JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params: { name } }) });
}
export const listTools = (url: string) => fetch(url, { method: "POST", body: JSON.stringify(list) });
`,
  "server.ts": `export function answer(request: { method: string }) {
  switch (request.method) {
    case "tools/list":
      return { tools: [] };
    case "tools/call":
      return { content: [] };
  }
}
`,
  "table.ts": `export const handlers = { "tools/list": () => [], "tools/call": () => ({}) };\n`,
};
test("servers and clients of MCP that no package makes", async () => {
  const { servers } = await inventoryOf(HAND);
  expect(servers.map(({ path, start, name, kind }) => `${path}:${start.line} ${name} ${kind}`)).toEqual([
    "client.py:2 Client called",
    "client.ts:2 callTool called",
    "server.py:2 adder served",
    "server.ts:1 answer served",
    "table.ts:1  served",
  ]);
});
test("who has a package for MCP is listed by what that makes", async () => {
  const { servers } = await inventoryOf({
    "client.ts": `import { Client } from "@modelcontextprotocol/sdk/client/index.js";
const client = new Client({ name: "me", version: "1" });
await client.request({ method: "tools/call", params: { name: "add" } }, schema);
`,
  });
  expect(servers.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["me called"]);
});

test("servers in a list, and one that has a file of its own", async () => {
  const { servers } = await inventoryOf({
    "servers.json": `{"mcp_servers": [{"name": "files", "command": "npx", "args": ["files@1.0.0"]}, {"name": "off"}]}`,
    "config/clock.yaml": "command: uvx clock-mcp==1.0.0\n",
    "config/notes.json": `{"url": "https://notes.example.com/mcp"}`,
    "config/web.json": `{"url": "https://example.com/", "command": "start"}`,
    "api.yaml": "servers:\n  - url: https://example.com/mcp\n",
    "app.py": "from openai import OpenAI\n",
  });
  expect(servers.map(({ path, name }) => `${path} ${name}`)).toEqual([
    "config/clock.yaml clock",
    "config/notes.json notes",
    "servers.json files",
  ]);
});

test("classes of the project that extend a class of a package tell it what it is in their constructors", async () => {
  const { calls, servers, tools, agents } = await inventoryOf({
    "agents.py": `from agents import Agent, Runner, function_tool
from mcp.server.fastmcp import FastMCP
@function_tool
def look(name: str) -> str:
    return name
class Helper(Agent):
    def __init__(self):
        super().__init__(name="helper", instructions="Help.", tools=[look])
class Notes(FastMCP):
    def __init__(self):
        super().__init__("notes")
class Clock(FastMCP):
    pass
notes, clock = Notes(), Clock("clock")
@notes.tool()
def read(name: str) -> str:
    return name
Runner.run_sync(Helper(), input())
`,
    "agents.ts": `import { Agent } from "@mastra/core/agent";
export class Helper extends Agent {
  constructor() {
    super({ name: "helper", instructions: "Help.", model: "m" });
  }
  ask(question: string) {
    return this.generate(question);
  }
}
`,
  });
  expect(calls.map(({ path, start, kind }) => `${path}:${start.line} ${kind}`)).toEqual([
    "agents.py:8 setup",
    "agents.py:18 text",
    "agents.ts:4 setup",
    "agents.ts:7 text",
  ]);
  expect(agents.map((agent) => agent.tools.length)).toEqual([1]);
  expect(tools.map(({ name }) => name)).toEqual(["look", "read"]);
  expect(servers.map(({ name, start }) => `${start.line} ${name}`)).toEqual(["11 notes", "14 clock"]);
});

test("several functions that are handed over together keep their own names", async () => {
  const { tools } = await inventoryOf({
    "notes.py": `from agno.agent import Agent
from agno.tools import Toolkit
class Notes(Toolkit):
    def __init__(self):
        super().__init__(name="notes", tools=[self.first, self.second])
    def first(self, name: str) -> str:
        return name
    def second(self, name: str) -> str:
        return name
Agent(tools=[Notes()]).run(input())
`,
  });
  expect(tools.map(({ name }) => name)).toEqual(["first", "second"]);
});

test("tools in a table by their names", async () => {
  const { tools } = await inventoryOf({
    "tools.ts": `import { tool } from "@langchain/core/tools";
import { z } from "zod";
const table = {
  now: { description: "Tells the time.", schema: z.object({}) },
  later: { description: "Tells it later.", schema: z.object({ minutes: z.number() }) },
};
export const make = (name: keyof typeof table) => tool(async () => name, { name, ...table[name] });
`,
    "tools.py": `from openai import OpenAI
TOOLS = {
    "read": {"description": "Reads.", "parameters": {"type": "object", "properties": {}}},
    "write": {"description": "Writes.", "parameters": {"type": "object", "properties": {}}},
}
SETTINGS = {"color": {"description": "Of the text.", "schema": str}, "size": {"description": "Of the text.", "schema": int}}
`,
  });
  expect(
    tools.filter(({ kind }) => kind === "declared").map(({ name, start }) => `${start.line} ${name}`),
  ).toEqual(["3 read", "4 write", "4 now", "5 later"]);
});

test("models that a Worker is bound to are known by their names, whatever the binding is called", async () => {
  const { calls } = await inventoryOf({
    "worker.ts": `import { Hono } from "hono";
const MODEL = "@cf/meta/llama-3.1-8b-instruct";
const app = new Hono<{ Bindings: Env }>();
app.post("/ask", async (c) => {
  const { question } = await c.req.json();
  return c.json(await c.env.AI.run(MODEL, { messages: [{ role: "user", content: question }] }));
});
export default {
  fetch: app.fetch,
  async scheduled(_: unknown, env: Env) {
    await env.DB.run("DELETE FROM notes", { prompt: "none" });
    await env.LLM.run("@hf/thebloke/zephyr-7b", { prompt: "Hello" });
  },
};
`,
  });
  expect(lines(calls)).toEqual([6, 12]);
});

test("an index of vectors is a store, and asking it a retrieval", async () => {
  const { stores, retrievals } = await inventoryOf({
    "find.py": `import faiss
from openai import OpenAI
index = faiss.IndexFlatL2(3)
_, ids = index.search([[1, 2, 3]], 2)
`,
  });
  expect([lines(stores), lines(retrievals)]).toEqual([[3], [4]]);
});
