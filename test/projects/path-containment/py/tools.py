import os
from pathlib import Path

from folders import NAME, ROOT, refuse_climbing, refuse_separators, require_below, require_common, require_relative
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")


@mcp.tool()
def below(name: str) -> str:
    return require_below(name).read_text()  # ok: unsafe-tool-input


@mcp.tool()
def common(name: str) -> str:
    with open(require_common(name)) as file:  # ok: unsafe-tool-input
        return file.read()


@mcp.tool()
def relative(name: str) -> str:
    return require_relative(name).read_text()  # ok: unsafe-tool-input


@mcp.tool()
def relative_by_os(name: str) -> str:
    target = os.path.abspath(os.path.join("notes", name))
    way = os.path.relpath(target, "notes")
    if way.startswith(".."):
        return "outside"
    with open(target) as file:  # ok: unsafe-tool-input
        return file.read()


@mcp.tool()
def prefix_of_text(name: str) -> str:
    target = (ROOT / name).resolve()
    inside = str(target).startswith(str(ROOT) + os.sep)
    if not inside:
        return "outside"
    return target.read_text()  # ok: unsafe-tool-input


@mcp.tool()
def prefix_unresolved(name: str) -> str:
    target = os.path.join("notes", name)
    if not target.startswith("notes/"):
        return "outside"
    with open(target) as file:  # want: unsafe-tool-input
        return file.read()


@mcp.tool()
def prefix_then_resolved(name: str) -> str:
    target = os.path.join("notes", name)
    if not target.startswith("notes/"):
        return "outside"
    with open(os.path.realpath(target)) as file:  # want: unsafe-tool-input
        return file.read()


@mcp.tool()
def no_way_up(name: str) -> str:
    refuse_climbing(name)
    return (ROOT / name).read_text()  # ok: unsafe-tool-input


@mcp.tool()
def one_segment(name: str) -> str:
    if refuse_separators(name):
        return "no folders"
    return (ROOT / name).read_text()  # ok: unsafe-tool-input


@mcp.tool()
def dots_only(name: str) -> str:
    if ".." in name:
        return "no"
    return Path(name).read_text()  # want: unsafe-tool-input warning


@mcp.tool()
def asked_but_not_heeded(name: str) -> str:
    target = (ROOT / name).resolve()
    if ROOT not in target.parents:
        print("outside of the notes")
    return target.read_text()  # want: unsafe-tool-input


@mcp.tool()
def named(name: str) -> str:
    if not NAME.match(name):
        return "no such note"
    return (ROOT / name).read_text()  # ok: unsafe-tool-input
