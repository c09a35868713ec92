"""Every row of the pack."""

import litellm
from litellm import Router, completion
from litellm.llms.custom_llm import CustomLLM

router = Router(model_list=[{"model_name": "main", "litellm_params": {"model": "gpt-4o", "api_base": "https://llm.example.com"}}])


class Own(CustomLLM):
    pass


async def chat(question: str) -> str:
    messages = [{"role": "system", "content": "You help."}, {"role": "user", "content": question}]
    answer = completion(model="gpt-4o", messages=messages)
    for call in answer.choices[0].message.tool_calls or []:
        print(call.function.name, call.function.arguments)
    text = answer.choices[0].message.content
    text += (await litellm.acompletion(model="gpt-4o", messages=messages)).choices[0].message.content
    text += litellm.batch_completion(model="gpt-4o", messages=[messages])[0].choices[0].message.content
    text += litellm.completion_with_retries(model="gpt-4o", messages=messages).choices[0].message.content
    text += (await litellm.acompletion_with_retries(model="gpt-4o", messages=messages)).choices[0].message.content
    text += litellm.text_completion(prompt=question, model="davinci").choices[0].text
    text += (await litellm.atext_completion(prompt=question, model="davinci")).choices[0].text
    text += litellm.responses(input=question, model="gpt-4o").output[0].content[0].text
    text += (await litellm.aresponses(input=question, model="gpt-4o")).output[0].content[0].text
    chunks = list(completion(model="gpt-4o", messages=messages, stream=True))
    text += chunks[0].choices[0].delta.content
    print(litellm.completion_cost(answer), litellm.token_counter(model="gpt-4o", text=text), litellm.get_max_tokens("gpt-4o"))
    return text + litellm.stream_chunk_builder(chunks).choices[0].message.content


async def routed(question: str) -> str:
    messages = [{"role": "user", "content": question}]
    text = router.completion(model="main", messages=messages).choices[0].message.content
    text += (await router.acompletion(model="main", messages=messages)).choices[0].message.content
    text += router.text_completion(prompt=question, model="main").choices[0].text
    text += (await router.atext_completion(prompt=question, model="main")).choices[0].text
    text += router.responses(input=question, model="main").output[0].content[0].text
    text += (await router.aresponses(input=question, model="main")).output[0].content[0].text
    router.embedding(model="main", input=question)
    await router.aembedding(model="main", input=question)
    return text


async def other(text: str):
    if litellm.moderation(input=text).results[0].flagged or (await litellm.amoderation(input=text)).results[0].flagged:
        return None
    litellm.embedding(model="text-embedding-3-small", input=text)
    await litellm.aembedding(model="text-embedding-3-small", input=text)
    litellm.rerank(model="rerank", query=text, documents=[text])
    litellm.image_generation(prompt=text)
    await litellm.aimage_generation(prompt=text)
    return litellm.speech(model="tts-1", input=text, voice="alloy")
