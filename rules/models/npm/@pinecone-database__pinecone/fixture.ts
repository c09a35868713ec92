// Every row of the pack.
import { Pinecone, PineconeClient } from "@pinecone-database/pinecone";

const client = new Pinecone();

export async function run(question: string, vector: number[], keys: Record<string, string>) {
  await new PineconeClient().init({ apiKey: keys.a, environment: "e" });
  const index = client.index("notes").namespace("tenant");
  await index.upsert([{ id: "1", values: vector, metadata: { text: question } }]);
  await index.upsertRecords([{ id: "1", text: question }]);
  await index.update({ id: "1", metadata: { text: question } });
  await index.describeIndexStats();
  await client.inference.embed("a", [question], {});
  const found = await client.Index("notes").query({ vector, topK: 3, includeMetadata: true });
  const records = await index.searchRecords({ query: { topK: 3, inputs: { text: question } } });
  const helper = client.assistant("a");
  const answer = (await helper.chat({ messages: [{ role: "user", content: question }] })).message?.content + (await helper.chatStream({ messages: [] })) + (await client.Assistant("a").context({ query: question })).snippets[0].content;
  return found.matches[0].metadata?.text + records.result.hits[0].fields + (await index.fetch(["1"])).records["1"].metadata?.text + answer;
}
