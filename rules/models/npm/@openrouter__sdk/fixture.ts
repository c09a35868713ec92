// Every row of the pack.
import { OpenRouter, tool } from "@openrouter/sdk";
import { callModel } from "@openrouter/sdk/funcs/call-model";
import { z } from "zod";

const client = new OpenRouter({ serverURL: "https://llm.example.com" });
const read = tool({ name: "read", inputSchema: z.object({ path: z.string() }), execute: async ({ path }) => path.length });

export async function ask(question: string) {
  const messages = [{ role: "user" as const, content: question }];
  const answer = await client.chat.send({ chatRequest: { model: "a/b", messages, maxTokens: 500 } });
  const older = await client.chat.send({ model: "a/b", messages });
  const run = client.callModel({ model: "a/b", instructions: "You help.", input: question, tools: [read] });
  const loose = callModel(client, { model: "a/b", input: question });
  const response = await client.beta.responses.send({ responsesRequest: { model: "a/b", input: question } });
  await client.embeddings.generate({ requestBody: { input: question, model: "a/e" } });
  return answer.choices[0].message.content + older.choices[0].message.content + (await run.getText()) + (await loose.getText()) + response.outputText;
}
