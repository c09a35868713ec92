import json
import time
from functools import wraps


def retried(func):
    def wrapper(*args, **kwargs):
        for _ in range(5):
            result = func(*args, **kwargs)
            if result:
                return result
            time.sleep(1)
        return None

    return wrapper


def parsed(func):
    @wraps(func)
    def wrapper(*args, **kwargs):
        args = list(args)
        text = args[1].strip()
        try:
            args[1] = json.loads(text)  # want: unvalidated-model-output
            return func(*args, **kwargs)
        except json.JSONDecodeError:
            pass
        try:
            args[1] = json.loads(text.split("```")[1])  # ok: unvalidated-model-output (one finding with the try above)
            return func(*args, **kwargs)
        except (IndexError, json.JSONDecodeError):
            pass
        return False

    return wrapper
