"""Every row of the pack."""

import weaviate
from weaviate import Client
from weaviate.auth import AuthApiKey
from weaviate.classes.init import Auth

made = [weaviate.connect_to_weaviate_cloud, weaviate.connect_to_wcs, weaviate.connect_to_custom, weaviate.connect_to_embedded, weaviate.use_async_with_local, weaviate.use_async_with_weaviate_cloud]
client = weaviate.connect_to_local()


def run(question: str, vector: list, keys: dict) -> str:
    print(Auth.api_key(keys["a"]), AuthApiKey(keys["a"]), client.is_ready(), client.collections.create("A"))
    notes = client.collections.get("Notes").with_tenant("t")
    notes.data.insert({"text": question}), notes.data.insert_many([{"text": question}]), notes.data.update(uuid="1", properties={"text": question}), notes.data.replace(uuid="1", properties={"text": question})
    query = notes.query
    text = query.near_text(query=question).objects[0].properties["text"] + str(query.near_vector(vector)) + str(query.near_object("1")) + str(query.near_image("a"))
    text += query.bm25(query=question).objects[0].properties["text"] + str(query.hybrid(question)) + str(query.fetch_objects()) + str(query.fetch_object_by_id("1"))
    make = client.collections.use("Notes").generate
    text += make.near_text(query=question, single_prompt="Shorten {text}").objects[0].generated + str(make.near_vector(vector)) + str(make.bm25(question)) + str(make.hybrid(question)) + str(make.fetch_objects(grouped_task="Sum up"))
    return text


def version3(old: Client, question: str):
    old.data_object.create({"text": question}, "Notes"), old.batch.add_data_object({"text": question}, "Notes")
    found = old.query.get("Notes", ["text"]).with_near_text({"concepts": [question]}).with_near_vector({}).with_bm25(question).with_hybrid(question)
    return found.with_where({}).with_limit(3).with_additional(["id"]).with_tenant("t").with_generate(single_prompt="Shorten {text}").do()["data"]
