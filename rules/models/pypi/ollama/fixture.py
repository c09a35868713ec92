"""Every row of the pack."""

import ollama
from ollama import AsyncClient, Client, Message

client = Client(host="http://localhost:11434")


def read_note(path: str) -> str:
    return open(path).read()


async def run(question: str) -> str:
    messages = [Message(role="user", content=question)]
    answer = client.chat(model="llama3", messages=messages, tools=[read_note])
    for call in answer.message.tool_calls or []:
        print(call.function.name, call.function.arguments)
    text = answer.message.content + ollama.chat(model="llama3", messages=messages)["message"]["content"]
    async for part in await AsyncClient().chat(model="llama3", messages=messages, stream=True):
        text += part["message"]["content"]
    text += client.generate(model="llama3", prompt=question, system="You help.")["response"] + ollama.generate(model="llama3", prompt=question).response
    client.embed(model="a", input=question), ollama.embed(model="a", input=question), client.embeddings(model="a", prompt=question), ollama.embeddings(model="a", prompt=question)
    client.create(model="b", from_="llama3", system="You help."), client.list(), ollama.list()
    return text + client.web_search(question).results[0].content + ollama.web_fetch("https://example.com").content + ollama.web_search(question).results[0].content
