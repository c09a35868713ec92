"""Every row of the pack."""

from browser_use import Agent, ChatOpenAI, Tools

tools = Tools()


@tools.action("Saves a note")
def save_note(text: str) -> str:
    return text


async def ask(question: str) -> None:
    llm = ChatOpenAI(model="gpt-4o")
    agent = Agent(task=question, llm=llm, tools=tools)
    agent.add_new_task(question)
    history = await agent.run(max_steps=20)
    print(history.final_result(), agent.run_sync(max_steps=5))
    print((await llm.ainvoke([])).completion)
