"""Every row of the pack."""

import typing


def callback(value):
    return value


def calls(text):
    typing.cast()
    typing.overload(callback)
    typing.final(callback)
    typing.override(callback)
    typing.runtime_checkable(callback)
    typing.no_type_check(callback)
    typing.abstractmethod(callback)
    typing.unique(callback)
    typing.get_args()
    typing.get_origin()
    typing.get_type_hints()
    typing.assert_never()
