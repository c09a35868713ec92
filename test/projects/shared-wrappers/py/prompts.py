from langchain.prompts import PromptTemplate

plan_prompt = PromptTemplate(
    template="""You plan the work of a small team.
    Write three steps towards this goal:
    {goal}
    """,
    input_variables=["goal"],
)
review_prompt = PromptTemplate(
    template="You review the work. The task was {task} and the result is {result}. Say what is missing.",
    input_variables=["task", "result"],
)
