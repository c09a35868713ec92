# Every row of the pack.
import lancedb
from lancedb.rerankers import CrossEncoderReranker

db = lancedb.connect("./store")


async def look(question: str, vector: list[float], topic: str) -> str:
    table = db.create_table("notes", data=[{"vector": vector, "text": "a"}])
    table = db.open_table("notes")
    print(db.table_names(), table.count_rows(), table.head(), table.to_arrow())
    table.add([{"vector": vector, "text": question}])
    table.delete("topic = 'old'")
    query = table.search(vector).where("topic = 'new'").limit(5).offset(0).select(["text"]).metric("cosine").rerank(CrossEncoderReranker())
    rows = query.distance_type("l2").nprobes(10).refine_factor(2).text(question).vector(vector).to_list()
    frame = table.query().nearest_to(vector).nearest_to_text(question).to_pandas()
    other = [table.search(question).to_polars(), table.search(question).to_pydantic(dict), table.search(question).to_df()]
    remote = await lancedb.connect_async("db://unit")
    near = (await remote.open_table("notes")).vector_search(vector).to_list()
    return rows[0]["text"] + frame["text"][0] + str(other) + near[0]["text"]
