"""Every row of the pack."""

from stagehand import Stagehand, StagehandPage


async def ask(question: str, other: StagehandPage) -> str:
    browser = Stagehand(env="LOCAL")
    await browser.page.goto("https://shop.example.com")
    await browser.page.act(question)
    found = await browser.page.extract(question)
    seen = await browser.page.observe(question)
    await other.act(question), await other.extract(question), await other.observe(question)
    done = await browser.agent(instructions="You buy.").execute(question, max_steps=5)
    return str([found, seen, done])
