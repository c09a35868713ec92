"""Every row of the pack."""

from crewai import LLM, Agent, Crew, Task
from crewai.flow.flow import Flow, listen, router, start
from crewai.project import CrewBase, after_kickoff, agent, before_kickoff, crew, llm, task
from crewai.tools import BaseTool, tool
from crewai.tools.structured_tool import CrewStructuredTool
from crewai_tools import CodeInterpreterTool, FileReadTool, MCPServerAdapter, SerperDevTool


@tool("read")
def read_note(path: str) -> str:
    return open(path).read()


class Reader(BaseTool):
    name: str = "reader"

    def _run(self, path: str) -> str:
        return open(path).read()

    async def _arun(self, path: str) -> str:
        return open(path).read()


shaped = CrewStructuredTool(name="a", func=lambda path: path)


@CrewBase
class Team:
    @llm
    def model(self):
        return LLM(model="gpt-4o", base_url="https://llm.example.com/v1")

    @before_kickoff
    def before(self, inputs):
        return inputs

    @after_kickoff
    def after(self, output):
        return output

    @agent
    def writer(self) -> Agent:
        return Agent(role="Writer", goal="Write.", backstory="You write.", tools=[read_note])

    @task
    def write(self) -> Task:
        return Task(description="Write about {topic}.", expected_output="A text.", agent=self.writer(), callback=lambda out: print(out.raw))

    @crew
    def crew(self) -> Crew:
        return Crew(agents=[self.writer()], tasks=[self.write()])


class Steps(Flow):
    @start()
    def first(self):
        return LLM(model="gpt-4o").call("Hello")

    @router(first)
    def way(self):
        return "on"

    @listen("on")
    async def second(self):
        return await LLM(model="gpt-4o").acall("Hello")


async def run(topic: str, code: str) -> str:
    team = Crew(agents=[], tasks=[])
    text = team.kickoff(inputs={"topic": topic}).raw + (await team.kickoff_async(inputs={"topic": topic})).raw + (await team.akickoff(inputs={})).raw
    text += team.kickoff_for_each(inputs=[{"topic": topic}])[0].raw + (await team.kickoff_for_each_async(inputs=[{"topic": topic}]))[0].raw
    alone = Agent(role="a", goal="b", backstory="c")
    job = Task(description="Write.", expected_output="A text.")
    text += alone.kickoff(topic).raw + (await alone.kickoff_async(topic)).raw + alone.execute_task(job) + job.execute_sync().raw + job.execute_async().result().raw + job.output.raw
    await Steps().kickoff_async()
    Steps().kickoff(), MCPServerAdapter({})
    CodeInterpreterTool(unsafe_mode=True).run(code=code)
    return text + SerperDevTool().run(search_query=topic) + FileReadTool().run(file_path=topic)
