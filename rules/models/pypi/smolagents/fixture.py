"""Every row of the pack."""

from smolagents import ToolCollection, load_tool, CodeAgent, DuckDuckGoSearchTool, OpenAIServerModel, PythonInterpreterTool, Tool, tool

model = OpenAIServerModel(model_id="gpt-4o", api_base="https://llm.example.com/v1")


@tool
def read_note(path: str) -> str:
    """Reads.

    Args:
        path: Where.
    """
    return open(path).read()


class Reader(Tool):
    name = "reader"

    def forward(self, path: str) -> str:
        return open(path).read()


def run(question: str, code: str) -> str:
    agent = CodeAgent(tools=[read_note, Reader()], model=model, instructions="You help.")
    turns = [{"role": "user", "content": question}]
    text = agent.run(question) + agent(question) + model(turns).content + model.generate(turns).content
    for piece in model.generate_stream(turns):
        text += piece.content
    PythonInterpreterTool()(code), PythonInterpreterTool().forward(code)
    return text + DuckDuckGoSearchTool()(question) + DuckDuckGoSearchTool().forward(question)


def loaded() -> list:
    tools = [load_tool("unit/tool", revision="0123abc"), Tool.from_hub("unit/tool", trust_remote_code=False), Tool.from_space("unit/space", name="draw", description="Draws.")]
    with ToolCollection.from_mcp({"url": "https://tools.example.com/mcp"}) as remote:
        return [*tools, *ToolCollection.from_hub("unit/tools").tools, *remote.tools]
