from base import Agent


class PersonaAgent(Agent):
    def __init__(self, persona: str):
        super().__init__()
        self.persona = persona

    def instructions(self) -> str:
        return f"You are {self.persona}."


class CodeAgent(Agent):
    def instructions(self) -> str:
        return "Answer with one Python expression."

    def handle(self, reply: str):
        return eval(reply)  # want: model-output-to-code


class QuietAgent(Agent):
    def instructions(self) -> str:
        return "Answer in one line."

    def handle(self, reply: str):
        return {"reply": reply}  # ok: model-output-to-code
