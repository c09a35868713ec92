"""Every row of the pack."""

import anthropic
from anthropic import AI_PROMPT, HUMAN_PROMPT, Anthropic, AnthropicBedrock, beta_async_tool, beta_tool
from anthropic.types import MessageParam

client = Anthropic(base_url="https://llm.example.com")
bedrock = AnthropicBedrock(aws_region="eu-west-1").with_options(timeout=20).copy(max_retries=1)


@beta_tool
def read_note(name: str) -> str:
    return open(name).read()


@beta_async_tool
async def count(amount: int) -> str:
    return str(amount)


def messages(question: str) -> str:
    turns = [MessageParam(role="user", content=question)]
    answer = client.messages.create(model="claude-sonnet-4-5", max_tokens=500, system="You help.", messages=turns)
    for block in answer.content:
        if block.type == "tool_use":
            print(block.name, block.input)
    text = answer.content[0].text
    with client.messages.stream(model="claude-sonnet-4-5", max_tokens=500, messages=turns) as events:
        for piece in events.text_stream:
            text += piece
        text += events.get_final_message().content[0].text
    for event in client.messages.create(model="claude-sonnet-4-5", max_tokens=500, messages=turns, stream=True):
        if event.type == "content_block_delta":
            text += event.delta.text
    raw = client.messages.with_raw_response.create(model="claude-sonnet-4-5", max_tokens=500, messages=turns)
    with client.messages.with_streaming_response.create(model="claude-sonnet-4-5", max_tokens=500, messages=turns) as response:
        text += response.read()
    checked = client.messages.parse(model="claude-sonnet-4-5", max_tokens=500, messages=turns, output_format=dict)
    print(client.messages.count_tokens(model="claude-sonnet-4-5", messages=turns).input_tokens, checked.parsed_output)
    client.messages.batches.create(requests=[{"custom_id": "1", "params": {"messages": turns}}])
    for entry in client.messages.batches.results("batch_1"):
        text += entry.result.message.content[0].text
    return text + raw.parse().content[0].text


def betas(question: str) -> str:
    turns = [{"role": "user", "content": question}]
    first = bedrock.beta.messages.create(model="claude-sonnet-4-5", max_tokens=500, messages=turns, betas=[])
    second = client.beta.prompt_caching.messages.create(model="claude-3-5-sonnet", max_tokens=500, messages=turns)
    third = client.beta.tools.messages.create(model="claude-3-opus", max_tokens=500, messages=turns, tools=[])
    runner = client.beta.messages.tool_runner(model="claude-sonnet-4-5", max_tokens=500, messages=turns, tools=[read_note, count])
    text = client.beta.files.download("file_1").text()
    client.models.list()
    return text + first.content[0].text + second.content[0].text + third.content[0].text + runner.until_done().content[0].text


async def completions(question: str) -> str:
    prompt = f"{HUMAN_PROMPT} {question}{AI_PROMPT}"
    text = client.completions.create(model="claude-2", max_tokens_to_sample=500, prompt=prompt).completion
    old = anthropic.Client()
    text += old.completion(model="claude-v1", max_tokens_to_sample=500, prompt=prompt)["completion"]
    text += (await old.acompletion(model="claude-v1", max_tokens_to_sample=500, prompt=prompt))["completion"]
    for piece in old.completion_stream(model="claude-v1", max_tokens_to_sample=500, prompt=prompt):
        text += piece["completion"]
    async for piece in await old.acompletion_stream(model="claude-v1", max_tokens_to_sample=500, prompt=prompt):
        text += piece["completion"]
    print(old.count_tokens(text))
    return text
