from openai import OpenAI

client = OpenAI()


def asker(manner: str):
    def ask(question: str) -> str:
        return client.responses.create(
            model="gpt-4o",
            instructions=manner,  # want: untrusted-system-prompt
            input=question,
        ).output_text

    return ask


def with_reply(question: str, use):
    use(client.responses.create(model="gpt-4o", input=question).output_text)
