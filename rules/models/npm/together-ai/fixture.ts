// Every row of the pack.
import Together from "together-ai";

const client = new Together({ baseURL: "https://llm.example.com" });

export async function run(question: string) {
  await client.embeddings.create({ model: "a", input: question });
  await client.images.create({ model: "a", prompt: question });
  await client.images.generate({ model: "a", prompt: question });
  for await (const chunk of client.chat.completions.stream({ model: "llama", messages: [] })) console.log(chunk);
  const text = (await client.chat.completions.create({ model: "llama", messages: [{ role: "user", content: question }] })).choices[0].message?.content;
  return text + (await client.completions.create({ model: "llama", prompt: question })).choices[0].text;
}
