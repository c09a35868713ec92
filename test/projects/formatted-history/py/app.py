from flask import Flask, request
from openai import OpenAI

from history import format_history

app = Flask(__name__)
client = OpenAI()


@app.post("/chat")
def chat():
    body = request.get_json()
    prompt = f"""You are a friendly guide to the city.
    Answer in two sentences.

    Conversation so far:
    {format_history(body["messages"])}

    Answer the last question.
    """
    return client.responses.create(model="gpt-4o", input=prompt).output_text  # want: unseparated-prompt


@app.post("/demo")
def demo():
    turns = format_history([{"role": "user", "text": "Where is the tower?"}])
    return client.responses.create(model="gpt-4o", input=f"You are a guide. Answer the question.\n{turns}").output_text  # ok: unseparated-prompt
