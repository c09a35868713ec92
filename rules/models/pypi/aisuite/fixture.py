"""Every row of the pack."""

import subprocess

import aisuite as ai
from aisuite import Agent, Runner, tool

client = ai.Client()


@tool
def look_up(command: str) -> str:
    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout  # want: unsafe-tool-input


async def chat(question: str) -> str:
    messages = [{"role": "system", "content": "You help."}, {"role": "user", "content": question}]
    answer = client.chat.completions.create(model="openai:gpt-4o", messages=messages, tools=[look_up], max_turns=2)
    text = answer.choices[0].message.content
    text += (await client.chat.completions.acreate("openai:gpt-4o", messages)).choices[0].message.content
    subprocess.run(text, shell=True)  # want: model-output-to-shell
    print(answer.choices[0].finish_reason)
    return text


async def agent(question: str) -> None:
    helper = Agent(name="helper", model="openai:gpt-4o", instructions="You help.", tools=[look_up])
    first = await Runner.run(helper, question)
    second = Runner.run_sync(helper, question)
    subprocess.run(first.final_output + second.final_output, shell=True)  # want: model-output-to-shell


def transcribe(path: str) -> None:
    heard = client.audio.transcriptions.create(model="openai:whisper-1", file=path)
    print(heard)
