import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createEngine, type EngineResult, maskSecrets } from "../../server/src/engine.ts";
import { createMemoryFileSystem } from "../../server/src/host/memoryFileSystem.ts";
import type { ReportInput } from "../../server/src/report/report.ts";

const dist = join(import.meta.dirname, "../../dist/grammars");

/** Analyses files in memory and gives what the reports are made from. */
export async function reportInputOf(files: Record<string, string>): Promise<ReportInput> {
  const stored = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text]));
  const engine = await createEngine({ fs: createMemoryFileSystem(stored) }, (name) =>
    readFile(join(dist, name)),
  );
  const result: EngineResult = await engine.analyse({
    root: "/app",
    paths: ["/app"],
    profile: "recommended",
    inventory: true,
  });
  return {
    result,
    rules: engine.rules(),
    tool: { name: "llmlint", version: "1.2.3" },
    profile: "recommended",
    text: (path) => result.text(path),
    rootName: (path) => path,
    displayName: (path) => path,
    maskSecrets,
    time: "2026-01-31T12:00:00",
  };
}

export const PYTHON: Record<string, string> = {
  "requirements.txt": "openai==1.109.1\nchromadb==1.0.0\n",
  "app.py": `import subprocess
from fastapi import FastAPI
from openai import OpenAI
import chromadb
from mcp.server.fastmcp import FastMCP
from langchain_core.tools import tool
import os

app = FastAPI()
client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
store = chromadb.Client().get_collection("docs")
server = FastMCP("files")

@server.tool()
def remove(path: str) -> str:
    os.remove(path)
    return "done"

@app.post("/ask")
def ask(question: str):
    docs = store.query(query_texts=[question])
    answer = client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": "Answer from the documents."},
            {"role": "user", "content": f"<q>{question}</q> Documents: {docs['documents']}"},
        ],
    )
    subprocess.run(answer.choices[0].message.content, shell=True)
    return answer.choices[0].message.content
`,
  ".mcp.json": '{"mcpServers": {"web": {"command": "npx", "args": ["fetch-server@1.2.3"]}}}\n',
};

export const SCRIPT: Record<string, string> = {
  "package.json": '{"dependencies": {"openai": "5.1.0", "@modelcontextprotocol/sdk": "1.12.0"}}\n',
  "app.ts": `import { exec } from "node:child_process";
import { unlinkSync } from "node:fs";
import express from "express";
import OpenAI from "openai";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
const server = new McpServer({ name: "files", version: "1" });
server.tool("remove", { path: z.string() }, async ({ path }) => {
  unlinkSync(path);
  return { content: [] };
});

const app = express();
app.post("/ask", async (req, res) => {
  const answer = await client.chat.completions.create({
    model: "gpt-4o",
    messages: [
      { role: "system", content: "Answer." },
      { role: "user", content: \`Question: \${req.body.question}!\` },
    ],
  });
  exec(answer.choices[0].message.content ?? "");
  res.json(answer.choices[0].message.content);
});
`,
};
