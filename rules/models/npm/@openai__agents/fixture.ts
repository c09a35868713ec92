// Every row of the pack.
import { Agent, MCPServerSSE, MCPServerStdio, Runner, codeInterpreterTool, fileSearchTool, handoff, hostedMcpTool, imageGenerationTool, run, setDefaultOpenAIKey, shellTool, tool, webSearchTool } from "@openai/agents";
import { RealtimeAgent, RealtimeSession } from "@openai/agents/realtime";
import { Codex, Thread } from "@openai/codex-sdk";
import { readFile } from "node:fs/promises";
import { z } from "zod";

const read = tool({ name: "read", description: "Reads.", parameters: z.object({ path: z.string() }), execute: async ({ path }) => String(await readFile(path)) });
const shell = [shellTool({ shell: { run: async (action) => action.commands } })];
const agent = new Agent({ name: "helper", instructions: "You help.", tools: [read, ...shell, hostedMcpTool({ serverLabel: "notes", serverUrl: "https://tools.example.com", requireApproval: "always" })] });
export const hosted = new Agent({ name: "hosted", instructions: "You search.", tools: [webSearchTool(), fileSearchTool(["a"]), codeInterpreterTool(), imageGenerationTool()] });
const other = Agent.create({ name: "o", instructions: () => "You help.", handoffs: [handoff(agent)], tools: [agent.clone({}).asTool({})] });

export async function answer(question: string, keys: Record<string, string>, command: string, url: string) {
  setDefaultOpenAIKey(keys.a);
  const result = await run(agent, question);
  const second = await new Runner().run(other, question);
  const session = new RealtimeSession(new RealtimeAgent({ name: "voice", instructions: "You help." }));
  await session.connect({ apiKey: keys.b });
  session.sendMessage(question);
  session.on("agent_end", (event) => console.log(event));
  const server = new MCPServerStdio({ command, args: [] });
  return [result.finalOutput, second.finalOutput, await server.callTool("a", {}), await server.listTools(), await new MCPServerSSE({ url }).listTools()];
}

export async function code(question: string, id: string, isNew: boolean) {
  const codex = new Codex({ apiKey: process.env.CODEX_KEY, baseUrl: "https://llm.example.com/v1" });
  let thread: Thread;
  if (isNew) thread = codex.startThread({ sandboxMode: "read-only" });
  else thread = codex.resumeThread(id, { sandboxMode: "read-only" });
  const { events } = await thread.runStreamed(question, { signal: AbortSignal.timeout(60_000) });
  for await (const event of events) if (event.type === "item.completed") console.log(event.item);
  return (await thread.run([{ type: "text", text: question }])).finalResponse;
}
