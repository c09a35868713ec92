"""Every row of the pack."""

from mcp_use import MCPAgent, MCPClient


async def ask(question: str, llm) -> str:
    client = MCPClient.from_dict({"mcpServers": {"notes": {"command": "node", "args": ["notes.js"]}}})
    other = MCPClient.from_config_file("servers.json")
    agent = MCPAgent(llm=llm, client=client, max_steps=5)
    text = await agent.run(question)
    async for piece in agent.stream(question):
        text += str(piece)
    async for event in agent.stream_events(question):
        text += str(event)
    session = await other.create_session("notes")
    tools = [await session.list_tools(), await session.list_resources()]
    return text + str(tools) + str(await session.call_tool("read", {})) + str(await other.get_session("notes").read_resource("a"))
