"""Every row of the pack."""

import sqlite3


def calls(text):
    sqlite3.connect(text)
    connection_value = sqlite3.Connection()
    print(connection_value.lastrowid)
    print(connection_value.rowcount)
    for item in connection_value: print(item)
    connection_value.execute(text)
    connection_value.executemany(text)
    connection_value.executescript(text)
    connection_value.execute_fetchall(text)
    print(connection_value.cursor().description)
    print(connection_value.cursor().lastrowid)
    print(connection_value.cursor().rowcount)
    for item in connection_value.cursor(): print(item)
    connection_value.cursor().execute(text)
    connection_value.cursor().executemany(text)
    connection_value.cursor().executescript(text)
    connection_value.cursor().execute_fetchall(text)
    connection_value.cursor().cursor()
    connection_value.cursor().commit()
    connection_value.cursor().rollback()
    connection_value.cursor().close()
    connection_value.cursor().fetchone()
    connection_value.cursor().fetchall()
    connection_value.cursor().fetchmany()
    connection_value.commit()
    connection_value.rollback()
    connection_value.close()
    connection_value.fetchone()
    connection_value.fetchall()
    connection_value.fetchmany()


def tables(path: str, statement: str):
    from sqlite_utils import Database

    database = Database(path)
    database.executescript(statement)
    return list(database.query(statement)), database.execute(statement)
