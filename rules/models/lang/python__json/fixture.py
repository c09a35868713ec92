"""Every row of the pack."""

import json


def calls(text):
    json.loads(text)
    json.load(text)
    json.dumps(text)
    json.dump()
    json.decode(text)
    json.encode(text)
    json.repair_json(text)
