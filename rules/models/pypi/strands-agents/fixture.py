"""Every row of the pack."""

from strands import Agent, tool


@tool
def read_note(path: str) -> str:
    return open(path).read()


agent = Agent(system_prompt="You help.", tools=[read_note])


async def run(question: str) -> str:
    text = str(agent(question)) + str(await agent.invoke_async(question)) + agent.structured_output(dict, question)["a"]
    async for event in agent.stream_async(question):
        text += event["data"]
    return text
