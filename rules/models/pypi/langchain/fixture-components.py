from langchain.chains.base import Chain
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.language_models.llms import LLM
from langchain_core.output_parsers import BaseLLMOutputParser, BaseOutputParser
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableSequence
from langchain_core.vectorstores import VectorStore


class Model(LLM):
    def _call(self, prompt, stop=None, run_manager=None, **kwargs):
        return prompt

    async def _acall(self, prompt, stop=None, run_manager=None, **kwargs):
        return prompt

    def _generate(self, prompts, stop=None, run_manager=None, **kwargs):
        return prompts

    async def _agenerate(self, prompts, stop=None, run_manager=None, **kwargs):
        return prompts

    def _stream(self, prompt, stop=None, run_manager=None, **kwargs):
        yield prompt

    async def _astream(self, prompt, stop=None, run_manager=None, **kwargs):
        yield prompt


class ChatModel(BaseChatModel):
    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        return messages

    def _call(self, messages, stop=None, run_manager=None, **kwargs):
        return messages


class Parser(BaseOutputParser):
    def parse(self, text):
        return text

    async def aparse(self, text):
        return text


class ResultParser(BaseLLMOutputParser):
    def parse_result(self, result, *, partial=False):
        return result[0].text

    async def aparse_result(self, result, *, partial=False):
        return result[0].text


class Steps(Chain):
    def _call(self, inputs, run_manager=None):
        return inputs

    async def _acall(self, inputs, run_manager=None):
        return inputs


class Step(Runnable):
    def invoke(self, input, config=None, **kwargs):
        return input

    async def ainvoke(self, input, config=None, **kwargs):
        return input


class Watcher(BaseCallbackHandler):
    def on_llm_new_token(self, token, **kwargs):
        print(token)

    def on_tool_start(self, serialized, input_str, **kwargs):
        print(input_str)

    def on_tool_end(self, output, **kwargs):
        print(output)


class Notes(BaseRetriever):
    def _get_relevant_documents(self, query, *, run_manager):
        return [query]

    async def _aget_relevant_documents(self, query, *, run_manager):
        return [query]


class Vectors(VectorStore):
    def similarity_search(self, query, k=4, filter=None, **kwargs):
        return [query]

    def similarity_search_with_score_by_vector(self, embedding, k=4, filter=None, **kwargs):
        return [filter]

    def delete(self, ids=None, **kwargs):
        return True

    async def adelete(self, ids=None, **kwargs):
        return True

    def get_by_ids(self, ids):
        return ids

    async def aget_by_ids(self, ids):
        return ids

    def add_texts(self, texts, metadatas=None, *, ids=None, **kwargs):
        return ids


async def ask(chain: Runnable, steps: RunnableSequence, text):
    patient = chain.with_config({}).with_retry().with_fallbacks([]).bind(stop=["."])
    print(patient.invoke(text), await chain.ainvoke({"question": text}), chain.stream(text), chain.astream(text))
    print(steps.invoke(text), await steps.ainvoke(text), steps.stream(text), steps.astream(text))
