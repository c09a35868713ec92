// Every row of the pack.
import { Index, IndexFlatIP, IndexFlatL2 } from "faiss-node";
import { BruteforceSearch, HierarchicalNSW } from "hnswlib-node";
import { MeiliSearch, Meilisearch } from "meilisearch";
import { LocalDocumentIndex, LocalIndex } from "vectra";

const near = new HierarchicalNSW("cosine", 3);
const flat = new IndexFlatL2(3);
const items = new LocalIndex("data");
const documents = new LocalDocumentIndex({ folderPath: "data" });
const engine = new MeiliSearch({ host: process.env.MEILI_URL ?? "" });
const newer = new Meilisearch({ host: process.env.MEILI_URL ?? "" });

export async function run(vector: number[], question: string, text: string) {
  near.searchKnn(vector, 3), new BruteforceSearch("l2", 3).searchKnn(vector, 3);
  flat.search(vector, 3), IndexFlatL2.read("a.index"), Index.fromFactory(3, "Flat"), new IndexFlatIP(3).search(vector, 3);
  await items.insertItem({ vector, metadata: { text } });
  await items.upsertItem({ vector, metadata: { text } });
  await documents.upsertDocument("doc", text);
  await engine.index("docs").addDocuments([{ text }]);
  await newer.multiSearch({ queries: [{ indexUid: "docs", q: question }] });
  await engine.index("docs").searchSimilarDocuments({ id: "1", embedder: "e" });
  return [await items.queryItems(vector, question, 3), await items.listItems(), await documents.queryDocuments(question), await engine.index("docs").search(question, { filter: "owner = a" })];
}
