from fastapi import FastAPI
from langgraph.graph import StateGraph
from openai import OpenAI

app = FastAPI()


class Started:
    """Its making already calls what needs the fields that the making fills."""

    def __init__(self):
        self.client = OpenAI()
        self.greeting = self.ask("Greet.")

    def ask(self, text: str) -> str:
        reply = self.client.responses.create(model="gpt-5", input=text, max_output_tokens=200)
        return reply.output_text


class Flow:
    def __init__(self):
        self.client = OpenAI()
        self.graph = self.build()

    def build(self):
        graph = StateGraph(dict)
        graph.add_node("draft", self.draft)
        graph.add_node("check", self.check)
        return graph.compile()

    def draft(self, state: dict) -> dict:
        reply = self.client.responses.create(model="gpt-5", input=state["topic"], max_output_tokens=200)
        return {"formula": reply.output_text}

    def check(self, state: dict) -> dict:
        return {"value": eval(state["formula"])}  # want: model-output-to-code


def rows(mirrored: bool, size: int) -> list:
    mirrored = bool(mirrored)
    found = []
    for i in range(size):
        for j in range(size):
            found.append(j if mirrored else size - j)
    reply = OpenAI().responses.create(model="gpt-5", input=str(found), max_output_tokens=200)
    return eval(reply.output_text)  # want: model-output-to-code


@app.get("/ask")
def ask(text: str):
    return eval(Started().ask(text))  # want: model-output-to-code


@app.get("/greet")
def greet():
    return {"rows": rows(True, 8), "text": Started().greeting, "flow": Flow().graph.invoke({"topic": "sums"})}
