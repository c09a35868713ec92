from fastapi import FastAPI

from session import Session, asker

app = FastAPI()


@app.get("/session")
def session(manner: str, question: str):
    with Session(manner) as opened:  # step: untrusted-system-prompt
        return opened.ask(question)


@app.get("/expression")
def expression(question: str):
    with asker() as ask:
        return eval(ask(question))  # missing: model-output-to-code a function that a context manager yields is lost


@app.get("/length")
def length(question: str):
    with asker() as ask:
        return eval(f"{len(ask(question))} * 2")  # ok: model-output-to-code
