// Every row of the pack.
import weaviate, { type WeaviateClient } from "weaviate-client";
import old, { ApiKey } from "weaviate-ts-client";

export async function run(question: string, vector: number[], keys: Record<string, string>) {
  const client: WeaviateClient = await weaviate.connectToLocal();
  console.log(await weaviate.connectToWeaviateCloud("u"), await weaviate.connectToCustom({}), await weaviate.connectToWCS("u"), new ApiKey(keys.a), await client.collections.create({ name: "A" }));
  const { query, generate, data } = client.collections.get("Notes").withTenant("t");
  await data.insert({ properties: { text: question } });
  await data.insertMany([{ text: question }]);
  await data.update({ id: "1", properties: { text: question } });
  const found = [await query.nearText(question), await query.nearVector(vector), await query.nearObject("1"), await query.bm25(question), await query.hybrid(question), await query.fetchObjects()];
  const one = await client.collections.use("Notes").query.fetchObjectById("1");
  const made = [await generate.nearText(question, { singlePrompt: "Shorten {text}" }), await generate.nearVector(vector, {}), await generate.bm25(question, {}), await generate.hybrid(question, {}), await generate.fetchObjects({ groupedTask: "Sum up" })];
  return found[0].objects[0].properties.text + one.properties.text + made[0].objects[0].generated;
}

export async function version2(question: string) {
  const client = old.client({ scheme: "http", host: "localhost:8080" });
  await client.data.creator().withClassName("Notes").withProperties({ text: question }).do();
  const query = client.graphql.get().withClassName("Notes").withFields("text").withNearText({ concepts: [question] }).withNearVector({}).withHybrid({}).withBm25({});
  return (await query.withWhere({}).withLimit(3).withTenant("t").withGenerate({ singlePrompt: "Shorten {text}" }).do()).data.Get.Notes[0].text;
}
