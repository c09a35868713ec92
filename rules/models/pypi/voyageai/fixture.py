"""Every row of the pack."""

import os

import voyageai

client = voyageai.Client(api_key=os.environ["VOYAGE_API_KEY"])


def search(question: str, documents: list[str]) -> list[str]:
    vectors = client.embed([question], model="voyage-3", input_type="query").embeddings
    vectors += client.contextualized_embed(inputs=[documents], model="voyage-context-3").results[0].embeddings
    vectors += client.multimodal_embed([[question]], model="voyage-multimodal-3").embeddings
    print(len(vectors))
    return [result.document for result in client.rerank(question, documents, model="rerank-2").results]
