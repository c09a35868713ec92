from urllib.parse import urlparse

import sqlglot
from openai import OpenAI
from pydantic import BaseModel
from sqlglot import exp

client = OpenAI()
HOSTS = ["wiki.example.com", "docs.example.com"]


class Step(BaseModel):
    name: str
    minutes: int


def allowed(url: str) -> bool:
    return urlparse(url).hostname in HOSTS


def mentions_host(url: str) -> bool:
    return "wiki.example.com" in url


def read_only(query: str) -> str:
    trees = sqlglot.parse(query)
    if len(trees) != 1 or not isinstance(trees[0], exp.Select):
        raise ValueError("only a single query")
    return query


def harmless(text: str) -> bool:
    return not client.moderations.create(model="omni-moderation-latest", input=text).results[0].flagged


def confirmed(command: str) -> bool:
    print(command)
    return input("Run this? [y/N] ").strip().lower() == "y"
