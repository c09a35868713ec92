import re

from flask import Flask
from markupsafe import Markup
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()


def named(text: str) -> str:
    return re.sub(r"[^a-z0-9_-]", "_", text.lower())


@app.get("/colours")
def colours():
    found = {}
    for i, wish in enumerate(["sea", "sky"]):
        name = client.responses.create(model="gpt-4o", input=wish).output_text
        found[named(name)] = {"label": name, "colour": ["red", "blue"][i]}
    rules = "\n".join(f"--{key}: {entry['colour']};" for key, entry in found.items())
    labels = ", ".join(f"{key}: {entry['label']}" for key, entry in found.items())
    style = Markup(f"<style>{rules}</style>")  # ok: model-output-to-html
    return style + Markup(f"<p>{labels}</p>")  # want: model-output-to-html
