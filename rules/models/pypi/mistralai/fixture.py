"""Every row of the pack."""

from mistralai import AssistantMessage, Mistral, SystemMessage, ToolMessage, UserMessage
from mistralai.client import MistralClient
from mistralai.models.chat_completion import ChatMessage

client = Mistral(server_url="https://llm.example.com")
old = MistralClient(endpoint="https://llm.example.com")


async def run(question: str) -> str:
    messages = [SystemMessage(content="You help."), AssistantMessage(content="Yes?"), ToolMessage(content="42"), UserMessage(content=question)]
    answer = client.chat.complete(model="mistral-large", messages=messages)
    for call in answer.choices[0].message.tool_calls or []:
        print(call.function.name, call.function.arguments)
    text = answer.choices[0].message.content + (await client.chat.complete_async(model="mistral-large", messages=messages)).choices[0].message.content
    for event in client.chat.stream(model="mistral-large", messages=messages):
        text += event.data.choices[0].delta.content
    async for event in await client.chat.stream_async(model="mistral-large", messages=messages):
        text += event.data.choices[0].delta.content
    text += client.chat.parse(response_format=dict, messages=messages).choices[0].message.parsed["a"] + str(await client.chat.parse_async(response_format=dict, messages=messages))
    text += str(client.chat.parse_stream(response_format=dict, messages=messages))
    text += client.agents.complete(agent_id="a", messages=messages).choices[0].message.content + str(await client.agents.complete_async(agent_id="a", messages=messages))
    text += str(client.agents.stream(agent_id="a", messages=messages)) + str(await client.agents.stream_async(agent_id="a", messages=messages))
    text += client.fim.complete(model="codestral", prompt=question).choices[0].message.content + str(await client.fim.complete_async(model="codestral", prompt=question)) + str(client.fim.stream(model="codestral", prompt=question))
    client.beta.agents.create(model="a", name="b", instructions="You help."), client.beta.agents.update(agent_id="a", instructions="You help.")
    talk = client.beta.conversations
    text += talk.start(inputs=question).outputs[0].content + str(await talk.start_async(inputs=question)) + str(talk.append(conversation_id="a", inputs=question)) + str(await talk.append_async(conversation_id="a", inputs=question))
    text += str(talk.start_stream(inputs=question))
    heard = client.audio.transcriptions.complete(model="a", file_url=question), client.audio.transcriptions.stream(model="a", file_url=question)
    print(heard, await client.audio.transcriptions.complete_async(model="a"), await client.audio.transcriptions.stream_async(model="a"))
    client.audio.speech.complete(input=question), await client.audio.speech.complete_async(input=question)
    client.embeddings.create(model="a", inputs=[question]), await client.embeddings.create_async(model="a", inputs=[question])
    if client.classifiers.moderate(model="a", inputs=[question]).results[0].categories["violence"] or client.classifiers.moderate_chat(model="a", inputs=messages):
        return str(await client.classifiers.moderate_async(model="a", inputs=[question]))
    return text + client.ocr.process(model="a", document={}).pages[0].markdown


def before(question: str) -> str:
    turns = [ChatMessage(role="user", content=question)]
    text = old.chat(model="a", messages=turns).choices[0].message.content + old.completion(model="a", prompt=question).choices[0].message.content
    for chunk in old.chat_stream(model="a", messages=turns):
        text += chunk.choices[0].delta.content
    old.embeddings(model="a", input=[question])
    return text
