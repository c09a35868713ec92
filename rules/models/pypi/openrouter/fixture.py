# Every row of the pack.
from openrouter import OpenRouter

client = OpenRouter(server_url="https://llm.example.com")


async def ask(question: str) -> str:
    messages = [{"role": "system", "content": "You help."}, {"role": "user", "content": question}]
    answer = client.chat.send(model="a/b", messages=messages, max_tokens=500, timeout_ms=20_000)
    later = await client.chat.send_async(model="a/b", messages=messages)
    response = client.beta.responses.send(model="a/b", instructions="You help.", input=question)
    await client.beta.responses.send_async(model="a/b", input=question)
    client.embeddings.generate(input=question, model="a/e")
    for call in answer.choices[0].message.tool_calls or []:
        print(call.function.arguments)
    return answer.choices[0].message.content + later.choices[0].message.content + response.output_text
