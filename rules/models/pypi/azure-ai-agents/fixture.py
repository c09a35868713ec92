"""Every row of the pack."""

from azure.ai.agents import AgentsClient
from azure.ai.agents.models import AsyncFunctionTool, FunctionTool
from azure.ai.projects import AIProjectClient

client = AgentsClient(endpoint="https://x", credential=None)
project = AIProjectClient(endpoint="https://x", credential=None)


def weather(city: str) -> str:
    """Weather of a city."""
    return f"sunny in {city}"


functions = FunctionTool(functions={weather})
later = AsyncFunctionTool(functions={weather})


def run(question: str) -> list:
    agent = project.agents.create_agent(model="gpt", name="a", instructions="Be brief.", tools=functions.definitions)
    client.update_agent(agent.id, instructions="Be brief."), client.enable_auto_function_calls({weather})
    client.messages.create(thread_id="t", role="user", content=question)
    client.runs.create(thread_id="t", agent_id=agent.id, max_completion_tokens=100)
    client.runs.create_and_process(thread_id="t", agent_id=agent.id, max_completion_tokens=100)
    client.runs.stream(thread_id="t", agent_id=agent.id, max_completion_tokens=100)
    client.create_thread_and_run(agent_id=agent.id, max_completion_tokens=100)
    client.create_thread_and_process_run(agent_id=agent.id, max_completion_tokens=100)
    chat = project.get_openai_client()
    chat.responses.create(model="gpt", input="Say hello.", max_output_tokens=100)
    client.messages.get_last_message_by_role("t", "assistant")
    return [*client.messages.list("t"), client.messages.get_last_message_text_by_role("t", "assistant")]
