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
        instructions=f"Answer in a {tone} tone.",  # want: untrusted-system-prompt
        input=question,
    ).output_text


def answer_by_rules(question: str) -> str:
    return client.responses.create(
        model="gpt-4o",
        instructions="\n".join(rules),  # want: untrusted-system-prompt
        input=question,
    ).output_text
