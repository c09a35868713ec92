import os

from flask import Flask, request

import state

app = Flask(__name__)
language = os.environ.get("LANGUAGE", "English")


@app.post("/tone")
def tone():
    state.set_tone(request.form["tone"])  # step: untrusted-system-prompt
    state.add_rule(request.form["rule"])
    return "ok"


@app.post("/ask")
def ask():
    return state.client.responses.create(
        model="gpt-4o",
        instructions=f"Answer in {language}.",  # ok: untrusted-system-prompt
        input=request.form["question"],
    ).output_text
