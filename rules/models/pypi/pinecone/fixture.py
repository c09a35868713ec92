"""Every row of the pack."""

import pinecone
from pinecone import Pinecone

client = Pinecone()
index = client.Index("notes")


async def run(question: str, vector: list, keys: dict) -> str:
    pinecone.init(api_key=keys["a"])
    client.create_index("a", dimension=3), client.list_indexes(), client.describe_index("a"), client.inference.embed("a", [question]), index.describe_index_stats(), index.delete(ids=["1"])
    index.upsert(vectors=[("1", vector, {"text": question})]), index.upsert_records("n", [{"text": question}]), index.upsert_from_dataframe(None), index.update(id="1", set_metadata={"text": question})
    text = index.query(vector=vector, top_k=3, include_metadata=True).matches[0].metadata["text"] + str(index.query_namespaces(vector=vector)) + index.fetch(["1"]).vectors["1"].metadata["text"]
    text += index.search(namespace="n", query={})["result"]["hits"][0]["fields"]["text"] + str(index.search_records(namespace="n", query={})) + str(client.IndexAsyncio("host"))
    text += str(client.inference.rerank(model="a", query=question, documents=[text]))
    helper = client.assistant.Assistant("a")
    return text + helper.chat(messages=[{"role": "user", "content": question}]).message.content + helper.context(query=question).snippets[0].content
