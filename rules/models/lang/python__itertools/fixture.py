"""Every row of the pack."""

import itertools


def callback(value):
    return value


def calls(text):
    itertools.chain(text)
    itertools.chain.from_iterable(text)
    itertools.islice(text)
    itertools.zip_longest(text, text)
    itertools.batched(text)
    itertools.chunked(text)
    itertools.tee(text)
    itertools.takewhile(callback, text)
    itertools.dropwhile(callback, text)
    itertools.filterfalse(callback, text)
    itertools.starmap(callback, text)
    itertools.cycle(text)
    itertools.repeat(text)
    itertools.accumulate(text)
    itertools.count()
    itertools.flatten(text)
    itertools.first(text)
