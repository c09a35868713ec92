"""Every row of the pack."""

from claude_agent_sdk import ClaudeAgentOptions, ClaudeSDKClient, query, tool
from claude_code_sdk import ClaudeCodeOptions

options = ClaudeAgentOptions(system_prompt="You help.", allowed_tools=["Read"])
older = ClaudeCodeOptions(append_system_prompt="Be short.")


@tool("read", "Reads.", {"path": str})
async def read_note(args):
    return {"content": [{"type": "text", "text": open(args["path"]).read()}]}


async def run(question: str) -> str:
    text = ""
    async for message in query(prompt=question, options=options):
        text += message.content[0].text
    async with ClaudeSDKClient(options=older) as client:
        await client.connect(question)
        await client.query(question)
        async for message in client.receive_response():
            text += message.content[0].text
        async for message in client.receive_messages():
            text += message.content[0].text
    return text
