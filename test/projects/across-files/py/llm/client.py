from openai import OpenAI

client = OpenAI()


def complete(system: str, text: str) -> str:
    reply = client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": system},  # want: untrusted-system-prompt
            {"role": "user", "content": text},  # ok: unseparated-prompt
        ],
    )
    return reply.choices[0].message.content
