import subprocess

from services import Planner, Writer


class Worker:
    def __init__(self, writer: Writer, planner: Planner):
        self.writer = writer
        self.planner = planner

    def planned(self, task):
        subprocess.run(self.planner.plan(task), shell=True)  # want: model-output-to-shell

    def written(self, task):
        subprocess.run(self.writer.write(task), shell=True)  # want: model-output-to-shell

    def fixed(self, task):
        subprocess.run("ls -l", shell=True)  # ok: model-output-to-shell
