import ast
import sqlite3

from llama_index.core.base import BaseQueryEngine, BaseRetriever
from llama_index.core.prompts import PromptTemplate

TABLE_PROMPT = PromptTemplate("Write Python code that answers the question.\nQuestion: {question}")


def run_answer(text, values):
    tree = ast.parse(text)
    return eval(ast.unparse(tree), values)  # want: model-output-to-code


class TableEngine(BaseQueryEngine):
    def _query(self, query_bundle):
        code = self._llm.predict(TABLE_PROMPT, question=query_bundle.query_str)
        return run_answer(code, {})


class LiteralEngine(BaseQueryEngine):
    def _query(self, query_bundle):
        return ast.literal_eval(self._llm.predict(TABLE_PROMPT, question=query_bundle.query_str))  # ok: model-output-to-code


class TextRetriever(BaseRetriever):
    def _retrieve(self, query_bundle):
        return sqlite3.connect("a.db").execute(f"SELECT body FROM a WHERE body MATCH '{query_bundle.query_str}'")  # want: unsafe-tool-input


class AnswerEngine(BaseQueryEngine):
    def _query(self, query_bundle):
        nodes = self._retriever.retrieve(query_bundle)
        context = "\n".join(node.get_content() for node in nodes)
        return self._llm.complete(f"Answer from the context only.\n{context}")  # ok: unfiltered-rag-content what the parts of a framework hand to one another is up to who builds on it
