"""Every row of the pack."""

from sentence_transformers import CrossEncoder, SentenceTransformer

encoder = SentenceTransformer("all-MiniLM-L6-v2")
judge = CrossEncoder("cross-encoder/ms-marco-MiniLM-L6-v2")


def search(question: str, documents: list[str]) -> list[str]:
    vectors = encoder.encode(documents, convert_to_tensor=True)
    query, texts = encoder.encode_query(question), encoder.encode_document(documents)
    print(len(vectors), query, texts, judge.predict([(question, document) for document in documents]))
    return [hit["text"] for hit in judge.rank(question, documents, return_documents=True)]
