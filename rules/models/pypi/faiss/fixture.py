"""Every row of the pack."""

import faiss

index = faiss.IndexFlatL2(3)


def run(vectors, docs: list) -> str:
    faiss.normalize_L2(vectors), index.add(vectors), index.add_with_ids(vectors, [1]), index.reconstruct(0), index.range_search(vectors, 0.5)
    _, ids = index.search(vectors, 3)
    faiss.read_index("a.index"), faiss.index_factory(3, "Flat")
    return docs[ids[0][0]]
