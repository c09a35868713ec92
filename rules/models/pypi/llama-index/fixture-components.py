from typing import Any

from llama_index import ServiceContext
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.chat_engine import SimpleChatEngine
from llama_index.core.graph_stores.types import GraphStore
from llama_index.core.llama_pack import BaseLlamaPack
from llama_index.core.llms import CustomLLM
from llama_index.core.output_parsers import BaseOutputParser
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.storage.chat_store import BaseChatStore
from llama_index.core.storage.kvstore.types import BaseKVStore
from llama_index.core.tools import AsyncBaseTool
from llama_index.core.tools.tool_spec.base import BaseToolSpec
from llama_index.core.vector_stores.types import BasePydanticVectorStore


class Model(CustomLLM):
    def complete(self, prompt, formatted=False, **kwargs):
        return prompt

    async def acomplete(self, prompt, **kwargs):
        return prompt

    def stream_complete(self, prompt, **kwargs):
        yield prompt

    async def astream_complete(self, prompt, **kwargs):
        return prompt

    def chat(self, messages, **kwargs):
        return messages

    async def achat(self, messages, **kwargs):
        return messages

    def stream_chat(self, messages, **kwargs):
        yield messages

    async def astream_chat(self, messages, **kwargs):
        return messages


class Chat(SimpleChatEngine):
    def chat(self, message, chat_history=None):
        return message


class Engine(BaseQueryEngine):
    def _query(self, query_bundle):
        return query_bundle.query_str, query_bundle.custom_embedding_strs, query_bundle.embedding_strs, query_bundle.embedding

    async def _aquery(self, query_bundle):
        return query_bundle.image, query_bundle.image_path

    def custom_query(self, query_str):
        return query_str

    async def acustom_query(self, query_str):
        return query_str


class Notes(BaseRetriever):
    def _retrieve(self, query_bundle):
        return [query_bundle.query_str]

    async def _aretrieve(self, query_bundle):
        return [query_bundle.query_str]


class Vectors(BasePydanticVectorStore):
    def query(self, query, **kwargs):
        first = query.filters.filters[0]
        old = query.filters.legacy_filters()
        options = query.query_embedding, query.similarity_top_k, query.sparse_top_k, query.hybrid_top_k, query.mmr_threshold, query.mode, query.alpha
        return query.query_str, query.doc_ids, query.node_ids, query.embedding_field, query.output_fields, options, old, first.key, first.value, first.operator, query.filters.condition

    async def aquery(self, query, **kwargs):
        return query.query_str

    def delete(self, ref_doc_id, **kwargs):
        return ref_doc_id

    async def adelete(self, ref_doc_id, **kwargs):
        return ref_doc_id

    def delete_nodes(self, node_ids=None, filters=None, **kwargs):
        return node_ids

    async def adelete_nodes(self, node_ids=None, filters=None, **kwargs):
        return node_ids

    def get_nodes(self, node_ids=None, filters=None):
        return node_ids

    async def aget_nodes(self, node_ids=None, filters=None):
        return node_ids

    def add(self, nodes, **kwargs):
        for node in nodes:
            body = node.get_content(), node.get_text(), node.get_metadata_str(), node.get_embedding(), node.text, node.metadata, node.extra_info, node.embedding, node.hash
            named = node.id, node.id_, node.node_id, node.ref_doc_id
            print(body, named, node.dict(), node.to_dict(), node.model_dump(), node.json())
        return nodes

    async def async_add(self, nodes, **kwargs):
        return nodes


class Keys(BaseKVStore):
    def put(self, key, val, collection="data"):
        return key

    async def aput(self, key, val, collection="data"):
        return key

    def get(self, key, collection="data"):
        return key

    async def aget(self, key, collection="data"):
        return key

    def delete(self, key, collection="data"):
        return key

    async def adelete(self, key, collection="data"):
        return key


class Chats(BaseChatStore):
    def get_messages(self, key):
        return [key]

    def set_messages(self, key, messages):
        return None

    def add_message(self, key, message, idx=None):
        return None

    def delete_message(self, key, idx):
        return None

    def delete_messages(self, key):
        return None

    def delete_last_message(self, key):
        return None


class Triples(GraphStore):
    def get(self, subj):
        return [subj]

    def get_rel_map(self, subjs=None, depth=2):
        return {}

    def upsert_triplet(self, subj, rel, obj):
        return None

    def delete(self, subj, rel, obj):
        return None


class Ping(AsyncBaseTool):
    def call(self, host: str):
        return host

    async def acall(self, host: str):
        return host

    def __call__(self, host: str):
        return host


class Hosts(BaseToolSpec):
    spec_functions = ["names"]

    def names(self, host: str):
        return host


class Pack(BaseLlamaPack):
    def run(self, question: str) -> Any:
        return question

    async def arun(self, question: str) -> Any:
        return question


class Parser(BaseOutputParser):
    def parse(self, output):
        return output

    def parse_response_to_sql(self, response, query_bundle):
        return response


def before_ten(service_context: ServiceContext, question: str):
    return service_context.llm_predictor.predict(question), service_context.llm.complete(question)
