"""Every row of the pack."""

import markdown


def calls(text):
    markdown.markdown(text)
    markdown.html(text)
    markdown.commonmark(text)
    markdown.create_markdown()
    markdown.highlight(text)
    renderer_value = markdown.Markdown()
    renderer_value.convert()
    renderer_value.render()
    renderer_value()
