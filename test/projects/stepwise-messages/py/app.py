from fastapi import FastAPI, Request
from openai import OpenAI

from history import History

app = FastAPI()
client = OpenAI()


@app.post("/guide")
async def guide(request: Request):
    body = await request.json()
    history = History().add("system", "You guide through " + body["city"])  # step: untrusted-system-prompt
    history.add_user(body["question"])
    return client.chat.completions.create(model="gpt-4o", messages=history.turns)


@app.post("/chat")
async def chat(request: Request):
    body = await request.json()
    messages = []
    messages.append({"role": "system", "content": "You are a guide."})  # ok: untrusted-system-prompt
    for turn in body["turns"]:
        messages.append({"role": turn["role"], "content": turn["content"]})  # missing: untrusted-message-roles the finding stands where the list is handed over instead of at the entry
    messages += [{"role": "user", "content": body["question"]}]
    # spurious: untrusted-message-roles the finding belongs at the entry above
    return client.chat.completions.create(model="gpt-4o", messages=messages)


@app.post("/kept")
async def kept(request: Request):
    body = await request.json()
    messages = [{"role": "system", "content": "You are a guide."}]
    for turn in body["turns"]:
        if turn["role"] not in ("user", "assistant"):
            continue
        messages.append({"role": turn["role"], "content": turn["content"]})  # ok: untrusted-message-roles
    return client.chat.completions.create(model="gpt-4o", messages=messages)
