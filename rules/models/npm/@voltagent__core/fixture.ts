// Every row of the pack.
import { Agent as Kept, createTool as keptTool } from "@convex-dev/agent";
import { FunctionTool, InMemoryRunner, LlmAgent, MCPToolset, Runner } from "@google/adk";
import { createAgent, createNetwork } from "@inngest/agent-kit";
import { McpClient, Agent as Strands, tool } from "@strands-agents/sdk";
import { Agent, createTool, MCPConfiguration } from "@voltagent/core";
import { z } from "zod";

const weather = createTool({ name: "weather", description: "Weather of a city", parameters: z.object({ city: z.string() }), execute: async ({ city }) => `sunny in ${city}` });
const time = tool({ name: "time", description: "Time of a city", inputSchema: z.object({ city: z.string() }), callback: ({ city }) => `noon in ${city}` });
const sky = new FunctionTool({ name: "sky", description: "Sky of a city", parameters: z.object({ city: z.string() }), execute: ({ city }) => `blue in ${city}` });
const kept = keptTool({ description: "Notes of a city", args: z.object({ city: z.string() }), handler: async (_ctx, { city }) => city });

export async function run(text: string, ctx: never, component: never) {
  const servers = new MCPConfiguration({ servers: {} });
  const agent = new Agent({ name: "a", instructions: "Be brief.", tools: [weather, ...(await servers.getTools())], maxSteps: 3 });
  await agent.generateText(text), await agent.streamText(text);
  await agent.generateObject(text, z.object({ city: z.string() })), await agent.streamObject(text, z.object({ city: z.string() }));
  const strands = new Strands({ systemPrompt: "Be brief.", tools: [time] });
  await strands.invoke(text), strands.stream(text);
  await new McpClient({ url: "https://x/mcp" }).listTools();
  const adk = new LlmAgent({ name: "b", model: "gemini", instruction: "Be brief.", tools: [sky, new MCPToolset({ type: "StdioConnectionParams" })] });
  new Runner({ agent: adk }).runAsync({ newMessage: { role: "user", parts: [{ text }] } });
  new InMemoryRunner({ agent: adk }).runAsync({ newMessage: { role: "user", parts: [{ text }] } });
  const kit = createAgent({ name: "c", system: "Be brief." });
  await kit.run(text), await createNetwork({ name: "n", agents: [kit] }).run(text);
  const convex = new Kept(component, { name: "d", instructions: "Be brief.", tools: { kept } });
  await convex.generateText(ctx, { threadId: "t" }, { prompt: text });
}
