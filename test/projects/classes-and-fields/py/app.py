from anthropic import Anthropic
from fastapi import FastAPI

from assistant import Assistant, FixedAssistant

app = FastAPI()


@app.get("/free")
def free(manner: str, question: str):
    assistant = Assistant(Anthropic(), manner)  # step: untrusted-system-prompt
    assistant.ask(question)
    return eval(assistant.last)  # want: model-output-to-code


@app.get("/fixed")
def fixed(manner: str, question: str):
    assistant = FixedAssistant()
    return {"answer": assistant.ask(question), "manner": manner}
