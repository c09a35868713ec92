"""Every row of the pack."""

from google import genai
from google.genai import types

client = genai.Client(http_options={"base_url": "https://llm.example.com"})


def read_note(path: str) -> str:
    return open(path).read()


def content(question: str) -> str:
    config = types.GenerateContentConfig(
        system_instruction="You help.",
        tools=[read_note],
        max_output_tokens=500,
        safety_settings=[types.SafetySetting(category="HARM_CATEGORY_HARASSMENT", threshold="BLOCK_LOW_AND_ABOVE")],
        http_options=types.HttpOptions(timeout=20_000),
        automatic_function_calling=types.AutomaticFunctionCallingConfig(maximum_remote_calls=3),
    )
    parts = [types.Part.from_text(text=question), types.Part.from_bytes(data=b"", mime_type="image/png"), types.Part.from_uri(file_uri="gs://a")]
    parts += [types.Part(text=question), types.Part.from_function_response(name="f", response={"a": 1})]
    turns = [types.Content(role="user", parts=parts), types.UserContent(question), types.ModelContent("Yes?")]
    answer = client.models.generate_content(model="gemini-2.5-flash", contents=turns, config=config)
    for call in answer.function_calls or []:
        print(call.name, call.args)
    text = answer.text + answer.candidates[0].content.parts[0].text
    for chunk in client.models.generate_content_stream(model="gemini-2.5-flash", contents=question):
        text += chunk.text
    return text


async def chats(question: str) -> str:
    chat = client.chats.create(model="gemini-2.5-flash", history=[])
    text = chat.send_message(question).text
    for chunk in chat.send_message_stream(question):
        text += chunk.text
    live = await client.aio.chats.create(model="gemini-2.5-flash").send_message(question)
    other = await client.aio.models.generate_content(model="gemini-2.5-flash", contents=question)
    client.interactions.create(model="gemini-2.5-flash", input=question)
    done = await client.aio.interactions.create(model="gemini-2.5-flash", input=question)
    return text + chat.get_history()[0].parts[0].text + live.text + other.text + done.outputs[0].text


async def live(question: str) -> str:
    text = ""
    async with client.aio.live.connect(model="gemini-live", config=types.LiveConnectConfig(system_instruction="You help.")) as session:
        await session.send(input=question)
        await session.send_client_content(turns=[{"role": "user", "parts": [{"text": question}]}])
        await session.send_realtime_input(text=question)
        await session.send_tool_response(function_responses=[])
        async for message in session.receive():
            text += message.text
    return text


def other(text: str):
    client.models.embed_content(model="text-embedding-004", contents=text)
    client.models.generate_images(model="imagen", prompt=text)
    client.models.edit_image(model="imagen", prompt=text)
    client.models.generate_videos(model="veo", prompt=text)
    client.models.count_tokens(model="gemini-2.5-flash", contents=text)
    client.models.compute_tokens(model="gemini-2.5-flash", contents=text)
    print(client.models.list(), client.models.get(model="a"))
    client.caches.create(model="gemini-2.5-flash", config=types.CreateCachedContentConfig(system_instruction="You help.", contents=text))
    return client.files.upload(file="a.txt"), client.files.download(file="files/a")
