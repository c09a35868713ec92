import json
import sys
from pathlib import Path

from openai import OpenAI

client = OpenAI()
ROLES = Path("roles")


class Settings:
    def __init__(self, folder: Path):
        self.file = Path(folder) / "settings.json"

    def persona(self) -> str:
        with open(self.file) as file:
            return json.load(file)["persona"]


def role(name: str) -> str:
    return (ROLES / f"{name}.txt").read_text()


def greet(question: str):
    settings = Settings(Path(sys.argv[1]))
    return client.responses.create(
        model="gpt-4o",
        instructions=settings.persona(),  # ok: unfiltered-external-content
        input=question,
    )


def explain(question: str):
    return client.responses.create(
        model="gpt-4o",
        instructions=role("teacher"),  # ok: unfiltered-external-content
        input=question,
    )


def summarize(file: str):
    return client.responses.create(
        model="gpt-4o",
        instructions="Summarize this file.\n" + Path(file).read_text(),  # want: unfiltered-external-content
        input="Go on.",
    )


class Talk:
    def __init__(self):
        self.turns = [{"role": "system", "content": "You are a guide."}]

    def restart(self, start: str):
        self.turns = [{"role": "system", "content": start}]  # ok: untrusted-system-prompt

    def ask(self):
        self.turns.append({"role": "user", "content": input("> ")})
        if len(self.turns) > 20:
            self.restart(self.turns[0]["content"])
        return client.chat.completions.create(model="gpt-4o", messages=self.turns)
