"""Every row of the pack."""

from livekit.agents import Agent, AgentSession, function_tool
from livekit.agents.llm.mcp import MCPServerHTTP, MCPServerStdio
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.services.anthropic.llm import AnthropicLLMService
from pipecat.services.google.llm import GoogleLLMService
from pipecat.services.groq.llm import GroqLLMService
from pipecat.services.ollama.llm import OLLamaLLMService
from pipecat.services.openai.llm import OpenAILLMService


@function_tool
async def weather(city: str) -> str:
    """Weather of a city."""
    return f"sunny in {city}"


class Host(Agent):
    def __init__(self) -> None:
        super().__init__(instructions="Be brief.", tools=[weather])

    async def on_user_turn_completed(self, turn, message):
        return message


async def entry(room, text: str) -> None:
    session = AgentSession(mcp_servers=[MCPServerHTTP("https://x/mcp"), MCPServerStdio("npx", [])])
    await session.start(room=room, agent=Agent(instructions="Be brief."))
    await session.generate_reply(instructions="Say hello."), session.say(text)
    await session.run(user_input=text)


async def lookup(params):
    return params


def pipeline() -> None:
    LLMContext([{"role": "system", "content": "Be brief."}], tools=[])
    OpenAILLMService(model="gpt").register_function("lookup", lookup)
    AnthropicLLMService(), GoogleLLMService(), GroqLLMService(), OLLamaLLMService()
