"""Every row of the pack."""

import base64


def calls(text):
    base64.b64encode(text)
    base64.b64decode(text)
    base64.urlsafe_b64encode(text)
    base64.urlsafe_b64decode(text)
    base64.standard_b64encode(text)
    base64.standard_b64decode(text)
    base64.b32encode(text)
    base64.b32decode(text)
    base64.b85encode(text)
    base64.b85decode(text)
    base64.hexlify(text)
    base64.unhexlify(text)
    base64.compress(text)
    base64.decompress(text)
    base64.crc32()
    base64.unpack()
