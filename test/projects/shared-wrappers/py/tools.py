from abc import ABC, abstractmethod

import requests
from langchain.chains import LLMChain
from langchain.prompts import PromptTemplate
from webkit.responses import StreamedResponse

search_prompt = PromptTemplate(
    template="Answer the question {query} from these pages: {pages}. Name the pages.",
    input_variables=["query", "pages"],
)
code_prompt = PromptTemplate(
    template="Write clean code for this task: {task}. The goal behind it is {goal}.",
    input_variables=["task", "goal"],
)


class Tool(ABC):
    def __init__(self, model):
        self.model = model

    @abstractmethod
    def call(self, goal, task):
        pass


class Code(Tool):
    def call(self, goal, task):
        chain = LLMChain(llm=self.model, prompt=code_prompt)
        return StreamedResponse.from_chain(chain, {"goal": goal, "task": task})  # want: unseparated-prompt


class Search(Tool):
    def call(self, goal, task):
        pages = requests.get("https://search.example/find", params={"q": task}).text
        chain = LLMChain(llm=self.model, prompt=search_prompt)
        return StreamedResponse.from_chain(
            chain,
            {
                "query": task,  # want: unseparated-prompt
                "pages": pages,  # want: unfiltered-external-content
            },
        )


class Fixed(Tool):
    def call(self, goal, task):
        chain = LLMChain(llm=self.model, prompt=code_prompt)
        return StreamedResponse.from_chain(chain, {"goal": "a tidy house", "task": "sort"})  # ok: unseparated-prompt


TOOLS = [Code, Search, Fixed]


def tool_named(name):
    for tool in TOOLS:
        if tool.__name__ == name:
            return tool
    return Search
