import asyncio

from openai import AsyncOpenAI, OpenAI

client = OpenAI()
async_client = AsyncOpenAI()


def pieces(question: str):
    stream = client.chat.completions.create(
        model="gpt-4o", stream=True, messages=[{"role": "user", "content": question}]
    )
    for chunk in stream:
        yield chunk.choices[0].delta.content or ""


async def reply(question: str) -> str:
    answer = await async_client.responses.create(model="gpt-4o", input=question)
    return answer.output_text


async def replies(questions: list[str]) -> list[str]:
    return await asyncio.gather(*(reply(question) for question in questions))
