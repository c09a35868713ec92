"""Every row of the pack."""

import modal


def calls(text):
    sandbox_value = modal.Sandbox()
    sandbox_value.run_code()
    sandbox_value.exec_cell()
    sandbox_value.commands.run()
    sandbox_value.process.start()
    sandbox_value.process.code_run()
    sandbox_value.process.exec(text)
    sandbox_value.exec(text)
    sandbox_value.notebook.exec_cell()
    sandbox_value.files.write()
    sandbox_value.files.read()
    sandbox_value.run()
    sandbox_value.execute()
    sandbox_value.create()
    sandbox_value.connect()
    sandbox_value.kill()
    sandbox_value.close()
