"""Every row of the pack."""

from llama_index.agent.openai import OpenAIAgent
from llama_index.core import (
    ChatPromptTemplate,
    PromptTemplate,
    ServiceContext,
    Settings,
    SimpleDirectoryReader,
    SQLDatabase,
    VectorStoreIndex,
    get_response_synthesizer,
    load_index_from_storage,
    set_global_handler,
)
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.chat_engine import ContextChatEngine
from llama_index.core.llms import ChatMessage, MessageRole
from llama_index.core.program import LLMTextCompletionProgram
from llama_index.core.prompts import RichPromptTemplate
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import TreeSummarize
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.tools import FunctionTool, QueryEngineTool, ToolMetadata
from llama_index.core.tools.tool_spec.base import BaseToolSpec
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI
from llama_index.readers.file import PDFReader
from llama_index.readers.web import SimpleWebPageReader
from llama_index.readers.wikipedia import WikipediaReader
from llama_index.tools.code_interpreter import CodeInterpreterToolSpec
from llama_index.tools.tavily_research import TavilyToolSpec
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import BaseModel

set_global_handler("simple")
llm = OpenAI(model="gpt-4o", system_prompt="You help.", api_base="https://llm.example.com/v1")
embedding = OpenAIEmbedding()


class Verdict(BaseModel):
    score: int


async def models(question: str) -> str:
    turns = [ChatMessage(role=MessageRole.SYSTEM, content="You help."), ChatMessage.from_str(question, "user")]
    text = llm.complete(question).text + (await llm.acomplete(question)).text + llm.chat(turns).message.content + (await llm.achat(turns)).message.content
    for piece in llm.stream_complete(question):
        text += piece.delta
    async for piece in await llm.astream_complete(question):
        text += piece.delta
    for piece in llm.stream_chat(turns):
        text += piece.delta
    async for piece in await llm.astream_chat(turns):
        text += piece.delta
    called = llm.chat_with_tools([tool], user_msg=question), await llm.achat_with_tools([tool], user_msg=question), llm.stream_chat_with_tools([tool], user_msg=question)
    print(llm.get_tool_calls_from_response(called[0])[0].tool_kwargs, llm.predict_and_call([tool], question), await llm.apredict_and_call([tool], question), llm.metadata())
    prompt = PromptTemplate("Answer: {question}")
    text += llm.predict(prompt, question=question) + await llm.apredict(prompt, question=question)
    for piece in llm.stream(prompt, question=question):
        text += piece
    async for piece in await llm.astream(prompt, question=question):
        text += piece
    shaped = llm.as_structured_llm(Verdict)
    print(llm.structured_predict(Verdict, prompt, question=question).score, (await llm.astructured_predict(Verdict, prompt)).score)
    print(shaped.complete(question).raw, (await shaped.acomplete(question)).raw, shaped.chat(turns).raw, (await shaped.achat(turns)).raw)
    program = LLMTextCompletionProgram.from_defaults(output_cls=Verdict, prompt_template_str="Judge {text}")
    return text + Settings.llm.complete(question).text + str(program(text=question)) + str(ServiceContext.from_defaults(llm=llm))


async def vectors(text: str):
    embedding.get_text_embedding(text), embedding.get_query_embedding(text), embedding.get_text_embedding_batch([text])
    return await embedding.aget_text_embedding(text), await embedding.aget_query_embedding(text)


def prompts(question: str):
    plain = PromptTemplate("Answer: {question}").partial_format(language="English")
    rich = RichPromptTemplate("{{ question }}").partial_format(language="English")
    chat = ChatPromptTemplate([ChatMessage(role="user", content="{question}")]).partial_format(language="English")
    ChatPromptTemplate.from_messages([("user", "{question}")]).format(question=question)
    return plain.format(question=question), plain.format_messages(question=question), rich.format(question=question), rich.format_messages(question=question), chat.format_messages(question=question)


async def indexes(question: str, docs: list):
    index = VectorStoreIndex.from_documents(docs)
    VectorStoreIndex([]), VectorStoreIndex.from_vector_store(None), VectorStoreIndex.from_existing(None), load_index_from_storage(None)
    index.insert(docs[0]), await index.ainsert(docs[0]), index.insert_nodes(docs), await index.ainsert_nodes(docs), index.refresh_ref_docs(docs), index.update_ref_doc(docs[0])
    engine = index.as_query_engine()
    text = engine.query(question).response + (await engine.aquery(question)).response + engine.custom_query(question) + index.query(question).response
    engine.update_prompts({}), engine.retrieve(question), await engine.aretrieve(question), engine.synthesize(question, [])
    RetrieverQueryEngine.from_args(index.as_retriever()), RetrieverQueryEngine.from_defaults()
    chat = index.as_chat_engine(system_prompt="You help.")
    text += chat.chat(question).response + (await chat.achat(question)).response
    for piece in chat.stream_chat(question).response_gen:
        text += piece
    text += str(await chat.astream_chat(question))
    chat.reset(), chat.chat_repl(), ContextChatEngine.from_defaults(None, system_prompt="You help.")
    synthesizer = get_response_synthesizer()
    text += str(synthesizer.synthesize(question, [])) + str(await synthesizer.asynthesize(question, [])) + TreeSummarize().get_response(question, []) + await synthesizer.aget_response(question, [])
    found = index.as_retriever().retrieve(question) + await Own().aretrieve(question) + Own.from_defaults(index).retrieve(question)
    store = ChromaVectorStore.from_params(collection_name="a")
    store.add([]), await store.async_add([])
    return text + found[0].node.text + str(store.query(None)) + str(await store.aquery(None))


class Own(BaseRetriever):
    def _retrieve(self, query_bundle):
        return []


async def readers(path: str, url: str):
    folder = SimpleDirectoryReader(path)
    docs = folder.load_data() + await folder.aload_data() + list(folder.iter_data())
    docs += PDFReader().load_data(path) + await PDFReader().aload_data(path) + PDFReader().parse(path) + await PDFReader().aparse(path)
    docs += SimpleWebPageReader().load_data([url]) + await SimpleWebPageReader().aload_data([url])
    return docs + WikipediaReader().load_data(pages=["a"]) + await WikipediaReader().aload_data(pages=["a"]) + WikipediaReader().call_tool("a")


def read_note(path: str) -> str:
    return open(path).read()


class Tools(BaseToolSpec):
    spec_functions = ["read"]


tool = FunctionTool.from_defaults(fn=read_note)
same = FunctionTool(read_note)
over = QueryEngineTool(query_engine=None, metadata=ToolMetadata(name="notes", description="Answers from notes."))
other = QueryEngineTool.from_defaults(query_engine=None, name="notes", description="Answers from notes.")


async def agents(question: str, code: str):
    agent = FunctionAgent(tools=[read_note], llm=llm, system_prompt="You help.")
    text = str(await agent.run(user_msg=question))
    old = OpenAIAgent.from_tools([tool], system_prompt="You help.")
    text += old.chat(question).response + (await old.achat(question)).response + old.query(question).response + (await old.aquery(question)).response
    text += str(old.stream_chat(question)) + str(await old.astream_chat(question))
    made = OpenAIAgent.from_llm(tools=[tool]).as_agent(), OpenAIAgent.from_tools_or_functions([tool]), OpenAIAgent.from_new(name="a", instructions="You help.", tools=[])
    web = TavilyToolSpec()
    text += str(web.search(question)) + str(web.search_data(question)) + str(web.duckduckgo_full_search(question)) + str(web.load_data(question))
    CodeInterpreterToolSpec().code_interpreter(code)
    db = SQLDatabase.from_uri("sqlite:///a.db")
    return text, made, db.run_sql(question), db.get_single_table_info("a")
