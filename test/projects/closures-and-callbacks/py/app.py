import os

from flask import Flask, request

from asking import asker, with_reply

app = Flask(__name__)


def run(command: str):
    os.system(command)  # want: model-output-to-shell


def show(text: str):
    print(text)  # ok: model-output-to-shell


@app.post("/ask")
def ask():
    ask_in_manner = asker(request.json["manner"])  # step: untrusted-system-prompt
    return ask_in_manner(request.json["question"])


@app.post("/run")
def run_it():
    with_reply(request.json["wish"], run)
    with_reply(request.json["wish"], show)
    with_reply(request.json["wish"], lambda text: app.logger.info("reply of %d characters", len(text)))
    return "ok"
