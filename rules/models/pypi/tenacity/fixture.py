"""Every row of the pack."""

import tenacity


def callback(value):
    return value


def calls(text):
    tenacity.retry(callback)
    tenacity.on_exception(callback)
    tenacity.on_predicate(callback)
    tenacity.cached(callback)
    tenacity.sleep_and_retry(callback)
    tenacity.limits(callback)
    tenacity.memoize(callback)
    tenacity.alru_cache(callback)
    tenacity.ttl_cache(callback)
    tenacity.retry_call(callback, text)
    retrying_value = tenacity.Retrying()
    retrying_value(callback, text)
    retrying_value.call(callback, text)
