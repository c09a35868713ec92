"""A calculator that asks a model, with two defects to find. This document is not saved anywhere."""

from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI(timeout=20)


@app.post("/calculate")
def calculate():
    question = request.json["question"]
    reply = client.chat.completions.create(
        model="gpt-4o",
        max_tokens=200,
        messages=[
            {"role": "system", "content": "Answer with one Python expression."},
            {"role": "user", "content": question},
        ],
    )
    # Whoever sends the question decides what runs here.
    return str(eval(reply.choices[0].message.content))


@app.post("/greet")
def greet():
    rules = request.json["rules"]
    reply = client.chat.completions.create(
        model="gpt-4o",
        max_tokens=200,
        # What a user writes stands where the rules of the program stand.
        messages=[{"role": "system", "content": rules}, {"role": "user", "content": "Hello"}],
    )
    return {"answer": reply.choices[0].message.content}
