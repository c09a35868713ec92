from openai import OpenAI

client = OpenAI()


def page_address(question: str) -> str:
    return client.responses.create(  # step: model-output-to-url
        model="gpt-4o-mini",
        instructions="Answer with the address of one page.",
        input=question,
    ).output_text


def category(question: str) -> str:
    text = client.responses.create(model="gpt-4o-mini", input=question).output_text
    return text if text in ("news", "sports") else "other"
