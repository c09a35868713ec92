// Every row of the pack.
import type { Ai } from "@cloudflare/workers-types";
import { runWithTools } from "@cloudflare/ai-utils";

export async function ask(ai: Ai, env: any, question: string): Promise<unknown[]> {
  const answer = await ai.run("@cf/meta/llama-3.1-8b-instruct", { messages: [{ role: "user", content: question }] });
  const tools = [{ name: "now", description: "Tells the time.", parameters: { type: "object", properties: {} }, function: async () => String(Date.now()) }];
  await runWithTools(ai, "@hf/nousresearch/hermes-2-pro-mistral-7b", { messages: [{ role: "user", content: question }], tools });
  return [answer, await env.AI.run("@cf/baai/bge-m3", { text: question }), await env.DB.run("SELECT 1", { text: question })];
}
