"""Every row of the pack."""

import contextlib


def callback(value):
    return value


def calls(text):
    contextlib.contextmanager(callback)
    contextlib.asynccontextmanager(callback)
    contextlib.suppress()
    contextlib.redirect_stdout()
    contextlib.redirect_stderr()
    contextlib.nullcontext(text)
    contextlib.closing(text)
    contextlib.aclosing(text)
