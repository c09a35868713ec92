"""Every row of the pack."""

import pty


def calls(text):
    pty.spawn(text)
    pty.compile_command(text)
    pty.run_path(text)
    pty.run_module(text)
    pty.timeit(text)
    pty.run(text)
    pty.runctx(text)
    pty.runeval(text)
    console_value = pty.InteractiveInterpreter()
    console_value.runsource(text)
    console_value.runcode(text)
    console_value.push(text)
