"""A support bot with defects that llmlint finds. Not for use."""

import subprocess

from fastapi import FastAPI
from langchain_chroma import Chroma
from langchain_openai import OpenAIEmbeddings
from openai import OpenAI
from prompts import system_prompt
from pydantic import BaseModel

app = FastAPI()
client = OpenAI()
store = Chroma(persist_directory="db", embedding_function=OpenAIEmbeddings())


class Question(BaseModel):
    persona: str
    text: str


@app.post("/ask")
def ask(question: Question) -> dict:
    # The persona of the request becomes part of the instructions.
    answer = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[
            {"role": "system", "content": system_prompt(question.persona)},
            {"role": "user", "content": question.text},
        ],
    )
    return {"answer": answer.choices[0].message.content}


@app.post("/docs")
def from_documents(question: Question) -> dict:
    pages = store.similarity_search(question.text, k=4)
    context = "\n\n".join(page.page_content for page in pages)
    answer = client.responses.create(
        model="gpt-4o-mini",
        instructions=f"Answer from this text:\n{context}",
        input=question.text,
    )
    return {"answer": answer.output_text}


@app.post("/run")
def run(question: Question) -> dict:
    command = client.responses.create(
        model="gpt-4o-mini",
        instructions="Reply with one shell command and nothing else.",
        input=question.text,
    ).output_text
    # What the user wrote decides what the model answers, and the answer is run.
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=10)
    return {"output": done.stdout}
