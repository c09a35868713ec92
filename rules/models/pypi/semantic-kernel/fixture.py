"""Every row of the pack."""

from semantic_kernel.prompt_template import InputVariable, PromptTemplateConfig
from semantic_kernel import Kernel
from semantic_kernel.agents import AgentGroupChat, ChatCompletionAgent
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
from semantic_kernel.contents import ChatHistory
from semantic_kernel.functions import kernel_function

kernel = Kernel()
service = OpenAIChatCompletion(ai_model_id="gpt-4o")


class Notes:
    @kernel_function(description="Reads.")
    def read(self, path: str) -> str:
        return open(path).read()


async def run(question: str) -> str:
    text = str(await kernel.invoke_prompt(prompt=question)) + str(await kernel.invoke(plugin_name="a", function_name="b"))
    async for piece in kernel.invoke_prompt_stream(prompt=question):
        text += str(piece)
    async for piece in kernel.invoke_stream(plugin_name="a", function_name="b"):
        text += str(piece)
    kernel.add_function(plugin_name="a", function_name="b", prompt="Answer {{$input}}")
    history = ChatHistory(system_message="You help.")
    history.add_system_message("Be short."), history.add_developer_message("Be kind."), history.add_user_message(question), history.add_message({"role": "user", "content": question})
    text += str(await service.get_chat_message_content(history, None)) + str(await service.get_chat_message_contents(history, None))
    text += str(service.get_streaming_chat_message_content(history, None)) + str(service.get_streaming_chat_message_contents(history, None))
    text += str(await service.get_text_content(question, None)) + str(await service.get_text_contents(question, None))
    text += str(await kernel.get_service("chat").get_chat_message_content(history, None))
    agent = ChatCompletionAgent(service=service, instructions="You help.", plugins=[Notes()])
    text += (await agent.get_response(messages=question)).content
    async for step in agent.invoke(messages=question):
        text += str(step)
    group = AgentGroupChat(agents=[agent])
    await group.add_chat_message(message=question)
    async for step in group.invoke():
        text += str(step)
    text += str(group.invoke_stream())
    config = PromptTemplateConfig(template="{{$input}}", input_variables=[InputVariable(name="input", is_required=True)])
    text += str(await Kernel().invoke_prompt(prompt=question, prompt_template_config=config))
    return text + str(agent.invoke_stream(messages=question))
