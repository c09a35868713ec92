"""Every row of the pack."""

from fastmcp import Client as FastClient
from fastmcp.tools import Tool
from mcp import ClientSession, StdioServerParameters
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client, streamablehttp_client
from mcp.server import Server
from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("notes")


@mcp.tool()
async def read_note(path: str, limit: int, ctx: Context) -> str:
    await ctx.info(path)
    await ctx.debug(path)
    await ctx.warning(path)
    await ctx.error(path)
    await ctx.log("info", path)
    await ctx.report_progress(1, 2)
    summary = await ctx.sample(messages=path, system_prompt="You help.")
    other = await ctx.session.create_message(messages=[{"role": "user", "content": path}], max_tokens=100)
    resource = await ctx.read_resource("notes://all")
    agreed = await ctx.elicit("Read it?")
    return open(path).read()[:limit] if agreed else f"{summary.text} {other.content} {resource}"


def plain(query: str) -> str:
    return query


mcp.add_tool(plain)
mcp.add_resource_fn(plain)
mcp.add_prompt(plain)
mcp.mount("other", FastMCP("other"))
mcp.import_server("third", FastMCP("third"))
api = FastMCP.from_openapi({}, client=None)
web = FastMCP.from_fastapi(None)
proxy = FastMCP.as_proxy("https://mcp.example.com")
free = Tool.from_function(plain)


@mcp.resource("notes://{name}")
def note(name: str) -> str:
    return open(f"/notes/{name}").read()


@mcp.prompt()
def review(text: str) -> str:
    return f"Review this: {text}"


@mcp.completion()
async def complete(ref, argument, context):
    return None


@mcp.custom_route("/health", methods=["GET"])
async def health(request):
    return None


server = Server("low")


@server.call_tool()
async def call(name: str, arguments: dict):
    await server.request_context.session.create_message(messages=[], max_tokens=10)
    return open(arguments["path"]).read()


@server.read_resource()
async def read(uri: str):
    return open(uri).read()


@server.get_prompt()
async def prompt(name: str, arguments: dict):
    return arguments["topic"]


@server.list_tools()
async def tools():
    return []


@server.list_resources()
async def resources():
    return []


@server.list_resource_templates()
async def templates():
    return []


@server.list_prompts()
async def prompts():
    return []


async def on_call(ctx, params):
    return params.name, params.arguments["path"], params.uri


new_server = Server("new", on_call_tool=on_call, on_read_resource=on_call, on_get_prompt=on_call)


async def client(command: str, url: str):
    parameters = StdioServerParameters(command=command, args=[])
    async with sse_client(url) as streams, ClientSession(*streams) as session:
        text = (await session.call_tool("read", {"path": "a"})).content[0].text
        for tool in (await session.list_tools()).tools:
            text += tool.description
        text += (await session.read_resource("notes://a")).contents[0].text
        text += str(await session.list_resources()) + str(await session.get_prompt("p")) + str(await session.list_prompts())
    async with streamablehttp_client(url) as streams, streamable_http_client(url):
        print(streams, parameters)
    async with FastClient(url) as fast:
        text += (await fast.call_tool("read", {})).data
        text += (await fast.call_tool_mcp("read", {})).content[0].text
        text += str(await fast.list_tools()) + str(await fast.read_resource("a")) + str(await fast.list_resources())
        text += str(await fast.get_prompt("p")) + str(await fast.list_prompts()) + str(await fast.session.call_tool("read", {}))
    return text
