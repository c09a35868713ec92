"""Every row of the pack."""

import asyncpg


def calls(text):
    asyncpg.connect(password=text)
    asyncpg.create_pool(password=text)
    connection_value = asyncpg.Connection()
    connection_value.execute(text)
    connection_value.executemany(text)
    connection_value.fetch(text)
    connection_value.fetchrow(text)
    connection_value.fetchval(text)
    connection_value.fetch_all(text)
    connection_value.fetch_one(text)
    connection_value.fetch_val(text)
    connection_value.iterate(text)
    connection_value.cursor(text)
    connection_value.prepare(text)
    connection_value.acquire()
    connection_value.transaction()
    connection_value.close()
