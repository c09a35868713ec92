"""Every row of the pack."""

from daytona import Daytona
from e2b_code_interpreter import AsyncSandbox, Sandbox


async def run(code: str) -> str:
    box = Sandbox()
    text = box.run_code(code).text + box.notebook.exec_cell(code).text + box.commands.run(code).stdout + box.process.start(code).stdout + box.process.start_and_wait(code).stdout
    box.files.write("a.txt", text), box.filesystem.write("a.txt", text)
    remote = await AsyncSandbox.create()
    text += (await remote.run_code(code)).text + box.files.read("a.txt") + box.filesystem.read("a.txt") + str(Sandbox.connect("id").exec_cell(code))
    other = Daytona().create()
    return text + other.process.code_run(code).result + other.process.exec(code).result
