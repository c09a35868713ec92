"""Every row of the pack: chat models, prompts, chains, agents, tools, retrieval, loaders."""

from langchain import LLMChain, hub
from langchain.agents import (
    AgentExecutor,
    OpenAIFunctionsAgent,
    create_agent,
    create_json_chat_agent,
    create_openai_functions_agent,
    create_openai_tools_agent,
    create_self_ask_with_search_agent,
    create_structured_chat_agent,
    create_tool_calling_agent,
    create_xml_agent,
    initialize_agent,
    load_tools,
)
from langchain.agents.agent_toolkits import (
    create_conversational_retrieval_agent,
    create_json_agent,
    create_openapi_agent,
    create_retriever_tool,
    create_vectorstore_agent,
)
from langchain.agents.middleware import PIIMiddleware
from langchain.chains import RetrievalQA, SequentialChain, create_extraction_chain, create_history_aware_retriever, create_retrieval_chain, create_sql_query_chain, create_tagging_chain
from langchain.chains.combine_documents import create_stuff_documents_chain
from langchain.chains.qa_with_sources import load_qa_with_sources_chain
from langchain.chains.question_answering import load_qa_chain
from langchain.chains.summarize import load_summarize_chain
from langchain.chat_models import init_chat_model
from langchain.output_parsers import EnumOutputParser, PydanticOutputParser, StructuredOutputParser
from langchain.prompts import load_prompt
from langchain_community.document_loaders import PyPDFLoader, WebBaseLoader, YoutubeLoader
from langchain_community.graphs import Neo4jGraph
from langchain_community.retrievers import BM25Retriever, WikipediaRetriever
from langchain_community.tools import DuckDuckGoSearchRun, QuerySQLDatabaseTool, ShellTool
from langchain_community.utilities import SQLDatabase, TextRequestsWrapper
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.load import load, loads
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    ChatMessage,
    FunctionMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
    convert_to_messages,
    filter_messages,
    aformat_document,
    format_document,
    get_buffer_string,
    trim_messages,
)
from langchain_core.output_parsers import JsonOutputParser, StrOutputParser
from langchain_core.prompts import (
    AIMessagePromptTemplate,
    ChatPromptTemplate,
    FewShotPromptTemplate,
    HumanMessagePromptTemplate,
    MessagesPlaceholder,
    PromptTemplate,
    SystemMessagePromptTemplate,
)
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableGenerator, RunnableLambda, RunnableParallel, RunnablePassthrough, RunnableSequence, chain
from langchain_core.runnables.history import RunnableWithMessageHistory
from langchain_core.tools import BaseTool, StructuredTool, tool
from langchain_core.utils.function_calling import convert_to_openai_function, convert_to_openai_tool
from langchain_experimental.agents import create_csv_agent, create_pandas_dataframe_agent, create_python_agent, create_spark_dataframe_agent, create_sql_agent
from langchain_experimental.utilities import PythonREPL
from langchain_mcp_adapters.client import MultiServerMCPClient
from langchain_mcp_adapters.tools import load_mcp_tools
from langchain_openai import ChatOpenAI, OpenAI, OpenAIEmbeddings
from langchain_sandbox import PyodideSandbox
from langgraph.func import entrypoint, task
from langgraph.graph import StateGraph
from langgraph.graph.message import add_messages
from langgraph.prebuilt import ToolNode, create_react_agent
from langgraph.types import interrupt
from langgraph_supervisor import create_supervisor
from langgraph.store.memory import InMemoryStore
from langgraph_sdk import get_client, get_sync_client
from langserve import RemoteRunnable
from langgraph_swarm import create_handoff_tool, create_swarm
from langsmith import traceable
from langsmith.wrappers import wrap_anthropic, wrap_openai
from deepagents import create_deep_agent

chat = ChatOpenAI(model="gpt-4o", base_url="https://llm.example.com/v1")
llm = OpenAI()
embeddings = OpenAIEmbeddings()
other = init_chat_model("gpt-4o")
traced = wrap_openai(chat), wrap_anthropic(chat)


class Own(BaseChatModel):
    def _generate(self, messages, stop=None):
        return messages


@traceable
async def models(question: str) -> str:
    turns = [
        SystemMessage(content="You help."),
        HumanMessage(question),
        AIMessage("Yes?"),
        AIMessageChunk(content=""),
        ToolMessage("42", tool_call_id="1"),
        FunctionMessage(content="42", name="f"),
        ChatMessage(content=question, role="user"),
    ]
    turns = add_messages(filter_messages(trim_messages(convert_to_messages(turns))), [])
    answer = chat.invoke(turns)
    for call in answer.tool_calls:
        print(call["name"], call["args"])
    text = answer.content + get_buffer_string(turns)
    shown = format_document(text, prompt), aformat_document(text, prompt)
    text += (await chat.ainvoke(question)).content
    for chunk in chat.stream(question):
        text += chunk.content
    async for chunk in chat.astream(question):
        text += chunk.content
    async for event in chat.astream_events(question):
        text += event["data"]["chunk"].content
    async for event in chat.astream_log(question):
        text += str(event)
    text += chat.batch([question])[0].content + (await chat.abatch([question]))[0].content
    text += chat.generate([turns]).generations[0][0].text + (await chat.agenerate([turns])).generations[0][0].text
    text += chat.generate_prompt([turns]).generations[0][0].text
    text += chat(turns).content + chat.predict(question) + await chat.apredict(question) + chat.call_as_llm(question)
    text += chat.predict_messages(turns).content + (await chat.apredict_messages(turns)).content
    print(chat.get_num_tokens(text), chat.get_num_tokens_from_messages(turns))
    bound = chat.bind_tools([search]).bind_functions([]).bind(stop=["x"]).with_config({}).with_retry().with_fallbacks([other])
    open_fields = bound.configurable_fields().configurable_alternatives(None)
    shaped = open_fields.with_structured_output(Document).with_config({}).with_retry().with_fallbacks([])
    text += shaped.invoke(question).page_content + (await shaped.ainvoke(question)).page_content
    for piece in shaped.stream(question):
        text += piece.page_content
    async for piece in shaped.astream(question):
        text += piece.page_content
    return text + shaped.batch([question])[0].page_content + (await shaped.abatch([question]))[0].page_content


async def completion(question: str) -> str:
    text = llm.invoke(question) + await llm.ainvoke(question) + llm(question) + llm.predict(question) + await llm.apredict(question)
    text += llm.predict_messages([HumanMessage(question)]).content + (await llm.apredict_messages([HumanMessage(question)])).content
    for piece in llm.stream(question):
        text += piece
    async for piece in llm.astream(question):
        text += piece
    text += llm.batch([question])[0] + (await llm.abatch([question]))[0]
    text += llm.generate([question]).generations[0][0].text + (await llm.agenerate([question])).generations[0][0].text
    print(llm.get_num_tokens(text))
    return text + llm.bind(stop=["x"]).with_config({}).with_retry().with_fallbacks([]).invoke(question) + str(llm.with_structured_output(Document))


async def vectors(text: str):
    embeddings.embed_query(text), embeddings.embed_documents([text])
    return await embeddings.aembed_query(text), await embeddings.aembed_documents([text])


async def prompts(question: str, history: list):
    plain = PromptTemplate(template="Answer: {question}", input_variables=["question"])
    same = PromptTemplate.from_template("Answer: {question} in {language}").partial(language="English")
    shots = FewShotPromptTemplate(suffix="{question}", examples=[], example_prompt=plain)
    filed = PromptTemplate.from_file("prompts/answer.txt"), load_prompt("prompts/answer.json"), hub.pull("owner/prompt")
    print(plain.format(question=question), await plain.aformat(question=question), shots.format(question=question), filed)
    print(plain.format_prompt(question=question), await plain.aformat_prompt(question=question), plain.invoke({"question": question}), await same.ainvoke({"question": question}))
    template = ChatPromptTemplate.from_messages([
        SystemMessagePromptTemplate.from_template("You help."),
        ("system", "Speak {language}."),
        MessagesPlaceholder("history"),
        AIMessagePromptTemplate.from_template("Yes?"),
        HumanMessagePromptTemplate.from_template("{question}"),
    ])
    ChatPromptTemplate([("human", "{question}")]), ChatPromptTemplate.from_template("{question}")
    ChatPromptTemplate.from_role_strings([("human", "{question}")]), ChatPromptTemplate.from_strings([(HumanMessagePromptTemplate, "{question}")])
    turns = template.partial(language="English").format_messages(question=question, history=history)
    turns += await template.aformat_messages(question=question, history=history, language="English")
    return turns


def runnables(question: str):
    retriever = FAISS.load_local("index", embeddings, allow_dangerous_deserialization=True).as_retriever()
    prompt = ChatPromptTemplate.from_template("{context} {question}")
    rag = RunnableParallel(context=retriever, question=RunnablePassthrough()) | prompt | chat | StrOutputParser()
    wider = RunnablePassthrough.assign(context=RunnableLambda(lambda x: x["question"])) | prompt | chat
    more = RunnableParallel({"question": RunnablePassthrough()}).assign(context=retriever)
    steps = RunnableSequence(prompt, chat), SequentialChain(chains=[]), RunnableGenerator(lambda x: x), RunnableWithMessageHistory(rag, lambda s: None), more
    return rag.invoke(question) + wider.invoke({"question": question}).content + str(steps)


@chain
async def parsers(text: str):
    shown = StrOutputParser()
    shown.parse(text), await shown.aparse(text), shown.invoke(text), await shown.ainvoke(text), shown.get_format_instructions()
    loose = JsonOutputParser()
    loose.parse(text), await loose.aparse(text), loose.invoke(text), await loose.ainvoke(text), loose.get_format_instructions()
    StructuredOutputParser.from_response_schemas([]).parse_with_prompt(text, None)
    strict = PydanticOutputParser(pydantic_object=Document)
    strict.parse(text), await strict.aparse(text), strict.invoke(text), await strict.ainvoke(text), strict.get_format_instructions()
    strict.parse_with_prompt(text, None)
    closed = EnumOutputParser(enum=None)
    return closed.parse(text), await closed.aparse(text), closed.invoke(text), await closed.ainvoke(text), closed.get_format_instructions()


async def chains(question: str, docs: list):
    text = LLMChain(llm=llm, prompt=PromptTemplate.from_template("Answer: {question}")).run(question)
    text += create_stuff_documents_chain(chat, ChatPromptTemplate.from_template("{context}")).invoke({"context": docs})
    qa = RetrievalQA.from_chain_type(llm, retriever=BM25Retriever.from_documents(docs))
    text += qa.invoke({"query": question})["result"] + (await qa.ainvoke({"query": question}))["result"] + qa({"query": question})["result"]
    text += (await qa.acall({"query": question}))["result"] + qa.run(question) + await qa.arun(question) + qa.predict(question=question) + await qa.apredict(question=question)
    for piece in qa.stream({"query": question}):
        text += str(piece)
    async for piece in qa.astream({"query": question}):
        text += str(piece)
    text += str(qa.batch([{"query": question}])) + str(qa.apply([{"query": question}]))
    RetrievalQA.from_llm(llm), RetrievalQA.from_llm_and_api_docs(llm, "docs"), RetrievalQA.from_math_prompt(llm)
    RetrievalQA.from_colored_object_prompt(llm), RetrievalQA.from_retrievers(llm, []), RetrievalQA.from_prompts(llm, [])
    made = [create_retrieval_chain(None, None), create_sql_query_chain(llm, None), create_extraction_chain({}, llm), create_tagging_chain({}, llm)]
    made += [load_qa_chain(llm), load_qa_with_sources_chain(llm), load_summarize_chain(llm), create_history_aware_retriever(llm, None, None)]
    return text, made


async def agents(question: str, df, db):
    old = initialize_agent([search], llm, agent_kwargs={"prefix": "You help."})
    text = old.run(question) + await old.arun(question) + old({"input": question})["output"] + (await old.acall(question))["output"]
    for make in (create_tool_calling_agent, create_openai_tools_agent, create_openai_functions_agent, create_structured_chat_agent, create_json_chat_agent, create_xml_agent, create_self_ask_with_search_agent, create_conversational_retrieval_agent):
        runner = AgentExecutor(agent=make(llm, [search], None), tools=[search]).with_config({})
        text += runner.invoke({"input": question})["output"] + (await runner.ainvoke({"input": question}))["output"]
    AgentExecutor.from_agent_and_tools(None, tools=[search]), OpenAIFunctionsAgent.from_llm_and_tools(llm, [search])
    AgentExecutor.create_assistant(name="a", instructions="You help.", tools=[]), old.as_tool()
    for step in old.stream({"input": question}):
        text += str(step)
    for step in old.iter({"input": question}):
        text += str(step)
    async for step in old.astream({"input": question}):
        text += str(step)
    async for step in old.astream_events({"input": question}):
        text += str(step)
    text += str(old.batch([{"input": question}]))
    made = [create_sql_agent(llm, db=db), create_pandas_dataframe_agent(llm, df), create_csv_agent(llm, "a.csv"), create_spark_dataframe_agent(llm, df), create_python_agent(llm, None)]
    made += [create_json_agent(llm, None), create_openapi_agent(llm, None), create_vectorstore_agent(llm, None), load_tools(["terminal"])]
    return text, made, PIIMiddleware("email")


@task
async def graphs(question: str):
    react = create_react_agent(chat, [search], prompt="You help.")
    turns = {"messages": [("user", question)]}
    text = react.invoke(turns)["messages"][-1].content + (await react.ainvoke(turns))["messages"][-1].content
    for step in react.stream(turns):
        text += str(step)
    async for step in react.astream(turns):
        text += str(step)
    async for step in react.astream_events(turns):
        text += str(step)
    text += str(react.batch([turns])) + str(react.get_state({}).values) + str((await react.aget_state({})).values)
    graph = StateGraph(dict).add_node("answer", answer_node).add_edge("a", "b").add_sequence([])
    graph = graph.add_conditional_edges("answer", route).set_entry_point("answer").set_finish_point("answer")
    text += graph.compile().with_config({}).invoke(turns)["messages"][-1].content
    node = ToolNode([search])
    text += str(node.invoke(turns)) + str(await node.ainvoke(turns))
    made = create_agent(chat, [search], system_prompt="You help."), create_supervisor([react], model=chat, prompt="You help."), create_swarm([react])
    return text, made, create_handoff_tool(agent_name="a"), create_deep_agent([search], "You help."), interrupt("go on?")


@entrypoint()
async def flow(question: str):
    return await graphs(question)


def answer_node(state):
    return {"messages": [chat.invoke(state["messages"])]}


def route(state):
    return "answer"


@tool
def search(query: str) -> str:
    """Search."""
    return DuckDuckGoSearchRun().run(query)


class Reader(BaseTool):
    name: str = "reader"

    def _run(self, path: str) -> str:
        return open(path).read()

    async def _arun(self, path: str) -> str:
        return open(path).read()


reader = StructuredTool(name="r", func=lambda path: open(path).read(), description="Reads.")
again = StructuredTool.from_function(func=lambda path: open(path).read(), name="r", description="Reads.")
specs = convert_to_openai_tool(search), convert_to_openai_function(search)


async def utilities(text: str, url: str):
    web = DuckDuckGoSearchRun()
    web.run(text), await web.arun(text), web.invoke(text), await web.ainvoke(text), web(text)
    web.results(text), await web.aresults(text), web.raw_results(text), web.load(text), web.get_summaries_as_docs(text)
    requests = TextRequestsWrapper()
    requests.get(url), await requests.aget(url), requests.post(url, {}), await requests.apost(url, {}), requests.put(url, {}), requests.delete(url)
    requests.run(url), requests.invoke(url)
    python = PythonREPL()
    python.run(text), await python.arun(text), python.invoke(text), await python.ainvoke(text), python(text)
    shell = ShellTool()
    shell.run({"commands": [text]}), await shell.arun(text), shell.invoke(text), await shell.ainvoke(text), shell(text)
    db = SQLDatabase.from_uri("sqlite:///a.db")
    db.run(text), db.run_no_throw(text), await db.arun(text), db._execute(text)
    db.get_table_info(), db.get_table_info_no_throw(), db.get_context(), db.get_usable_table_names(), SQLDatabase.from_databricks("c", "s")
    query = QuerySQLDatabaseTool(db=db)
    query.run(text), query.invoke(text), await query.ainvoke(text), await query.arun(text)
    graph = Neo4jGraph()
    graph.refresh_schema(), graph.query(text)
    box = PyodideSandbox()
    await box.execute(text), box.run(text), box.invoke(text)
    load({}), loads(text)
    client = MultiServerMCPClient({})
    return await client.get_tools(), await client.get_prompt("s", "p"), await client.get_resources("s"), await load_mcp_tools(None)


async def stores(question: str, docs: list, texts: list):
    store = FAISS.from_documents(docs, embeddings)
    await FAISS.afrom_documents(docs, embeddings), FAISS.from_texts(texts, embeddings), await FAISS.afrom_texts(texts, embeddings)
    FAISS.from_embeddings([], embeddings), FAISS.from_existing_index("a"), FAISS.from_existing_collection("a"), FAISS.from_existing_graph("a"), FAISS.from_client("a")
    FAISS.deserialize_from_bytes(b"", embeddings)
    store.add_documents(docs), await store.aadd_documents(docs), store.add_texts(texts), await store.aadd_texts(texts), store.add_embeddings([])
    found = store.similarity_search(question) + await store.asimilarity_search(question) + store.max_marginal_relevance_search(question)
    found += await store.amax_marginal_relevance_search(question) + store.search(question, "mmr") + await store.asearch(question, "mmr")
    found += store.similarity_search_by_vector([]) + await store.asimilarity_search_by_vector([]) + store.max_marginal_relevance_search_by_vector([])
    scored = store.similarity_search_with_score(question) + await store.asimilarity_search_with_score(question)
    scored += store.similarity_search_with_relevance_scores(question) + await store.asimilarity_search_with_relevance_scores(question)
    scored += store.similarity_search_by_vector_with_relevance_scores([]) + store.hybrid_search(question)
    found += store.get(ids=["1"]) + store.get_by_ids(["1"])
    retriever = store.as_retriever()
    found += retriever.invoke(question) + await retriever.ainvoke(question) + retriever.get_relevant_documents(question) + await retriever.aget_relevant_documents(question)
    found += retriever.batch([question])[0] + (await retriever.abatch([question]))[0] + list(retriever.stream(question))[0]
    BM25Retriever.from_texts(texts), BM25Retriever.from_llm(None), retriever.add_documents(docs), retriever.with_config({}), retriever.as_tool(), create_retriever_tool(retriever, "n", "d")
    pages = WikipediaRetriever()
    found += pages.invoke(question) + await pages.ainvoke(question) + pages.get_relevant_documents(question) + await pages.aget_relevant_documents(question)
    return "\n".join(d.page_content for d in found) + scored[0][0].page_content


class OwnRetriever(BaseRetriever):
    def _get_relevant_documents(self, query, *, run_manager):
        return []


async def loaders(url: str, path: str):
    page = WebBaseLoader(url)
    docs = page.load() + await page.aload() + list(page.lazy_load()) + [d async for d in page.alazy_load()] + page.load_and_split()
    print(page.scrape(), page.scrape_all([url]), page.fetch_all([url]))
    video = YoutubeLoader.from_youtube_url(url)
    docs += video.load() + await video.aload() + list(video.lazy_load()) + video.load_and_split()
    file = PyPDFLoader(path)
    return docs + file.load() + await file.aload() + list(file.lazy_load()) + [d async for d in file.alazy_load()] + file.load_and_split()


async def remote(question: str, namespace: tuple):
    chain = RemoteRunnable("https://x/rag")
    chain.invoke(question)
    client = get_client(url="https://x")
    client.runs.stream("t", "agent", input={"messages": [question]}), get_sync_client(url="https://x").runs.create("t", "agent", input={"question": question})
    await client.runs.wait("t", "agent", input={"question": question})
    memories = InMemoryStore()
    return memories.search(namespace, query=question), await memories.asearch(namespace, query=question)
