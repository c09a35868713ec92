// Every row of the pack.
import { query, tool } from "@anthropic-ai/claude-agent-sdk";
import { readFile } from "node:fs/promises";
import { z } from "zod";

export const read = tool("read", "Reads.", { path: z.string() }, async ({ path }) => ({ content: [{ type: "text", text: String(await readFile(path)) }] }));

export async function run(question: string) {
  let text = "";
  for await (const message of query({ prompt: question, options: { systemPrompt: "You help.", canUseTool: async (name, input) => ({ behavior: "allow", updatedInput: input, name }) } })) {
    text += message.type === "result" ? message.result : message.message.content[0].text;
  }
  return text;
}
