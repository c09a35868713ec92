"""Every row of the pack."""

import celery


def callback(value):
    return value


def calls(text):
    celery.shared_task(callback)
    celery.job(callback)
    celery.actor(callback)
    app_value = celery.Celery(broker=text, backend=text)
    app_value.task(callback)
    app_value.periodic_task(callback)
