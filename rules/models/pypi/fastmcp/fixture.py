"""Every row of the pack."""

from fastmcp import Client, Context, FastMCP
from fastmcp.client.transports import StdioTransport
from fastmcp.tools import FunctionTool, Tool

mcp = FastMCP("notes")


@mcp.tool()
async def read_note(path: str, ctx: Context) -> str:
    await ctx.info(path)
    summary = await ctx.sample(messages=path, system_prompt="You help.")
    return open(path).read() + summary.text


def plain(query: str) -> str:
    return query


mcp.add_resource_fn(plain)
mcp.mount("other", FastMCP("other"))
mcp.import_server("third", FastMCP("third"))
api = FastMCP.from_openapi({}, client=None)
web = FastMCP.from_fastapi(None)
proxy = FastMCP.as_proxy("https://mcp.example.com")
free = Tool.from_function(plain)
other = FunctionTool.from_function(plain)
local = StdioTransport(command="node", args=["server.js"])


async def client(url: str):
    async with Client(url) as fast:
        text = (await fast.call_tool("read", {})).data
        text += (await fast.call_tool_mcp("read", {})).content[0].text
    return text


async def serve():
    mcp.http_app()
    mcp.sse_app()
    mcp.streamable_http_app()
    await mcp.run_async(transport="http")
    await mcp.run_http_async()
    await mcp.run_sse_async()
    await mcp.run_streamable_http_async()


mcp.run(transport="http", host="127.0.0.1")
