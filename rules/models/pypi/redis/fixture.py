"""Every row of the pack."""

import redis


def calls(text):
    redis.from_url()
    client_value = redis.Redis(password=text)
    client_value.get()
    client_value.mget()
    client_value.hget()
    client_value.hgetall()
    client_value.lrange()
    client_value.set()
    client_value.eval(text)
    client_value.publish()
