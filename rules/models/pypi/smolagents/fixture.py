"""Every row of the pack."""

from smolagents import CodeAgent, DuckDuckGoSearchTool, OpenAIServerModel, PythonInterpreterTool, Tool, tool

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
