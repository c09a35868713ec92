"""Every row of the pack."""

from guardrails import Guard, GuardrailsOpenAI

guard = Guard().use(None).use_many(None, None)
guard.configure(num_reasks=1)
client = GuardrailsOpenAI(base_url="https://llm.example.com/v1")
made = [Guard.for_pydantic, Guard.for_string, Guard.for_rail, Guard.for_rail_string, Guard.from_pydantic, Guard.from_string, Guard.from_rail, Guard.load]


def run(question: str) -> str:
    guard.validate(question)
    text = guard.parse(question).validated_output + guard(None, messages=[{"role": "user", "content": question}]).validated_output
    return text + client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}]).choices[0].message.content
