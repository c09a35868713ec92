from abc import ABC, abstractmethod
from typing import Protocol

from openai import OpenAI


class Writer(Protocol):
    def write(self, task: str) -> str: ...


class Planner(ABC):
    @abstractmethod
    def plan(self, task: str) -> str:
        """The command for a task."""
        raise NotImplementedError


class OpenAiWriter:
    def __init__(self):
        self.client = OpenAI()

    def write(self, task: str) -> str:
        return self.client.responses.create(model="gpt-4o", input=task).output_text


class OpenAiPlanner(Planner):
    def __init__(self):
        self.client = OpenAI()

    def plan(self, task: str) -> str:
        return self.client.responses.create(model="gpt-4o", input=task).output_text
