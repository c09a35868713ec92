// Every row of the pack.
import Replicate from "replicate";

const client = new Replicate({ baseUrl: "https://llm.example.com" });

export async function run(question: string) {
  const input = { prompt: question, system_prompt: "You help." };
  let text = ((await client.run("meta/llama", { input })) as string[]).join("");
  for await (const event of client.stream("meta/llama", { input })) text += event;
  return text + (await client.predictions.create({ version: "a", input })).output;
}
