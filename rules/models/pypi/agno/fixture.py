"""Every row of the pack."""

from agno.agent import Agent
from agno.knowledge.embedder.openai import OpenAIEmbedder
from agno.knowledge.knowledge import Knowledge
from agno.models.openai import OpenAIChat
from agno.tools import Toolkit, tool
from agno.tools.duckduckgo import DuckDuckGoTools
from agno.tools.mcp import MCPTools
from agno.tools.shell import ShellTools
from agno.vectordb.pgvector import PgVector
from agno.workflow import Workflow

store = PgVector(table_name="notes", db_url="postgresql://db.example.com/notes")
knowledge = Knowledge(vector_db=store)


@tool
def read_note(path: str) -> str:
    """Reads."""
    return open(path).read()


class Notes(Toolkit):
    def __init__(self):
        super().__init__(name="notes", tools=[self.first])
        self.register(self.second)

    def first(self, name: str) -> str:
        return name

    def second(self, name: str) -> str:
        return name


async def ask(question: str) -> str:
    agent = Agent(
        model=OpenAIChat(id="gpt-4o"),
        instructions="You help.",
        tools=[read_note, Notes(), DuckDuckGoTools(), ShellTools(), MCPTools("uvx notes-mcp")],
        knowledge=knowledge,
    )
    text = agent.run(question).content + (await agent.arun(question)).content
    agent.print_response(question), await agent.aprint_response(question), agent.cli_app(question)
    flow = Workflow(name="flow", steps=[agent])
    flow.run(question), await flow.arun(question), flow.print_response(question), await flow.aprint_response(question)
    return text


async def learn(text: str) -> list:
    knowledge.insert(text_content=text)
    await knowledge.ainsert(text_content=text)
    embedder = OpenAIEmbedder()
    embedder.get_embedding(text), embedder.get_embedding_and_usage(text)
    return [*knowledge.search(text), *store.search(text)]
