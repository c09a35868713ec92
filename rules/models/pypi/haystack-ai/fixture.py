"""Every row of the pack."""

from haystack import Pipeline, component
from haystack.components.agents import Agent
from haystack.components.builders import ChatPromptBuilder, PromptBuilder
from haystack.components.converters import PyPDFToDocument
from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
from haystack.components.fetchers import LinkContentFetcher
from haystack.components.generators import OpenAIGenerator
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.components.websearch import SerperDevWebSearch
from haystack.dataclasses import ChatMessage
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.nodes import PromptNode
from haystack.tools import Tool, create_tool_from_function, tool
from haystack.utils import Secret

store = InMemoryDocumentStore()


@tool
def read_note(path: str) -> str:
    return open(path).read()


def plain(path: str) -> str:
    return open(path).read()


tools = [read_note, Tool(name="a", description="b", parameters={}, function=plain), create_tool_from_function(plain)]


@component
class Own:
    def run(self, text: str):
        return {"text": text}


async def run(question: str, keys: dict, docs: list, path: str, url: str) -> str:
    print(Secret.from_token(keys["a"]), Secret.from_env_var("A"))
    messages = [ChatMessage.from_system("You help."), ChatMessage.from_assistant("Yes?"), ChatMessage.from_tool("42", None), ChatMessage.from_function("42", "f"), ChatMessage.from_user(question)]
    chat = OpenAIChatGenerator(model="gpt-4o", tools=tools)
    text = chat.run(messages=messages)["replies"][0].text + (await chat.run_async(messages=messages))["replies"][0].text
    single = OpenAIGenerator(model="gpt-4o", system_prompt="You help.")
    text += single.run(prompt=question)["replies"][0] + (await single.run_async(prompt=question))["replies"][0]
    node = PromptNode("gpt-4")
    text += node(question)[0] + node.prompt(question)[0] + str(node.run(question))
    text += PromptBuilder(template="Answer {{ question }}").run(question=question)["prompt"]
    text += str(ChatPromptBuilder(template=messages).run(question=question)["prompt"])
    agent = Agent(chat_generator=chat, tools=tools, system_prompt="You help.")
    text += agent.run(messages=messages)["messages"][-1].text + (await agent.run_async(messages=messages))["messages"][-1].text
    pipe = Pipeline.from_template(None)
    text += str(pipe.run({"a": {"b": question}})) + str(await pipe.run_async({})) + str(pipe.run_async_generator({})) + str(Pipeline.loads(""))
    embedder, documents = OpenAITextEmbedder(), OpenAIDocumentEmbedder()
    embedder.warm_up(), documents.warm_up()
    print(embedder.run(text=question), await embedder.run_async(text=question))
    store.write_documents(documents.run(documents=docs)["documents"]), store.write_documents((await documents.run_async(documents=docs))["documents"])
    retriever = InMemoryBM25Retriever(store)
    text += retriever.run(query=question)["documents"][0].content + (await retriever.run_async(query=question))["documents"][0].content + retriever.retrieve(question)[0].content
    store.write_documents(docs), store.count_documents()
    found = store.filter_documents() + store.bm25_retrieval(question) + store.embedding_retrieval([])
    text += str(LinkContentFetcher().run(urls=[url])["streams"]) + SerperDevWebSearch().run(query=question)["documents"][0].content
    return text + PyPDFToDocument().run(sources=[path])["documents"][0].content + found[0].content
