"""Every row of the pack."""

import urllib3


def handler_1(p0, p1):
    for item in p0: print(item)
    p0.recv()
    p0.send()


def calls(text):
    urllib3.request(text, text)
    for item in urllib3.connect(text): print(item)
    urllib3.connect(text).recv()
    urllib3.connect(text).send()
    urllib3.create_connection(text)
    urllib3.serve(handler_1)
    pool_value = urllib3.PoolManager()
    pool_value.request(text, text)
    pool_value.urlopen(text, text)
