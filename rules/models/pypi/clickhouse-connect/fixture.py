"""Every row of the pack."""

import clickhouse_connect


def calls(text):
    clickhouse_connect.get_client(password=text)
    clickhouse_connect.create_client(password=text)
    clickhouse_connect.get_async_client(password=text)
    clickhouse_connect.connect()
    client_value = clickhouse_connect.Client(password=text, token=text)
    client_value.query(text)
    client_value.query_df(text)
    client_value.query_arrow(text)
    client_value.query_all(text)
    client_value.command(text)
    client_value.execute(text)
    client_value.execute_query(text, text)
    client_value.sql(text)
    client_value.raw_query(text)
    client_value.analytics_query(text)
    client_value.n1ql_query(text)
    client_value.query_and_wait(text)
    client_value.query_items(text)
    client_value.connect()
    client_value.query_api()
    client_value.builder.getOrCreate()
    client_value.builder.appName.getOrCreate()
    client_value.get_container_client()
    client_value.get_database_client()
