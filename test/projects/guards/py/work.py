import subprocess

import requests
from openai import OpenAI

from checks import ROOT, is_plain, require_https, require_inside

client = OpenAI()
SERVICES = frozenset({"web", "worker"})


def ask(question: str) -> str:
    return client.responses.create(model="gpt-4o", input=question).output_text.strip()


def inside(question: str):
    return require_inside(ask(question)).read_text()  # ok: model-output-to-path


def prefix_only(question: str):
    name = ask(question)
    if not str(ROOT / name).startswith(str(ROOT)):
        raise ValueError("outside of the folder")
    return (ROOT / name).read_text()  # want: model-output-to-path


def plain(question: str):
    name = ask(question)
    if not is_plain(name):
        return None
    return (ROOT / f"{name}.md").read_text()  # ok: model-output-to-path


def member(question: str):
    service = ask(question)
    assert service in SERVICES
    return subprocess.run(f"systemctl status {service}", shell=True)  # spurious: model-output-to-shell assert is not seen as a check


def denied(question: str):
    command = ask(question)
    if "rm" in command or "sudo" in command:
        raise ValueError("denied")
    return subprocess.run(command, shell=True)  # want: model-output-to-shell


def logged(question: str):
    service = ask(question)
    if service not in SERVICES:
        print("unknown service")
    return subprocess.run(f"systemctl status {service}", shell=True)  # want: model-output-to-shell


def scheme(question: str):
    return requests.get(require_https(ask(question)), timeout=5)  # want: model-output-to-url


def number(question: str):
    text = ask(question)
    if not text.isdigit():
        return None
    return subprocess.run(f"tail -n {text} app.log", shell=True)  # ok: model-output-to-shell
