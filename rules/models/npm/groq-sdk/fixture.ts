// Every row of the pack.
import Groq from "groq-sdk";

const client = new Groq({ baseURL: "https://llm.example.com" }).withOptions({ timeout: 20_000 });

export async function run(question: string) {
  await client.embeddings.create({ model: "a", input: question });
  await client.audio.speech.create({ model: "a", voice: "b", input: question });
  await client.models.list();
  return (await client.chat.completions.create({ model: "llama-3.3-70b", messages: [{ role: "user", content: question }] })).choices[0].message.content;
}
