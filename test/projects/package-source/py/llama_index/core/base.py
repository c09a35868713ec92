from abc import ABC, abstractmethod

from .llms import LLM


class BaseRetriever(ABC):
    def retrieve(self, query_bundle):
        return self._retrieve(query_bundle)

    @abstractmethod
    def _retrieve(self, query_bundle):
        """Nodes for a query."""


class BaseQueryEngine(ABC):
    def __init__(self, llm: LLM):
        self._llm = llm

    def query(self, query_bundle):
        return self._query(query_bundle)

    @abstractmethod
    def _query(self, query_bundle):
        """The answer to a query."""
