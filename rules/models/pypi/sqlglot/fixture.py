"""Every row of the pack."""

import sqlglot


def calls(text):
    sqlglot.parse(text)
    sqlglot.parse_one(text)
    sqlglot.transpile(text)
    sqlglot.format(text)
    sqlglot.split(text)
    sqlglot.parse_sql(text)
