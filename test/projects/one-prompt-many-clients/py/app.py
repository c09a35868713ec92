import os

from clients import ClaudeClient, MistralClient, OpenClient
from flask import Flask, jsonify, request

app = Flask(__name__)
CLIENTS = {"claude": ClaudeClient(), "open": OpenClient(), "mistral": MistralClient()}


@app.post("/ask")
def ask():
    client = CLIENTS[os.environ.get("CLIENT", "open")]
    body = request.get_json()
    answer = client.ask(f"You answer in the manner of {body['manner']}. Keep it short.", body["question"])  # step: untrusted-system-prompt
    return jsonify(answer=answer)
