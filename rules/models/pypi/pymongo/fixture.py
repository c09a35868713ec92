"""Every row of the pack."""

import pymongo


def calls(text):
    client_value = pymongo.MongoClient()
    client_value.anything.anything.find({ "$where": text })
    client_value.anything.anything.find_one({ "$where": text })
    client_value.anything.anything.count_documents({ "$where": text })
    client_value.anything.anything.delete_many({ "$where": text })
    client_value.anything.anything.update_many({ "$where": text })
    client_value.anything.anything.aggregate(text)
    client_value.anything.anything.map_reduce(text, text)
    client_value.anything.anything.insert_one(text)
    client_value.anything.anything.insert_many(text)
    client_value.anything.anything.update_one(text, text)
    client_value.anything.anything.distinct()
    client_value.anything.anything.create_index()
    for item in client_value.anything: print(item)
    client_value.anything.get_collection()
    client_value.anything.command(text)
    client_value.anything.aggregate(text)
    for item in client_value: print(item)
    client_value.get_database()
    client_value.get_default_database()
    client_value.close()
