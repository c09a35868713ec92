"""Every row of the pack."""

import together
from together import Together

client = Together(base_url="https://llm.example.com")


def run(question: str) -> str:
    client.embeddings.create(model="a", input=question), client.images.generate(model="a", prompt=question)
    client.rerank.create(model="a", query=question, documents=[question])
    text = client.chat.completions.create(model="llama", messages=[{"role": "user", "content": question}]).choices[0].message.content
    return text + client.completions.create(model="llama", prompt=question).choices[0].text + together.Complete.create(prompt=question)["output"]["choices"][0]["text"]
