import subprocess

from fastapi import FastAPI

from chains import command_chain, tutor_chain

app = FastAPI()


@app.get("/lesson")
def lesson(subject: str, question: str):
    return tutor_chain.invoke({"subject": subject, "question": question})  # want: untrusted-system-prompt


@app.get("/maths")
def maths(question: str):
    return tutor_chain.invoke({"subject": "maths", "question": question})  # ok: untrusted-system-prompt


@app.get("/command")
async def command(wish: str):
    text = await command_chain.ainvoke({"wish": wish})  # step: model-output-to-shell
    return subprocess.getoutput(text)  # want: model-output-to-shell


@app.get("/preview")
async def preview(wish: str):
    return {"command": await command_chain.ainvoke({"wish": wish})}  # ok: model-output-to-shell
