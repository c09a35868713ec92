"""Every row of the pack."""

import autogen
from autogen import a_initiate_chats, initiate_chats
from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.messages import TextMessage
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_core.code_executor import CodeBlock
from autogen_core.models import AssistantMessage, SystemMessage, UserMessage
from autogen_core.tools import FunctionTool
from autogen_ext.code_executors.local import LocalCommandLineCodeExecutor
from autogen_ext.models.openai import OpenAIChatCompletionClient

client = OpenAIChatCompletionClient(model="gpt-4o", base_url="https://llm.example.com/v1")


def read_note(path: str) -> str:
    return open(path).read()


agent = AssistantAgent("helper", model_client=client, system_message="You help.", tools=[read_note, FunctionTool(read_note, description="Reads.")])
team = RoundRobinGroupChat([agent])


async def run(question: str) -> str:
    text = (await agent.run(task=question)).messages[-1].content + (await team.run(task=question)).messages[-1].content
    async for message in agent.run_stream(task=question):
        text += str(message)
    async for message in team.run_stream(task=question):
        text += str(message)
    turns = [TextMessage(content=question, source="user")]
    text += (await agent.on_messages(turns, None)).chat_message.content + str(agent.on_messages_stream(turns, None)) + (await agent.ask(question)).body
    messages = [SystemMessage(content="You help."), AssistantMessage(content="Yes?", source="a"), UserMessage(content=question, source="u")]
    text += (await client.create(messages)).content
    async for piece in client.create_stream(messages):
        text += str(piece)
    return text


old = autogen.ConversableAgent("old", system_message="You help.")
user = autogen.UserProxyAgent("user", code_execution_config={"use_docker": True})


@user.register_for_execution()
@old.register_for_llm(description="Reads.")
def read_old(path: str) -> str:
    return open(path).read()


async def before(question: str) -> str:
    autogen.register_function(read_note, caller=old, executor=user, description="Reads.")
    user.register_function(function_map={"read": read_note})
    old.update_system_message("Be short.")
    text = user.initiate_chat(old, message=question).summary + (await user.a_initiate_chat(old, message=question)).summary
    return text + str(old.generate_reply(messages=[])) + str(await old.a_generate_reply(messages=[])) + old.last_message()["content"]


async def queues(question: str) -> str:
    queue = [{"sender": user, "recipient": old, "message": question}]
    text = initiate_chats(queue)[0].summary + (await a_initiate_chats(queue))[0].summary
    return text + user.initiate_chats([{"recipient": old, "message": question}])[0].summary + (await user.a_initiate_chats(queue))[0].summary


async def local(cancellation) -> str:
    executor = LocalCommandLineCodeExecutor(work_dir="coding")
    return (await executor.execute_code_blocks([CodeBlock(code="print(1)", language="python")], cancellation)).output
