"""Every row of the pack."""

import chromadb
from chromadb import Collection

client = chromadb.PersistentClient(path="store")


def write(collection: Collection, text: str) -> None:
    collection.add(ids=["1"], documents=[text])
    collection.upsert(ids=["1"], documents=[text])
    collection.update(ids=["1"], documents=[text])
    collection.delete(ids=["2"])


def read(question: str) -> str:
    collection = client.get_or_create_collection("notes")
    client.create_collection("a"), client.get_collection("a"), client.list_collections(), client.delete_collection("b"), client.heartbeat()
    text = collection.query(query_texts=[question])["documents"][0][0]
    return text + collection.get()["documents"][0] + collection.peek()["documents"][0] + str(collection.count())
