from flask import Flask, request

from llm.client import complete
from llm import prompts

app = Flask(__name__)


@app.post("/translate")
def translate():
    body = request.get_json()
    system = prompts.translator(body["language"])  # step: untrusted-system-prompt
    return complete(system, body["text"])


@app.post("/summarize")
def summarize():
    return complete(prompts.SUMMARY, request.get_json()["text"])
