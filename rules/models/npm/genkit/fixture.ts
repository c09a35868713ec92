// Every row of the pack.
import { type Genkit, genkit, z } from "genkit";
import { readFile } from "node:fs/promises";

const ai: Genkit = genkit({ plugins: [] });
const read = ai.defineTool({ name: "read", description: "Reads.", inputSchema: z.object({ path: z.string() }) }, async ({ path }) => String(await readFile(path)));

export const flow = ai.defineFlow({ name: "answer" }, async (question: string) => {
  const answer = await ai.generate({ prompt: question, system: "You help.", tools: [read] });
  console.log(answer.toolRequests[0].toolRequest.input);
  let text = answer.text + (await ai.generate(question)).text;
  for await (const chunk of ai.generateStream({ prompt: question }).stream) text += chunk.text;
  const chat = ai.chat({ system: "You help." });
  text += (await chat.send(question)).text + chat.sendStream(question).stream;
  await ai.index({ indexer: "a", documents: [] });
  await ai.embed({ embedder: "a", content: question });
  return text + (await ai.retrieve({ retriever: "a", query: question }))[0].text;
});
