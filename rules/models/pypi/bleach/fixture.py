"""Every row of the pack."""

import bleach


def calls(text):
    bleach.clean(text)
    bleach.linkify(text)
    bleach.clean_html(text)
    cleaner_value = bleach.Cleaner()
    cleaner_value.clean(text)
    cleaner_value.clean_html(text)
