from openai import OpenAI

client = OpenAI()
tone = "friendly"
rules = ["Be brief."]


def set_tone(value: str) -> None:
    global tone
    tone = value


def add_rule(rule: str) -> None:
    rules.append(rule)


def answer(question: str) -> str:
    return client.responses.create(
        model="gpt-4o",
        instructions=f"Answer in a {tone} tone.",  # missing: untrusted-system-prompt a parameter stored in a module variable is not followed to its readers
        input=question,
    ).output_text


def answer_by_rules(question: str) -> str:
    return client.responses.create(
        model="gpt-4o",
        instructions="\n".join(rules),  # missing: untrusted-system-prompt what a function adds to a list of the module is not followed to its readers
        input=question,
    ).output_text
