from functools import partial
from pathlib import Path

from flask import Flask, request

from ask import ask, ask_fixed

app = Flask(__name__)
title = partial(ask_fixed, "Write a title.", model="gpt-4o-mini")


@app.post("/title")
def make_title():
    return title(request.json["text"])


@app.post("/custom")
def custom():
    custom_ask = partial(ask, request.json["rules"])  # step: untrusted-system-prompt
    return custom_ask(request.json["text"])


@app.post("/save")
def save():
    name = title(request.json["text"])
    Path(f"texts/{name}.txt").write_text(request.json["text"])  # want: model-output-to-path
    return name


@app.post("/save/fixed")
def save_fixed():
    Path("texts/title.txt").write_text(title(request.json["text"]))  # ok: model-output-to-path
    return "ok"
