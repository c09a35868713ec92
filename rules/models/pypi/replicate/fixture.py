"""Every row of the pack."""

import replicate
from replicate import Client

client = Client()


async def run(question: str) -> str:
    given = {"prompt": question, "system_prompt": "You help."}
    text = "".join(replicate.run("meta/llama", input=given)) + "".join(await replicate.async_run("meta/llama", input=given))
    for event in replicate.stream("meta/llama", input=given):
        text += str(event)
    text += "".join(client.run("meta/llama", input=given)) + "".join(await client.async_run("meta/llama", input=given)) + str(client.stream("meta/llama", input=given))
    return text + replicate.predictions.create(version="a", input=given).output + client.predictions.create(version="a", input=given).output
