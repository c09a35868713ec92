from flask import Flask, request
from langchain.prompts import ChatPromptTemplate, SystemMessagePromptTemplate

from helpers import call_model, guarded
from models import create_model
from prompts import plan_prompt, review_prompt
from tools import tool_named

app = Flask(__name__)
model = create_model(False)


@app.post("/plan")
def plan():
    prompt = ChatPromptTemplate.from_messages([SystemMessagePromptTemplate(prompt=plan_prompt)])  # step: untrusted-system-prompt
    return call_model(model, prompt, {"goal": request.json["goal"]})  # want: untrusted-system-prompt


@app.post("/review")
def review():
    variables = {
        "task": "clean the house",
        "result": request.json["result"],  # want: unseparated-prompt
    }
    return call_model(model, review_prompt, variables)


@app.post("/weekly")
def weekly():
    return call_model(model, plan_prompt, {"goal": "a quiet week"})  # ok: unseparated-prompt


@app.post("/direct")
def direct():
    prompt = review_prompt.format_prompt(task=request.json["task"], result=request.json["result"])
    return guarded(func=model.predict_messages, messages=prompt.to_messages()).content


@app.post("/run")
def run():
    tool = tool_named(request.json["tool"])(model)
    return tool.call(request.json["goal"], request.json["task"])
