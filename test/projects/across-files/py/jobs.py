import subprocess

from llm import complete


def nightly(goal: str):
    command = complete("Write one command.", goal)
    subprocess.run(command, shell=True)  # want: model-output-to-shell
