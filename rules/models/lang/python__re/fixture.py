"""Every row of the pack."""

import re


def calls(text):
    re.compile(text)
    re.match(text)
    re.fullmatch(text)
    re.search(text)
    re.findall(text)
    re.finditer(text)
    re.split(text)
    re.sub(text, text)
    re.subn(text, text)
    re.escape(text)
