"""Every row of the pack."""

import cohere
from cohere import AssistantChatMessageV2, SystemChatMessageV2, UserChatMessageV2

client = cohere.Client(base_url="https://llm.example.com")
new = cohere.ClientV2(base_url="https://llm.example.com")


def run(question: str) -> str:
    answer = client.chat(message=question, preamble="You help.", documents=[])
    print(answer.tool_calls[0].parameters)
    text = answer.text + client.generate(prompt=question).generations[0].text + client.summarize(text=question).summary
    for event in client.chat_stream(message=question):
        text += event.text
    for piece in client.generate_stream(prompt=question):
        text += piece.text
    client.embed(texts=[question]), client.classify(inputs=[question]), client.rerank(query=question, documents=[question])
    return text + client.v2.chat(model="a", messages=[]).message.content[0].text


def v2(question: str) -> str:
    messages = [SystemChatMessageV2(content="You help."), AssistantChatMessageV2(content="Yes?"), UserChatMessageV2(content=question)]
    text = new.chat(model="command-r", messages=messages).message.content[0].text
    for event in new.chat_stream(model="command-r", messages=messages):
        text += event.delta.message.content.text
    new.embed(texts=[question]), new.rerank(query=question, documents=[question])
    return text
