class Agent:
    """The project's own, whatever else is called so."""

    def __init__(self, name, instructions):
        self.name = name
        self.instructions = instructions

    def run(self, question):
        return f"{self.name}: {len(question)}"
