"""Every row of the pack."""

import dspy

lm = dspy.LM("openai/gpt-4o", api_base="https://llm.example.com/v1")
dspy.configure(lm=lm)


def read_note(path: str) -> str:
    return open(path).read()


class Answer(dspy.Module):
    def __init__(self):
        self.predict = dspy.ChainOfThought("question -> answer")
        self.search = dspy.Retrieve(k=3)

    def forward(self, question):
        return self.predict(question=question, context=self.search(question).passages)


async def run(question: str, code: str) -> str:
    text = lm(question)[0] + lm.forward(prompt=question).choices[0].message.content + dspy.Predict("question -> answer").forward(question=question).answer
    text += (await dspy.Predict("question -> answer").acall(question=question)).answer + str(dspy.Retrieve(k=3).forward(question))
    text += dspy.ReAct("question -> answer", tools=[read_note, dspy.Tool(read_note)])(question=question).answer
    agent = dspy.ReAct("question -> answer", tools=[read_note], max_iters=5)
    text += (await agent.aforward(question=question)).answer + str(await lm.aforward(prompt=question))
    return text + dspy.PythonInterpreter()(code) + dspy.PythonInterpreter().execute(code)
