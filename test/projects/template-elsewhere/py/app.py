from flask import Flask, request
from langchain_openai import ChatOpenAI
from openai import OpenAI

from templates import GUIDE, LETTER, QUIZ, REPORT

app = Flask(__name__)
client = OpenAI()
llm = ChatOpenAI(model="gpt-4o")


@app.post("/guide")
def guide():
    system = GUIDE.format(city=request.json["city"], language="English")
    return client.responses.create(model="gpt-4o", instructions=system, input="Go.").output_text  # want: untrusted-system-prompt


@app.post("/letter")
def letter():
    text = LETTER.substitute(subject=request.json["subject"])
    return client.responses.create(model="gpt-4o", input=text).output_text  # missing: unseparated-prompt string.Template is not read as a template


@app.post("/report")
def report():
    text = REPORT.render(subject=request.json["subject"], reader="managers")
    return client.responses.create(model="gpt-4o", input=text).output_text  # want: unseparated-prompt


@app.post("/quiz")
def quiz():
    return (QUIZ | llm).invoke({"text": request.json["text"]}).content  # want: unseparated-prompt


@app.post("/berlin")
def berlin():
    system = GUIDE.format(city="Berlin", language="German")
    return client.responses.create(model="gpt-4o", instructions=system, input=request.json["question"]).output_text  # ok: untrusted-system-prompt
