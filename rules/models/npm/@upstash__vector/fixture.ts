// Every row of the pack.
import { Index } from "@upstash/vector";

const index = new Index({ url: process.env.VECTOR_URL!, token: process.env.VECTOR_TOKEN! });

export async function find(question: string, text: string): Promise<unknown[]> {
  await index.upsert({ id: "1", data: text });
  await index.update({ id: "1", data: text });
  await index.delete("2");
  console.log(await index.info());
  const notes = index.namespace("notes");
  return [...(await notes.query({ data: question, topK: 3 })), ...(await index.fetch(["1"])), (await index.range({ cursor: 0, limit: 10 })).vectors];
}
