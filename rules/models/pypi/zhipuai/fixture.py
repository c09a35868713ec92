"""Every row of the pack."""

import dashscope
from dashscope import AioGeneration, AioMultiModalConversation, Generation, MultiModalConversation
from zai import ZaiClient, ZhipuAiClient
from zhipuai import ZhipuAI

client = ZhipuAI()
newer, china = ZaiClient(), ZhipuAiClient()


async def run(text: str) -> None:
    messages = [{"role": "user", "content": text}]
    client.chat.completions.create(model="glm-4", messages=messages, max_tokens=100)
    newer.chat.completions.create(model="glm-4.5", messages=messages, max_tokens=100)
    client.chat.asyncCompletions.create(model="glm-4", messages=messages, max_tokens=100)
    china.embeddings.create(model="embedding-3", input=text)
    client.images.generations(model="cogview-3", prompt=text)
    Generation.call(model="qwen-plus", messages=messages, max_tokens=100)
    await AioGeneration.call(model="qwen-plus", prompt=text, max_tokens=100)
    MultiModalConversation.call(model="qwen-vl", messages=messages, max_tokens=100)
    await AioMultiModalConversation.call(model="qwen-vl", messages=messages, max_tokens=100)
    dashscope.TextEmbedding.call(model="text-embedding-v3", input=text)
