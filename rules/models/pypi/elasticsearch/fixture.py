"""Every row of the pack."""

from elasticsearch import Elasticsearch

client = Elasticsearch("http://localhost:9200")


def run(question: str) -> str:
    client.index(index="notes", document={"text": question}), client.count(index="notes")
    text = client.search(index="notes", query={"match": {"text": question}})["hits"]["hits"][0]["_source"]["text"]
    return text + client.get(index="notes", id="1")["_source"]["text"] + str(client.mget(index="notes")) + str(client.msearch(searches=[])) + str(client.knn_search(index="notes", knn={}))
