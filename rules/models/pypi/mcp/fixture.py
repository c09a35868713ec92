"""Every row of the pack."""

from mcp import Client, ClientSession, StdioServerParameters
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client, streamablehttp_client
from mcp.server import Server
from mcp.server.fastmcp import Context, FastMCP
from mcp.server.sse import SseServerTransport
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

mcp = FastMCP("notes")


@mcp.tool()
async def read_note(path: str, limit: int, ctx: Context) -> str:
    await ctx.info(path)
    await ctx.debug(path)
    await ctx.warning(path)
    await ctx.error(path)
    await ctx.log("info", path)
    await ctx.report_progress(1, 2)
    other = await ctx.session.create_message(messages=[{"role": "user", "content": path}], max_tokens=100)
    resource = await ctx.read_resource("notes://all")
    agreed = await ctx.elicit("Read it?")
    return open(path).read()[:limit] if agreed else f"{other.content} {resource}"


def plain(query: str) -> str:
    return query


mcp.add_tool(plain)
mcp.add_prompt(plain)


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
    async with Client(url) as plain_client:
        text += (await plain_client.call_tool("read", {})).data
        text += str(await plain_client.list_tools()) + str(await plain_client.read_resource("a"))
        text += str(await plain_client.list_resources()) + str(await plain_client.get_prompt("p"))
        text += str(await plain_client.list_prompts()) + str(await plain_client.session.call_tool("read", {}))
    return text


async def serve():
    SseServerTransport("/messages/")
    StreamableHTTPSessionManager(app=server)
    mcp.sse_app()
    mcp.streamable_http_app()
    await mcp.run_sse_async()
    await mcp.run_streamable_http_async()


mcp.run(transport="streamable-http")
