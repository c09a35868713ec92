from operator import itemgetter

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, format_document
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.vectorstores import VectorStore

from endpoint import Endpoint
from prompts import PromptName, prompts


def combine(docs, document_prompt=prompts[PromptName.DOCUMENT]):
    return "\n\n".join(format_document(doc, document_prompt) for doc in docs)


class Rag:
    def __init__(self, llm: Endpoint, store: VectorStore):
        self.endpoint = llm
        self.store = store

    @property
    def retriever(self):
        return self.store.as_retriever()

    def build_chain(self, files):
        memory = RunnablePassthrough.assign(history=RunnableLambda(lambda x: x["history"][-10:]))
        found = {
            "docs": itemgetter("question") | self.retriever,
            "question": lambda x: x["question"],
            "history": itemgetter("history"),
        }
        inputs = {
            "context": lambda x: combine(x["docs"]),
            "question": itemgetter("question"),
            "history": itemgetter("history"),
            "files": lambda _: files,
        }
        llm = self.endpoint.llm
        if self.endpoint.supports_tools():
            llm = self.endpoint.llm.bind_tools([], tool_choice="any")
        answer = {
            "answer": inputs | prompts[PromptName.ANSWER] | llm,
            "docs": itemgetter("docs"),
        }
        return memory | found | answer

    def answer(self, question, history):
        chain = self.build_chain("a.txt")
        return chain.invoke({"question": question, "history": history})  # want: unfiltered-rag-content


class Kept:
    def __init__(self, llm: Endpoint, store: VectorStore):
        prompt = ChatPromptTemplate.from_messages(
            [("system", "Answer from this context:\n{context}"), ("human", "{question}")]
        )
        retriever = store.as_retriever()
        self.chain = (
            RunnablePassthrough.assign(context=(lambda x: x["question"]) | retriever | combine)
            | prompt
            | llm.llm
            | StrOutputParser()
        )

    async def ask(self, question):
        return await self.chain.ainvoke({"question": question})  # want: unfiltered-rag-content


def build(store: VectorStore, endpoint: Endpoint):
    prompt = ChatPromptTemplate.from_messages(
        [("system", "Use this context to answer:\n{context}"), ("human", "{question}")]
    )
    return (
        {"context": store.as_retriever() | combine, "question": RunnablePassthrough()}  # want: unfiltered-rag-content
        | prompt
        | endpoint.llm
    )


def build_plain(endpoint: Endpoint):
    prompt = ChatPromptTemplate.from_messages([("system", "Answer in {language}."), ("human", "{question}")])
    return {"language": lambda _: "French", "question": RunnablePassthrough()} | prompt | endpoint.llm  # ok: untrusted-system-prompt
