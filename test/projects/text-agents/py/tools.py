import requests
from langchain_core.tools import BaseTool, tool
from langchain_core.vectorstores import VectorStore


@tool
def read_page(name: str) -> str:
    """Reads a page of the handbook on the web."""
    return requests.get("https://handbook.example/" + name).text


@tool
def count_words(text: str) -> int:
    """Counts words."""
    return len(text.split())


class News(BaseTool):
    name: str = "news"
    description: str = "Today's news."

    def _run(self, topic: str) -> str:
        return requests.get("https://news.example/today").text


def retriever_of(store: VectorStore):
    return store.as_retriever()
