import sqlite3

from openai import OpenAI

from retry import apply, compose, retried

client = OpenAI()
database = sqlite3.connect("shop.db")


@retried(3)
def ask(question: str) -> str:
    return client.responses.create(model="gpt-4o", input=question).output_text


def run(query: str):
    return database.execute(query).fetchall()  # want: model-output-to-sql


def price(name: str):
    return database.execute("SELECT price FROM items WHERE name = ?", (name,)).fetchone()  # ok: model-output-to-sql


def report(question: str):
    return apply(run, ask(question))


def prices(questions: list[str]):
    return list(map(price, map(ask, questions)))


def cleaned(question: str):
    pipeline = compose(ask, str.strip)
    return database.executescript(pipeline(question))  # want: model-output-to-sql
