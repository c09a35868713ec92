"""Every row of the pack."""

from qdrant_client import QdrantClient

client = QdrantClient(url="http://localhost:6333")


def run(question: str, vector: list, points: list) -> str:
    client.create_collection("notes"), client.get_collections(), client.count("notes"), client.delete("notes", points_selector=[])
    client.upsert("notes", points=points), client.upload_points("notes", points), client.upload_collection("notes", vectors=[], payload=[{"text": question}])
    client.set_payload("notes", payload={"text": question}, points=[1]), client.add("notes", documents=[question])
    text = client.query_points("notes", query=vector).points[0].payload["text"] + str(client.query_points_groups("notes")) + str(client.query_batch_points("notes", []))
    text += client.search("notes", query_vector=vector)[0].payload["text"] + str(client.search_batch("notes", [])) + str(client.search_groups("notes", vector, "g"))
    text += str(client.recommend("notes", positive=[1])) + str(client.discover("notes")) + client.query("notes", query_text=question)[0].document
    return text + client.scroll("notes")[0][0].payload["text"] + client.retrieve("notes", ids=[1])[0].payload["text"]
