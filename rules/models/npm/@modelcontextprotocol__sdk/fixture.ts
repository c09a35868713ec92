// Every row of the pack.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { createMcpFastifyApp, createMcpHonoApp, localhostOriginValidation, originValidation } from "@modelcontextprotocol/server";
import { createMcpExpressApp } from "@modelcontextprotocol/sdk/server/express.js";
import { hostHeaderValidation, localhostHostValidation } from "@modelcontextprotocol/sdk/server/middleware/hostHeaderValidation.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { McpAgent } from "agents/mcp";
import { FastMCP } from "fastmcp";
import { createMcpHandler } from "mcp-handler";
import { createMcpRouteHandler, initializeMcpApiHandler } from "@vercel/mcp-adapter";
import { readFile } from "node:fs/promises";
import { z } from "zod";

const server = new McpServer({ name: "notes", version: "1.0.0" });
const text = (value: unknown) => ({ content: [{ type: "text" as const, text: String(value) }] });

server.tool("read", "Reads a note.", { path: z.string() }, async ({ path }) => text(await readFile(path)));
server.registerTool("read2", { description: "Reads a note.", inputSchema: { path: z.string(), limit: z.number() } }, async ({ path, limit }) => text((await readFile(path)).subarray(0, limit)));
server.resource("note", new ResourceTemplate("note://{name}", {}), async (uri, { name }) => ({ contents: [{ uri: uri.href, text: String(await readFile(String(name))) }] }));
server.registerResource("note2", new ResourceTemplate("note://{name}", {}), {}, async (uri, { name }) => ({ contents: [{ uri: uri.href, text: String(name) }] }));
server.prompt("review", { code: z.string() }, ({ code }) => ({ messages: [{ role: "user", content: { type: "text", text: code } }] }));
server.registerPrompt("review2", { argsSchema: { code: z.string() } }, ({ code }) => ({ messages: [{ role: "user", content: { type: "text", text: code } }] }));

const low = new Server({ name: "low", version: "1.0.0" }, { capabilities: {} });
low.setRequestHandler(CallToolRequestSchema, async (request) => text(await readFile(String(request.params.arguments?.path) + request.params.name + request.params.uri)));

export async function sampling(question: string) {
  const answer = await low.createMessage({ messages: [{ role: "user", content: { type: "text", text: question } }], systemPrompt: "You help.", maxTokens: 100 });
  const other = await server.server.createMessage({ messages: [], maxTokens: 100 });
  return [answer.content, other.content, await low.elicitInput({ message: "Go on?" }), low.server];
}

export async function client(command: string, url: URL) {
  const session = new Client({ name: "c", version: "1.0.0" });
  await session.connect(new StdioClientTransport({ command, args: [] }));
  await session.connect(new StreamableHTTPClientTransport(url));
  const found = [await session.callTool({ name: "read" }), await session.listTools(), await session.readResource({ uri: "a" }), await session.listResources()];
  return [...found, await session.getPrompt({ name: "p" }), await session.listPrompts(), await session.request({ method: "tools/list" }, z.any())];
}

const fast = new FastMCP({ name: "fast", version: "1.0.0" });
fast.addTool({ name: "read", parameters: z.object({ path: z.string() }), execute: async ({ path }) => String(await readFile(path)) });
fast.addResource({ uri: "a", load: async () => ({ text: "a" }) });
fast.addResourceTemplate({ uriTemplate: "a/{name}", load: async ({ name }) => ({ text: String(await readFile(name)) }) });
fast.addPrompt({ name: "p", load: async ({ topic }) => topic });

await fast.start({ transportType: "httpStream", httpStream: { port: 8080 } });

const app = createMcpExpressApp();
app.use(hostHeaderValidation(["localhost"]), localhostHostValidation());
app.use(originValidation(["localhost"]), localhostOriginValidation());
export const others = [createMcpHonoApp(), createMcpFastifyApp()];
app.get("/sse", (_req, res) => server.connect(new SSEServerTransport("/messages", res)));
app.post("/mcp", (req, res) => new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }).handleRequest(req, res));

export class Notes extends McpAgent {
  server = new McpServer({ name: "notes", version: "1.0.0" });
  async init() {
    this.server.tool("read", { path: z.string() }, async ({ path }) => text(path));
  }
}

export const GET = createMcpHandler((handled) => handled.tool("read", { path: z.string() }, async ({ path }) => text(path)));
export const POST = [createMcpRouteHandler((handled) => handled), initializeMcpApiHandler((handled) => handled)];
