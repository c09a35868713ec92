"""Every row of the pack."""

from pymilvus import Collection, MilvusClient

client = MilvusClient(uri="http://localhost:19530")


def run(vector: list, rows: list, old: Collection) -> str:
    client.insert("notes", data=rows), client.upsert("notes", data=rows), old.insert(rows)
    text = client.search("notes", data=[vector])[0][0]["entity"]["text"] + client.query("notes", filter="id > 0")[0]["text"] + client.get("notes", ids=[1])[0]["text"]
    return text + str(client.hybrid_search("notes", [])) + str(old.search([vector], "v", {}, 3)) + str(old.hybrid_search([], None)) + str(old.query("id > 0"))
