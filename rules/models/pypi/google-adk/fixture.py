"""Every row of the pack."""

from google.adk.agents.run_config import RunConfig
from google.adk.agents import LlmAgent
from google.adk.runners import InMemoryRunner
from google.adk.tools import FunctionTool, ToolContext


def read_note(path: str, tool_context: ToolContext) -> str:
    return open(path).read()


agent = LlmAgent(name="helper", model="gemini-2.5-flash", instruction="You help.", tools=[read_note, FunctionTool(read_note)])
runner = InMemoryRunner(agent)


async def run(message) -> str:
    text = ""
    async for event in runner.run_async(user_id="u", session_id="s", new_message=message):
        text += event.content.parts[0].text
    for event in runner.run(user_id="u", session_id="s", new_message=message):
        text += event.content.parts[0].text
    for event in runner.run(user_id="u", session_id="s", new_message=message, run_config=RunConfig(max_llm_calls=5)):
        text += event.content.parts[0].text
    return text + str(await runner.run_debug(new_message=message)) + str(runner.run_live(user_id="u", session_id="s"))
