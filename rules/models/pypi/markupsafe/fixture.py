"""Every row of the pack."""

import markupsafe


def calls(text):
    markupsafe.Markup.escape(text)
    markupsafe.escape(text)
    markupsafe.escape_silent(text)
    markup_value = markupsafe.Markup(text)
    markup_value.format()
    markup_value.join()
    markup_value.escape(text)
