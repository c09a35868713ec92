// Every row of the pack.
import * as lancedb from "@lancedb/lancedb";

export async function look(question: string, vector: number[]) {
  const db = await lancedb.connect("./store");
  let table = await db.createTable("notes", [{ vector, text: "a" }]);
  table = await db.openTable("notes");
  console.log(await db.tableNames(), await table.countRows());
  await table.add([{ vector, text: question }]);
  await table.delete("topic = 'old'");
  const rows = await table.search(vector).where("topic = 'new'").limit(5).offset(0).select(["text"]).distanceType("cosine").toArray();
  const near = await table.vectorSearch(vector).nprobes(10).refineFactor(2).toArrow();
  const old = await table.search(vector).filter("topic = 'new'").execute();
  const text = await table.query().nearestTo(vector).nearestToText(question).fullTextSearch(question).rerank(undefined).toArray();
  return rows[0].text + near.get(0) + old[0].text + text[0].text;
}
