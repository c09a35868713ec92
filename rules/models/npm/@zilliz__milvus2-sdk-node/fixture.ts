// Every row of the pack.
import { MilvusClient } from "@zilliz/milvus2-sdk-node";

const client = new MilvusClient({ address: "https://store.example.com" });

export async function look(vector: number[], text: string) {
  await client.insert({ collection_name: "notes", data: [{ vector, text }] });
  await client.upsert({ collection_name: "notes", data: [{ vector, text }] });
  await client.delete({ collection_name: "notes", filter: "topic == 'old'" });
  const found = await client.search({ collection_name: "notes", data: vector, filter: "topic == 'new'" });
  const hybrid = await client.hybridSearch({ collection_name: "notes", data: [] });
  const rows = await client.query({ collection_name: "notes", filter: "id > 1" });
  const one = await client.get({ collection_name: "notes", ids: [1] });
  for await (const page of await client.searchIterator({ collection_name: "notes", data: vector, batchSize: 5 })) console.log(page);
  for await (const page of await client.queryIterator({ collection_name: "notes", expr: "id > 1" })) console.log(page);
  return found.results[0].text + hybrid.results[0].text + rows.data[0].text + one.data[0].text;
}
