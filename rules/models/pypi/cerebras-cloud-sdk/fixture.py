"""Every row of the pack."""

from cerebras.cloud.sdk import Cerebras

client = Cerebras(base_url="https://llm.example.com").with_options(timeout=20).copy(max_retries=1)


def run(question: str) -> str:
    client.models.list(), client.models.retrieve("a")
    client.chat.completions.with_raw_response.create(model="llama-3.3-70b", messages=[{"role": "user", "content": question}])
    print(client.completions.create(model="llama-3.3-70b", prompt=question).choices[0].text)
    return client.chat.completions.create(model="llama-3.3-70b", messages=[{"role": "user", "content": question}]).choices[0].message.content
