import os
import re
from pathlib import Path

ROOT = Path("notes").resolve()
NAME = re.compile(r"^([a-z]+)__([A-Za-z0-9._-]+)$")


def is_below(folder: Path, target: Path) -> bool:
    return target == folder or folder in target.parents


def require_below(name: str) -> Path:
    target = (ROOT / name).resolve()
    if not is_below(ROOT, target):
        raise ValueError("outside of the notes")
    return target


def require_common(name: str) -> str:
    base = os.path.realpath("notes")
    target = os.path.realpath(os.path.join(base, name))
    if os.path.commonpath([base, target]) != base:
        raise ValueError("outside of the notes")
    return target


def require_relative(name: str) -> Path:
    target = (ROOT / name).resolve()
    try:
        target.relative_to(ROOT)
    except ValueError as error:
        raise PermissionError(name) from error
    return target


def refuse_climbing(name: str) -> None:
    if os.path.isabs(name) or ".." in name.split("/"):
        raise ValueError("no way out")


def refuse_separators(name: str) -> bool:
    return "/" in name or "\\" in name
