from contextlib import contextmanager

from anthropic import Anthropic


class Session:
    def __init__(self, manner: str):
        self.manner = manner
        self.client = Anthropic()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False

    def ask(self, question: str) -> str:
        with self.client.messages.stream(
            model="claude-sonnet-4-5",
            max_tokens=300,
            system=self.manner,  # want: untrusted-system-prompt
            messages=[{"role": "user", "content": question}],
        ) as stream:
            return "".join(stream.text_stream)


@contextmanager
def asker():
    client = Anthropic()
    yield lambda question: client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=300,
        system="Answer with one expression.",  # ok: untrusted-system-prompt
        messages=[{"role": "user", "content": question}],
    ).content[0].text
