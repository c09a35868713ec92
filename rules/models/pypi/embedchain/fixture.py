from embedchain import App
from embedchain.llm.base import BaseLlm
from embedchain.vectordb.base import BaseVectorDB

app = App.from_config(config={})
app.add("https://docs.example.com")
app.add_local("notes.txt")
print(app.query("a"), app.chat("b"), app.search("c"))


class Model(BaseLlm):
    def get_llm_model_answer(self, prompt):
        return prompt


class Vectors(BaseVectorDB):
    def query(self, input_query, n_results, where):
        return [input_query]

    def get(self, ids=None, where=None):
        return ids

    def delete(self, where):
        return where

    def add(self, documents, metadatas, ids):
        return ids


answer = BaseLlm().get_llm_model_answer("a")
