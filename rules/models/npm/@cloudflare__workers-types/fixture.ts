// Every row of the pack.
import type { Ai } from "@cloudflare/workers-types";

export async function ask(ai: Ai, env: any, question: string): Promise<unknown[]> {
  const answer = await ai.run("@cf/meta/llama-3.1-8b-instruct", { messages: [{ role: "user", content: question }] });
  return [answer, await env.AI.run("@cf/baai/bge-m3", { text: question }), await env.DB.run("SELECT 1", { text: question })];
}
