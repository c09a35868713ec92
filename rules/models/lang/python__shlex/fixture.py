"""Every row of the pack."""

import shlex


def calls(text):
    shlex.quote(text)
    shlex.join(text)
    shlex.split(text)
