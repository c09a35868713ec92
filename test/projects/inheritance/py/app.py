from flask import Flask, request

from agents import CodeAgent, PersonaAgent, QuietAgent

app = Flask(__name__)


@app.get("/persona")
def persona():
    return PersonaAgent(request.args["persona"]).run(request.args["question"])  # step: untrusted-system-prompt


@app.get("/code")
def code():
    return str(CodeAgent().run(request.args["question"]))


@app.get("/quiet")
def quiet():
    return QuietAgent().run(request.args["question"])
