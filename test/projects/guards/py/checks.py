import re
from pathlib import Path
from urllib.parse import urlparse

ROOT = Path("reports").resolve()
NAME = re.compile(r"[a-z0-9_-]{1,40}")


def require_inside(name: str) -> Path:
    target = (ROOT / name).resolve()
    if not target.is_relative_to(ROOT):
        raise ValueError("outside of the folder")
    return target


def is_plain(name: str) -> bool:
    return NAME.fullmatch(name) is not None


def require_https(url: str) -> str:
    if urlparse(url).scheme != "https":
        raise ValueError("https only")
    return url
