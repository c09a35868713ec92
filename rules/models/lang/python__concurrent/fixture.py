"""Every row of the pack."""

import concurrent.futures


def callback(value):
    return value


def calls(text):
    concurrent.futures.as_completed(text)
    concurrent.futures.wait(text)
    executor_value = concurrent.futures.ThreadPoolExecutor()
    executor_value.submit(callback, text)
    executor_value.map(callback, text)
    executor_value.imap(callback, text)
    executor_value.starmap(callback, text)
    executor_value.apply(callback, text)
    executor_value.shutdown()
