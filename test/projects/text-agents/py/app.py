from langchain.agents import AgentExecutor, AgentType, create_react_agent, create_tool_calling_agent, initialize_agent
from langchain.tools import Tool
from langchain_community.tools import DuckDuckGoSearchRun
from langchain_community.utilities import SerpAPIWrapper
from langchain_openai import ChatOpenAI
from langgraph.prebuilt import create_react_agent as create_graph_agent

from tools import News, count_words, read_page

key = input("key: ")
llm = ChatOpenAI(model="gpt-4o", api_key=key)
search = SerpAPIWrapper()


def kinds(prompt):
    react = initialize_agent([DuckDuckGoSearchRun()], llm, agent=AgentType.ZERO_SHOT_REACT_DESCRIPTION)
    print(react.run("Who won?"))  # want: unfiltered-external-content
    calling = initialize_agent([DuckDuckGoSearchRun()], llm, agent=AgentType.OPENAI_FUNCTIONS)
    print(calling.run("Who won?"))  # ok: unfiltered-external-content
    text = AgentExecutor(agent=create_react_agent(llm, [read_page], prompt), tools=[read_page])
    print(text.invoke({"input": "Sum up the handbook."}))  # want: unfiltered-external-content
    native = AgentExecutor(agent=create_tool_calling_agent(llm, [read_page], prompt), tools=[read_page])
    print(native.invoke({"input": "Sum up the handbook."}))  # ok: unfiltered-external-content
    graph = create_graph_agent(llm, [read_page])
    print(graph.invoke({"messages": [("user", "Sum up the handbook.")]}))  # ok: unfiltered-external-content


def tools(prompt):
    named = Tool(name="search", func=search.run, description="Searches the web.")
    react = initialize_agent([count_words, named], llm)
    print(react.run("Who won?"))  # want: unfiltered-external-content
    own = initialize_agent([News()], llm)
    print(own.run("What is new?"))  # want: unfiltered-external-content
    plain = initialize_agent([count_words], llm)
    print(plain.run("How many words?"))  # ok: unfiltered-external-content
