import json
import sqlite3
import subprocess

import requests
from langchain_chroma import Chroma
from openai import OpenAI

from policy import Step, allowed, confirmed, harmless, mentions_host, read_only

client = OpenAI()
database = sqlite3.connect("shop.db")


def ask(question: str) -> str:
    return client.responses.create(model="gpt-4o", input=question).output_text


def open_allowed(question: str):
    url = ask(question)
    if allowed(url):
        return requests.get(url, timeout=5)  # ok: model-output-to-url
    return None


def open_mentioned(question: str):
    url = ask(question)
    if mentions_host(url):
        return requests.get(url, timeout=5)  # want: model-output-to-url
    return None


def query(question: str):
    return database.execute(read_only(ask(question))).fetchall()  # ok: model-output-to-sql


def query_unchecked(question: str):
    text = ask(question)
    try:
        read_only(text)
    except ValueError:
        print("not read-only")
    return database.execute(text).fetchall()  # want: model-output-to-sql


def minutes(question: str):
    step = Step(**json.loads(ask(question)))  # ok: unvalidated-model-output
    return subprocess.run(f"sleep {step.minutes}", shell=True)  # ok: model-output-to-shell


def named(question: str):
    step = Step.model_validate_json(ask(question))
    return subprocess.run(f"start {step.name}", shell=True)  # want: model-output-to-shell


def approved(question: str):
    command = ask(question)
    if confirmed(command):
        subprocess.run(command, shell=True)  # spurious: model-output-to-shell a yes that a person types is not seen as approval


def approved_or_forced(question: str, force: bool):
    command = ask(question)
    if force or confirmed(command):
        subprocess.run(command, shell=True)  # want: model-output-to-shell


def screened(store: Chroma, question: str):
    texts = [doc.page_content for doc in store.similarity_search(question)]
    for text in texts:
        if not harmless(text):
            raise ValueError("harmful document")
    return client.responses.create(model="gpt-4o", instructions="\n".join(texts), input=question)  # spurious: unfiltered-rag-content a check of each element that throws does not speak of the list


def screened_late(store: Chroma, question: str):
    texts = "\n".join(doc.page_content for doc in store.similarity_search(question))
    harmless(texts)
    return client.responses.create(model="gpt-4o", instructions=texts, input=question)  # want: unfiltered-rag-content
