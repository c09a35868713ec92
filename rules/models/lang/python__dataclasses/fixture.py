"""Every row of the pack."""

import dataclasses


def callback(value):
    return value


def calls(text):
    dataclasses.dataclass(callback)
    dataclasses.define(callback)
    dataclasses.frozen(callback)
    dataclasses.s(callback)
    dataclasses.attrs(callback)
    dataclasses.asdict(text)
    dataclasses.astuple(text)
    dataclasses.replace(text)
    dataclasses.evolve(text)
