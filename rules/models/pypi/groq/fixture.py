"""Every row of the pack."""

from groq import Groq

client = Groq(base_url="https://llm.example.com").with_options(timeout=20).copy(max_retries=1)


def run(question: str) -> str:
    client.embeddings.create(model="a", input=question), client.models.list()
    client.audio.speech.create(model="a", voice="b", input=question)
    return client.chat.completions.create(model="llama-3.3-70b", messages=[{"role": "user", "content": question}]).choices[0].message.content
