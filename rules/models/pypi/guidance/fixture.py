"""Every row of the pack."""

import guidance
from guidance import assistant, gen, json, models, regex, select, substring, system, user

lm = models.OpenAI("gpt-4o", base_url="https://llm.example.com/v1")


@guidance
def answer(lm, question: str):
    with system():
        lm += "You help."
    with user():
        lm += question
    with assistant():
        lm += gen("text", max_tokens=200) + select(["yes", "no"], name="sure") + json("data", schema={}) + regex("[0-9]+") + substring(question)
    return lm


def ask(question: str) -> str:
    return (lm + answer(question))["text"]
