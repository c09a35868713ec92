// Every row of the pack.
import { ChromaClient } from "chromadb";

const client = new ChromaClient({ path: "http://localhost:8000" });

export async function run(question: string) {
  const collection = await client.getOrCreateCollection({ name: "notes" });
  await client.createCollection({ name: "a" });
  await collection.add({ ids: ["1"], documents: [question] });
  await collection.upsert({ ids: ["1"], documents: [question] });
  await collection.update({ ids: ["1"], documents: [question] });
  const other = await client.getCollection({ name: "notes" });
  return (await collection.query({ queryTexts: [question] })).documents[0][0] + (await other.get()).documents[0] + (await other.peek({})).documents[0] + (await other.count());
}
