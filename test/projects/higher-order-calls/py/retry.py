import functools
import time


def retried(times: int):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except TimeoutError:
                    time.sleep(attempt)
            return None

        return wrapper

    return decorate


def apply(function, *args):
    return function(*args)


def compose(first, second):
    return lambda value: second(first(value))
