// Every row of the pack.
import { VoyageAIClient } from "voyageai";

const client = new VoyageAIClient({ apiKey: process.env.VOYAGE_API_KEY });

export async function run(text: string, documents: string[]) {
  await client.embed({ input: text, model: "voyage-3" });
  await client.contextualizedEmbed({ inputs: [[text]], model: "voyage-context-3" });
  await client.multimodalEmbed({ inputs: [], model: "voyage-multimodal-3" });
  return client.rerank({ query: text, documents, model: "rerank-2" });
}
