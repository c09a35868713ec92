"""Every row of the pack."""

from azure.ai.inference import ChatCompletionsClient, EmbeddingsClient
from azure.ai.inference.models import AssistantMessage, DeveloperMessage, SystemMessage, ToolMessage, UserMessage

client = ChatCompletionsClient(endpoint="https://unit.models.ai.azure.com", credential=None)


def run(question: str) -> str:
    EmbeddingsClient(endpoint="https://unit.models.ai.azure.com", credential=None).embed(input=[question])
    messages = [SystemMessage("You help."), DeveloperMessage("Be short."), AssistantMessage("Yes?"), ToolMessage(content="42", tool_call_id="1"), UserMessage(question)]
    return client.complete(messages=messages).choices[0].message.content
