"""Every row of the pack."""

from nemoguardrails import LLMRails, RailsConfig
from nemoguardrails.actions import action

rails = LLMRails(RailsConfig.from_path("config"))


@action()
async def check(context):
    return True


async def run(question: str) -> str:
    rails.register_action(check, "check")
    messages = [{"role": "user", "content": question}]
    text = rails.generate(messages=messages)["content"] + (await rails.generate_async(prompt=question))
    async for piece in rails.stream_async(messages=messages):
        text += piece
    return text + str(rails.invoke(question)) + str(await rails.ainvoke(question))
