"""Every row of the pack."""

from agents import (
    Agent,
    FileSearchTool,
    FunctionTool,
    ImageGenerationTool,
    ItemHelpers,
    Runner,
    RunContextWrapper,
    ShellTool,
    SQLiteSession,
    WebSearchTool,
    function_tool,
    handoff,
    input_guardrail,
    output_guardrail,
    set_default_openai_key,
    set_tracing_export_api_key,
    tool_input_guardrail,
    tool_output_guardrail,
)
from agents.mcp import MCPServerSse, MCPServerStdio


@function_tool
def read_note(ctx: RunContextWrapper, path: str) -> str:
    return open(path).read()


@input_guardrail
async def topic(ctx, agent, given):
    return None


@output_guardrail
async def tone(ctx, agent, output):
    return None


@tool_input_guardrail
def arguments(data):
    return None


@tool_output_guardrail
def results(data):
    return None


def instructions(ctx, agent) -> str:
    return "You help."


async def invoke(ctx: RunContextWrapper, args: str) -> str:
    return open(args).read()


agent = Agent(name="helper", instructions=instructions, tools=[read_note, FunctionTool(name="a", description="b", params_json_schema={}, on_invoke_tool=invoke)])
other = Agent(name="o", instructions="You help.", handoffs=[handoff(agent)], tools=[agent.clone().as_tool("a", "b"), ShellTool(executor=lambda request: request.command)])
hosted = Agent(name="h", instructions="You search.", tools=[WebSearchTool(), FileSearchTool(vector_store_ids=["a"]), ImageGenerationTool(tool_config={"type": "image_generation"})])


async def run(question: str, keys: dict) -> str:
    set_default_openai_key(keys["a"]), set_tracing_export_api_key(keys["a"])
    result = await Runner.run(agent, question)
    streamed = Runner.run_streamed(other, input=question)
    async for event in streamed.stream_events():
        print(event.data)
    text = ItemHelpers.text_message_outputs(result.new_items) + ItemHelpers.text_message_output(result.new_items[0])
    return text + result.final_output + Runner.run_sync(agent, question).final_output + str(await SQLiteSession("a").get_items())


async def servers(command: str, url: str):
    async with MCPServerStdio(params={"command": command, "args": []}) as server, MCPServerSse(params={"url": url}) as remote:
        return await server.call_tool("a", {}), await server.list_tools(), await remote.get_prompt("p")
