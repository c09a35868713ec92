"""Every row of the pack."""

import nh3


def calls(text):
    nh3.clean(text)
    nh3.clean_text(text)
    nh3.is_html()
