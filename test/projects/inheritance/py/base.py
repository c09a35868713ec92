from abc import ABC, abstractmethod

from openai import OpenAI


class Agent(ABC):
    def __init__(self):
        self.client = OpenAI()

    @abstractmethod
    def instructions(self) -> str: ...

    def handle(self, reply: str):
        return reply

    def run(self, question: str):
        reply = self.client.responses.create(
            model="gpt-4o",
            instructions=self.instructions(),  # want: untrusted-system-prompt
            input=question,
        )
        return self.handle(reply.output_text)
