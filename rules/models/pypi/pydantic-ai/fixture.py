"""Every row of the pack."""

from pydantic import BaseModel
from pydantic_ai import Agent, RunContext, Tool
from pydantic_ai.common_tools.duckduckgo import duckduckgo_search_tool
from pydantic_ai.common_tools.tavily import tavily_search_tool
from pydantic_ai.mcp import MCPServerSSE, MCPServerStdio
from pydantic_ai.messages import SystemPromptPart, TextPart, ToolReturnPart, UserPromptPart
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.toolsets import FunctionToolset
from pydantic_ai.usage import UsageLimits


class Verdict(BaseModel):
    score: int
    reason: str


def read_note(path: str) -> str:
    return open(path).read()


provider = OpenAIProvider(base_url="https://llm.example.com/v1")
tools = FunctionToolset([read_note])
tools.add_function(read_note)
agent = Agent("openai:gpt-4o", system_prompt="You help.", output_type=Verdict, tools=[read_note, Tool(read_note), duckduckgo_search_tool()])


@agent.tool
async def one(ctx: RunContext, path: str) -> str:
    return open(path).read()


@agent.tool_plain
def two(path: str) -> str:
    return open(path).read()


@tools.tool
def three(path: str) -> str:
    return open(path).read()


@agent.system_prompt
def who(ctx: RunContext) -> str:
    return f"The user is {ctx.deps}."


@agent.instructions
def how() -> str:
    return "Be short."


@agent.output_validator
def valid(output: Verdict) -> Verdict:
    return output


@agent.result_validator
def older(output: Verdict) -> Verdict:
    return output


async def run(question: str, keys: dict) -> str:
    history = [SystemPromptPart(content="You help."), UserPromptPart(content=question), TextPart(content="Yes?"), ToolReturnPart("a", question, tool_call_id="1")]
    text = (await agent.run(question, message_history=history)).output.reason + agent.run_sync(question).data.reason
    async with agent.run_stream(question) as stream:
        async for piece in stream.stream_text():
            text += piece
    async for event in agent.run_stream_events(question):
        print(event)
    async with agent.iter(question) as steps:
        async for node in steps:
            print(node)
    with agent.override(model="test"):
        agent.to_a2a()
    return text + str(tavily_search_tool(keys["a"])) + str(MCPServerStdio(keys["b"], args=[])) + str(MCPServerSSE(keys["c"]))


def bounded(question: str) -> str:
    limits = UsageLimits(request_limit=3)
    return Agent("openai:gpt-4o").run_sync(question, model_settings=ModelSettings(max_tokens=500, timeout=20), usage_limits=limits).output
