"""Every row of the pack."""

from agency_swarm import Agency
from camel.agents import ChatAgent
from langroid import Task
from pandasai import Agent as DataAgent
from pandasai import SmartDataframe, SmartDatalake
from praisonaiagents import Agent as Praison
from praisonaiagents import Agents, PraisonAIAgents
from qwen_agent.agents import Assistant, FnCallAgent, ReActChat
from swarm import Agent as Handed
from swarm import Swarm
from swarms import Agent
from vanna.legacy.chromadb import ChromaDB_VectorStore
from vanna.legacy.openai import OpenAI_Chat


def weather(city: str) -> str:
    """Weather of a city."""
    return f"sunny in {city}"


class Own(ChromaDB_VectorStore, OpenAI_Chat):
    pass


def run(text: str, frame) -> None:
    agent = Agent(agent_name="a", system_prompt="Be brief.", tools=[weather])
    agent.run(text), agent.arun(text)
    one = Praison(instructions="Be brief.", tools=[weather])
    one.start(text), one.astart(text), one.chat(text), one.achat(text)
    Agents(agents=[one]).start(text), PraisonAIAgents(agents=[one]).astart(text)
    agency = Agency([one], shared_instructions="Be brief.")
    agency.get_completion(text), agency.get_completion_stream(text), agency.get_completion_parse(text)
    agency.run_demo(), agency.demo_gradio()
    messages = [{"role": "user", "content": text}]
    Assistant(system_message="Be brief.", function_list=["x"]).run(messages=messages)
    FnCallAgent().run_nonstream(messages), ReActChat().run(messages)
    Swarm().run(agent=Handed(name="h", instructions="Be brief.", functions=[weather]), messages=messages)
    chat = ChatAgent(system_message="Be brief.", tools=[weather])
    chat.step(text), chat.astep(text), chat.llm_response(text)
    task = Task(chat, system_message="Be brief.")
    task.run(text), task.run_async(text)
    SmartDataframe(frame).chat(text), SmartDatalake([frame]).chat(text), DataAgent(frame).follow_up(text)
    store = Own(config={})
    store.train(documentation="A table of orders.")
    store.ask(text), store.generate_sql(text), store.generate_summary(text, frame)
