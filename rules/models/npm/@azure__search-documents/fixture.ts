// Every row of the pack.
import { AzureKeyCredential, SearchClient } from "@azure/search-documents";

const client = new SearchClient<{ id: string; text: string }>("https://x.search.windows.net", "docs", new AzureKeyCredential(process.env.KEY ?? ""));

export async function run(question: string, docs: { id: string; text: string }[]) {
  await client.uploadDocuments(docs);
  await client.mergeDocuments(docs);
  await client.mergeOrUploadDocuments(docs);
  await client.deleteDocuments(docs);
  await client.suggest(question, "s");
  await client.autocomplete(question, "s");
  await client.getDocument("1");
  return client.search(question, { filter: "owner eq 'a'" });
}
