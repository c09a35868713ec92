"""Every row of the pack."""

import html


def calls(text):
    html.escape(text)
    html.quoteattr(text)
    html.unescape(text)
