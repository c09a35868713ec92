import requests
from openai import OpenAI

from extract import category, page_address

client = OpenAI()


def answer(question: str):
    address = page_address(question)
    page = requests.get(address, timeout=10).text  # want: model-output-to-url
    plan = client.responses.create(
        model="gpt-4o",
        instructions=f"Answer from this page:\n{page}",  # want: unfiltered-external-content
        input=question,
    ).output_text
    return eval(plan)  # want: model-output-to-code


def answer_by_category(question: str):
    kind = category(question)
    return client.responses.create(
        model="gpt-4o",
        instructions=f"You write about {kind}.",  # ok: untrusted-system-prompt
        input=question,
    ).output_text
