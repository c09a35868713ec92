// Every row of the pack.
import { QdrantClient } from "@qdrant/js-client-rest";

const client = new QdrantClient({ url: "http://localhost:6333" });

export async function run(question: string, vector: number[]) {
  await client.upsert("notes", { points: [{ id: 1, vector, payload: { text: question } }] });
  await client.setPayload("notes", { payload: { text: question }, points: [1] });
  await client.count("notes");
  await client.getCollections();
  const found = [...(await client.search("notes", { vector })), ...(await client.recommend("notes", { positive: [1] })), ...(await client.retrieve("notes", { ids: [1] })), ...(await client.query("notes", { query: vector })).points, ...(await client.scroll("notes")).points];
  return found[0].payload?.text + String((await client.searchBatch("notes", { searches: [] }))[0]) + (await client.queryBatch("notes", { searches: [] }))[0];
}
