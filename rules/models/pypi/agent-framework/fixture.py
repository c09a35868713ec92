"""Every row of the pack."""

from agent_framework import Agent, ChatAgent, MCPStdioTool, MCPStreamableHTTPTool, MCPWebsocketTool, RawAgent, ai_function, tool
from agent_framework.openai import OpenAIChatClient, OpenAIResponsesClient


@ai_function
def weather(city: str) -> str:
    """Weather of a city."""
    return f"sunny in {city}"


@tool(approval_mode="always_require")
def order(item: str) -> str:
    """Look at an order."""
    return item


async def run(text: str) -> None:
    agent = Agent(OpenAIChatClient(), instructions="Be brief.", tools=[weather, order])
    await agent.run(text)
    old = ChatAgent(OpenAIResponsesClient(), instructions="Be brief.")
    old.run_stream(text), old.as_tool(name="o"), RawAgent(OpenAIChatClient())
    client = OpenAIChatClient()
    await client.get_response(text), client.get_streaming_response(text)
    client.create_agent(instructions="Be brief.", tools=[weather]), client.as_agent(instructions="Be brief.")
    async with MCPStdioTool(name="m", command="npx") as server:
        await server.connect()
    MCPStreamableHTTPTool(name="h", url="https://x/mcp"), MCPWebsocketTool(name="w", url="wss://x/mcp")
