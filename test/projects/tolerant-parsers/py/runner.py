import subprocess

from openai import OpenAI

from parsing import parsed, retried

client = OpenAI()


class Runner:
    def __init__(self, folder):
        self.folder = folder

    @parsed
    def commands_of(self, answer):
        if "commands" not in answer:
            return False
        return answer["commands"]

    @retried
    def run(self, commands, note):
        for command in commands:
            words = command.split(" ")
            subprocess.run(words, cwd=self.folder)  # want: model-output-to-shell

    @retried
    def list(self, commands, note):
        for command in commands:
            words = command.split(" ")
            subprocess.run(words, cwd=self.folder)  # ok: model-output-to-shell

    @retried
    def execute(self, task):
        answer = client.responses.create(model="gpt-4o", input=task).output_text
        commands = self.commands_of(answer)
        self.list(["ls -l", "pwd"], "before")
        self.run(commands, "now")
        return commands
