// Every row of the pack.
import ollama, { Ollama } from "ollama";

const client = new Ollama({ host: "http://localhost:11434" });

export async function run(question: string) {
  const messages = [{ role: "user", content: question }];
  const answer = await ollama.chat({ model: "llama3", messages });
  for (const call of answer.message.tool_calls ?? []) console.log(call.function.name, call.function.arguments);
  let text = answer.message.content;
  for await (const part of await client.chat({ model: "llama3", messages, stream: true })) text += part.message.content;
  text += (await client.generate({ model: "llama3", prompt: question, system: "You help." })).response;
  await client.embed({ model: "a", input: question });
  await client.embeddings({ model: "a", prompt: question });
  await client.create({ model: "b", from: "llama3", system: "You help." });
  await client.list();
  return text + (await client.webSearch({ query: question })).results[0].content + (await client.webFetch({ url: "https://example.com" })).content;
}
