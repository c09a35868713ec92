// Every row of the pack.
import { Mastra } from "@mastra/core";
import { Agent } from "@mastra/core/agent";
import { LocalFilesystem, LocalSandbox, Workspace } from "@mastra/core/workspace";
import { createTool } from "@mastra/core/tools";
import { createStep } from "@mastra/core/workflows";
import { MCPClient } from "@mastra/mcp";
import { createVectorQueryTool, rerank } from "@mastra/rag";
import { readFile } from "node:fs/promises";
import { z } from "zod";

const read = createTool({ id: "read", inputSchema: z.object({ path: z.string() }), execute: async ({ context }) => String(await readFile(context.path)) });
const search = createVectorQueryTool({ vectorStoreName: "a", indexName: "b" });
const agent = new Agent({ name: "helper", instructions: "You help.", tools: { read, search } });
const mastra = new Mastra({ agents: { agent } });

export async function run(question: string, found: never[]) {
  const answer = await agent.generate(question, { structuredOutput: { schema: z.object({ score: z.number() }) } });
  for (const call of answer.toolCalls) console.log(call.toolName, call.args);
  let text = answer.text + answer.object.score + (await agent.generateLegacy(question)).text + (await agent.generateVNext(question)).text;
  for await (const piece of (await agent.stream(question)).textStream) text += piece;
  text += (await agent.streamLegacy(question)).textStream + (await agent.streamVNext(question)).textStream + (await agent.network(question));
  const client = new MCPClient({ servers: {} });
  console.log(await client.getTools(), await client.getToolsets(), rerank(found, question));
  return text + (await mastra.getAgent("agent").generate(question)).text + (await mastra.getAgentById("agent").generate(question)).text;
}

export const step = createStep({
  id: "check",
  execute: async ({ inputData, mastra }) => {
    const checker = mastra?.getAgent("checker");
    if (checker === undefined) throw new Error("no checker");
    return (await checker.generate(inputData.text)).text;
  },
});
export const asking = createTool({ id: "ask", execute: async ({ text }, { mastra }) => (await mastra.getAgentById("checker").generate(text)).text });
export const worker = new Agent({ name: "worker", instructions: "Build it.", model: "m", tools: {}, workspace: new Workspace({ sandbox: new LocalSandbox({}), filesystem: new LocalFilesystem({ basePath: "." }) }) });
