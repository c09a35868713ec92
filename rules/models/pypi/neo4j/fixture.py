"""Every row of the pack."""

import neo4j


def handler_1(p0):
    print(p0)


def calls(text):
    neo4j.GraphDatabase.driver()
    neo4j.AsyncGraphDatabase.driver()
    neo4j.db.cypher_query(text)
    driver_value = neo4j.Driver()
    driver_value.session().run(text)
    driver_value.session().query(text)
    driver_value.session().execute(text)
    driver_value.session().execute_read(handler_1)
    driver_value.session().execute_write(handler_1)
    driver_value.session().read_transaction(handler_1)
    driver_value.session().write_transaction(handler_1)
    driver_value.session().begin_transaction()
    driver_value.session().close()
    driver_value.execute_query(text)
    driver_value.verify_connectivity()
    driver_value.run(text)
    driver_value.query(text)
    driver_value.execute(text)
    driver_value.select_graph()
    driver_value.close()
