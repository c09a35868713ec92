from flask import Flask, request
from langchain_core.output_parsers import JsonOutputParser
from langchain_core.prompts import PromptTemplate
from langchain_openai import ChatOpenAI

from prompts import summary_prompt

app = Flask(__name__)
llm = ChatOpenAI(model="gpt-4o")

chains = {
    "summary": summary_prompt | llm,
    "rhyme": PromptTemplate.from_template("Write a short rhyme about {text}.") | llm,
}


@app.post("/summary")
def summary():
    return chains["summary"].invoke({"text": request.json["text"], "reader": request.json["reader"]}).content  # want: unseparated-prompt


@app.post("/rhyme")
def rhyme():
    return chains["rhyme"].invoke({"text": "the sea"}).content  # ok: unseparated-prompt


class Router:
    def __init__(self):
        self.parser = JsonOutputParser()
        self.chain = PromptTemplate.from_template("Name the tool for this task as JSON: {task}") | llm | self.parser

    def route(self, task):
        choice = self.chain.invoke({"task": task})  # want: unvalidated-model-output
        return {"tool": choice["tool"], "argument": choice["argument"]}
