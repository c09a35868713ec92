class History:
    def __init__(self):
        self.turns = []

    def add(self, role: str, content: str):
        self.turns.append({"role": role, "content": content})  # want: untrusted-system-prompt
        return self

    def add_user(self, content: str):
        self.turns.append({"role": "user", "content": content})  # ok: untrusted-system-prompt
        return self
