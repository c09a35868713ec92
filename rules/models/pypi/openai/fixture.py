"""Every row of the pack, in small pieces of the code that people write."""

import openai
from openai import AsyncOpenAI, AzureOpenAI, OpenAI, pydantic_function_tool
from openai.types.chat import (
    ChatCompletionAssistantMessageParam,
    ChatCompletionDeveloperMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionToolMessageParam,
    ChatCompletionUserMessageParam,
)
from pydantic import BaseModel

client = OpenAI(base_url="https://llm.example.com/v1")
azure = AzureOpenAI(azure_endpoint="https://unit.openai.azure.com", api_version="2024-06-01")
patient = client.with_options(timeout=20).copy(max_retries=1)


class Verdict(BaseModel):
    score: int
    reason: str


def chat(question: str) -> str:
    answer = patient.chat.completions.create(
        model="gpt-4o",
        messages=[
            ChatCompletionSystemMessageParam(role="system", content="You help."),
            ChatCompletionDeveloperMessageParam(role="developer", content="Be short."),
            ChatCompletionAssistantMessageParam(role="assistant", content="Yes?"),
            ChatCompletionUserMessageParam(role="user", content=question),
            ChatCompletionToolMessageParam(role="tool", tool_call_id="1", content="42"),
        ],
        tools=[pydantic_function_tool(Verdict)],
    )
    for call in answer.choices[0].message.tool_calls or []:
        print(call.function.name, call.function.arguments)
    return answer.choices[0].message.content


def stream(question: str) -> str:
    text = ""
    for chunk in client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}], stream=True):
        text += chunk.choices[0].delta.content or ""
    with client.chat.completions.stream(model="gpt-4o", messages=[{"role": "user", "content": question}]) as events:
        text += events.get_final_completion().choices[0].message.content
    raw = client.chat.completions.with_raw_response.create(model="gpt-4o", messages=[{"role": "user", "content": question}])
    with client.chat.completions.with_streaming_response.create(model="gpt-4o", messages=[]) as response:
        text += response.read()
    return text + raw.parse().choices[0].message.content + str(client.chat.completions.list())


def checked(question: str) -> int:
    messages = [{"role": "user", "content": question}]
    old = client.beta.chat.completions.parse(model="gpt-4o", messages=messages, response_format=Verdict)
    new = client.chat.completions.parse(model="gpt-4o", messages=messages, response_format=Verdict)
    return old.choices[0].message.parsed.score + new.choices[0].message.parsed.score


def responses(question: str) -> str:
    first = client.responses.create(model="gpt-4o", instructions="You help.", input=question)
    second = client.responses.parse(model="gpt-4o", input=question, text_format=Verdict)
    with client.responses.stream(model="gpt-4o", input=question) as events:
        for event in events:
            print(event.delta)
    raw = client.responses.with_raw_response.create(model="gpt-4o", input=question)
    again = client.responses.retrieve(first.id)
    client.responses.wait(first.id)
    return first.output_text + second.output_parsed.reason + again.output_text + raw.parse().output_text


def completions(question: str) -> str:
    raw = client.completions.with_raw_response.create(model="gpt-3.5-turbo-instruct", prompt=question)
    return client.completions.create(model="gpt-3.5-turbo-instruct", prompt=question).choices[0].text + raw.parse().choices[0].text


def conversations(question: str) -> str:
    talk = client.conversations.create(items=[{"role": "user", "content": question}])
    client.conversations.items.create(talk.id, items=[{"role": "user", "content": question}])
    return client.conversations.items.list(talk.id).data[0].content


def other(text: str, path: str):
    if client.moderations.create(input=text).results[0].flagged:
        return None
    client.embeddings.create(model="text-embedding-3-small", input=text)
    client.images.generate(model="gpt-image-1", prompt=text)
    client.images.edit(model="gpt-image-1", image=open(path, "rb"), prompt=text)
    client.images.create_variation(image=open(path, "rb"))
    client.audio.speech.create(model="tts-1", voice="alloy", input=text)
    client.audio.speech.with_streaming_response.create(model="tts-1", voice="alloy", input=text)
    client.models.list()
    client.models.retrieve("gpt-4o")
    client.files.retrieve_content("file-1")
    found = client.vector_stores.search("vs_1", query=text).data[0].content[0].text
    client.files.create(file=open("train.jsonl", "rb"), purpose="fine-tune")
    return client.files.content("file-1").text + found


def assistants(question: str) -> str:
    helper = client.beta.assistants.create(model="gpt-4o", instructions="You help.", tools=[])
    client.beta.assistants.update(helper.id, instructions="You help.")
    threads = client.beta.threads
    thread = threads.create(messages=[{"role": "user", "content": question}])
    threads.messages.create(thread_id=thread.id, role="user", content=question)
    run = threads.runs.create(thread_id=thread.id, assistant_id=helper.id, additional_instructions="Be short.")
    run = threads.runs.create_and_poll(thread_id=thread.id, assistant_id=helper.id)
    run = threads.runs.poll(run.id, thread_id=thread.id)
    run = threads.runs.retrieve(run.id, thread_id=thread.id)
    for call in run.required_action.submit_tool_outputs.tool_calls:
        print(call.function.arguments)
    outputs = [{"tool_call_id": "1", "output": "42"}]
    threads.runs.submit_tool_outputs(run.id, thread_id=thread.id, tool_outputs=outputs)
    threads.runs.submit_tool_outputs_and_poll(run.id, thread_id=thread.id, tool_outputs=outputs)
    threads.runs.submit_tool_outputs_stream(run.id, thread_id=thread.id, tool_outputs=outputs)
    threads.runs.create_and_stream(thread_id=thread.id, assistant_id=helper.id)
    threads.runs.stream(thread_id=thread.id, assistant_id=helper.id)
    threads.create_and_run(assistant_id=helper.id, thread={"messages": [{"role": "user", "content": question}]})
    threads.create_and_run_poll(assistant_id=helper.id)
    threads.create_and_run_stream(assistant_id=helper.id)
    one = threads.messages.retrieve("msg_1", thread_id=thread.id)
    return threads.messages.list(thread_id=thread.id).data[0].content[0].text.value + one.content[0].text.value


async def realtime(question: str) -> None:
    live = AsyncOpenAI()
    async with live.realtime.connect(model="gpt-realtime") as connection:
        await connection.session.update(session={"instructions": "You help."})
        await connection.conversation.item.create(item={"type": "message", "role": "user", "content": question})
        await connection.response.create()
        print((await connection.recv()).delta)
        async for event in connection:
            print(event.delta)
    async with live.beta.realtime.connect(model="gpt-4o-realtime-preview") as connection:
        await connection.recv()


async def module_functions(question: str) -> str:
    """The 0.x line, and the module used as a client."""
    messages = [{"role": "user", "content": question}]
    text = openai.ChatCompletion.create(model="gpt-4", messages=messages)["choices"][0]["message"]["content"]
    text += (await openai.ChatCompletion.acreate(model="gpt-4", messages=messages)).choices[0].message.content
    text += openai.Completion.create(engine="davinci", prompt=question)["choices"][0]["text"]
    text += (await openai.Completion.acreate(engine="davinci", prompt=question))["choices"][0]["text"]
    text += openai.Edit.create(model="text-davinci-edit-001", input=question, instruction="Fix it.")["choices"][0]["text"]
    openai.Embedding.create(model="text-embedding-ada-002", input=question)
    await openai.Embedding.acreate(model="text-embedding-ada-002", input=question)
    if openai.Moderation.create(input=question)["results"][0]["flagged"] or (await openai.Moderation.acreate(input=question))["results"][0]["flagged"]:
        return ""
    openai.Image.create(prompt=question)
    await openai.Image.acreate(prompt=question)
    openai.Image.create_edit(image=b"", prompt=question)
    text += openai.chat.completions.create(model="gpt-4o", messages=messages).choices[0].message.content
    text += openai.completions.create(model="gpt-3.5-turbo-instruct", prompt=question).choices[0].text
    text += openai.responses.create(model="gpt-4o", input=question).output_text
    openai.embeddings.create(model="text-embedding-3-small", input=question)
    openai.moderations.create(input=question)
    openai.images.generate(prompt=question)
    openai.images.edit(image=b"", prompt=question)
    openai.beta.assistants.create(model="gpt-4o", instructions="You help.")
    openai.beta.threads.create(messages=messages)
    return text
