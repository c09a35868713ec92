from openai import OpenAI

client = OpenAI()


def ask(system: str, question: str, model: str = "gpt-4o") -> str:
    return client.responses.create(
        model=model,
        instructions=system,  # want: untrusted-system-prompt
        input=question,
    ).output_text


def ask_fixed(system: str, question: str, model: str = "gpt-4o") -> str:
    return client.responses.create(
        model=model,
        instructions=system,  # ok: untrusted-system-prompt
        input=question,
    ).output_text
