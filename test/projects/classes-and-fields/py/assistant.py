from anthropic import Anthropic


class Assistant:
    def __init__(self, client: Anthropic, manner: str):
        self.client = client
        self.manner = manner
        self.last = ""

    def ask(self, question: str) -> str:
        reply = self.client.messages.create(
            model="claude-sonnet-4-5",
            max_tokens=400,
            system=self.manner,  # want: untrusted-system-prompt
            messages=[{"role": "user", "content": question}],
        )
        self.last = reply.content[0].text
        return self.last


class FixedAssistant:
    manner = "Answer like a librarian."

    def __init__(self):
        self.client = Anthropic()

    def ask(self, question: str) -> str:
        reply = self.client.messages.create(
            model="claude-sonnet-4-5",
            max_tokens=400,
            system=self.manner,  # ok: untrusted-system-prompt
            messages=[{"role": "user", "content": question}],
        )
        return reply.content[0].text
