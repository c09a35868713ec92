import anthropic
from mistralai import Mistral
from openai import OpenAI


class ClaudeClient:
    def __init__(self):
        self.api = anthropic.Anthropic()

    def ask(self, system: str, question: str) -> str:
        answer = self.api.messages.create(
            model="claude-sonnet-4-5",
            max_tokens=500,
            system=system,  # want: untrusted-system-prompt
            messages=[{"role": "user", "content": question}],
        )
        return answer.content[0].text


class OpenClient:
    def __init__(self):
        self.api = OpenAI()

    def ask(self, system: str, question: str) -> str:
        messages = [
            {"role": "system", "content": system},  # ok: untrusted-system-prompt one prompt to several clients is one finding, at the first
            {"role": "user", "content": question},
        ]
        answer = self.api.chat.completions.create(model="gpt-4o", messages=messages)
        return answer.choices[0].message.content


class MistralClient:
    def __init__(self):
        self.api = Mistral()

    def ask(self, system: str, question: str) -> str:
        messages = [
            {"role": "system", "content": system},  # ok: untrusted-system-prompt
            {"role": "user", "content": question},
        ]
        return self.api.chat.complete(model="mistral-large-latest", messages=messages).choices[0].message.content
