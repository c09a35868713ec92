// Every row of the pack.
import { Client } from "@elastic/elasticsearch";
import { Client as OpenSearch } from "@opensearch-project/opensearch";

const client = new Client({ node: process.env.ELASTIC_URL });
const open = new OpenSearch({ node: process.env.OPENSEARCH_URL });

export async function run(question: string, text: string) {
  await client.index({ index: "docs", document: { text } });
  await client.bulk({ operations: [{ index: {} }, { text }] });
  await client.count({ index: "docs" });
  await client.msearch({ searches: [{}, { query: { match: { text: question } } }] });
  await client.get({ index: "docs", id: "1" });
  await open.search({ index: "docs", body: { query: { match: { text: question } } } });
  return client.search({ index: "docs", query: { match: { text: question } } });
}
