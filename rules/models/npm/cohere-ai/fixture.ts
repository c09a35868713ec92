// Every row of the pack.
import { CohereClient, CohereClientV2 } from "cohere-ai";

const client = new CohereClient({ environment: "https://llm.example.com" });
const next = new CohereClientV2({});

export async function run(question: string) {
  const answer = await client.chat({ message: question, preamble: "You help." });
  console.log(answer.toolCalls?.[0].parameters);
  let text = answer.text + (await client.generate({ prompt: question })).generations[0].text + (await client.summarize({ text: question })).summary;
  for await (const event of await client.chatStream({ message: question })) text += event.text;
  for await (const event of await client.generateStream({ prompt: question })) text += event.text;
  await client.embed({ texts: [question] });
  await client.rerank({ query: question, documents: [question] });
  text += (await client.v2.chat({ model: "a", messages: [] })).message.content[0].text + (await next.chat({ model: "a", messages: [{ role: "user", content: question }] })).message.content[0].text;
  for await (const event of await next.chatStream({ model: "a", messages: [] })) text += event.delta.message.content.text;
  await next.embed({ texts: [question] });
  await next.rerank({ query: question, documents: [question] });
  return text;
}
