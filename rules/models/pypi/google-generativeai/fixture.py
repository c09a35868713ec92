"""Every row of the pack."""

import google.generativeai as genai
from vertexai import agent_engines
from vertexai.generative_models import Content, GenerationConfig, GenerativeModel, Part, SafetySetting
from vertexai.language_models import ChatModel, TextEmbeddingModel, TextGenerationModel

genai.configure(client_options={"api_endpoint": "llm.example.com"})
model = genai.GenerativeModel("gemini-1.5-flash", system_instruction="You help.")
vertex = GenerativeModel("gemini-1.5-flash")


async def content(question: str) -> str:
    answer = model.generate_content(question, request_options={"timeout": 20})
    settings = [SafetySetting(category="HARASSMENT", threshold="BLOCK_LOW_AND_ABOVE")]
    vertex.generate_content(question, generation_config=GenerationConfig(max_output_tokens=500), safety_settings=settings)
    print(answer.parts[0].function_call.args, model.count_tokens(question))
    text = answer.text + (await model.generate_content_async(question)).candidates[0].content.parts[0].text
    parts = [Part.from_text(question), Part.from_data(b"", mime_type="image/png"), Part.from_uri("gs://a", mime_type="image/png")]
    text += vertex.generate_content([Content(role="user", parts=parts)]).text
    for chunk in model.generate_content(question, stream=True):
        text += chunk.text
    chat = model.start_chat(history=[])
    text += chat.send_message(question).text + (await chat.send_message_async(question)).text
    return text + genai.GenerativeModel.from_cached_content(None).generate_content(question).text + str(chat.history())


async def retired(question: str) -> str:
    bison = TextGenerationModel.from_pretrained("text-bison")
    text = bison.predict(question).text + (await bison.predict_async(question)).text
    for piece in bison.predict_streaming(question):
        text += piece.text
    text += ChatModel.from_pretrained("chat-bison").start_chat(context="You help.").send_message(question).text
    text += genai.generate_text(prompt=question).result + genai.chat(messages=[question]).last
    vectors = TextEmbeddingModel.from_pretrained("gecko")
    print(vectors.get_embeddings([question]), await vectors.get_embeddings_async([question]))
    genai.embed_content(model="a", content=question)
    return text + genai.upload_file("a.txt").uri


def remote(question: str) -> str:
    agent = agent_engines.LangchainAgent(model="gemini-2.0-flash", system_instruction="You help.", tools=[])
    for piece in agent.stream_query(input=question):
        print(piece)
    agent_engines.create(agent_engine=agent)
    return agent_engines.get("agents/1").query(input=question)
