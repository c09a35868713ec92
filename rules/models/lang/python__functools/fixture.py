"""Every row of the pack."""

import functools


def callback(value):
    return value


def calls(text):
    functools.partial(callback, text)
    functools.partialmethod(callback, text)
    functools.reduce(callback, text)
    functools.wraps(callback)
    functools.update_wrapper(text)
    functools.lru_cache(callback)
    functools.cache(callback)
    functools.cached_property(callback)
    functools.total_ordering(callback)
    functools.singledispatch(callback)
    functools.cmp_to_key(text)
    functools.pipe(text)
    functools.compose(text)
