from agents.base import Agent


def main():
    return eval(Agent(name="a", instructions="Count.").run("1"))  # ok: model-output-to-code
