"""Every row of the pack."""

import xml.etree


def calls(text):
    xml.etree.fromstring(text)
    xml.etree.XML(text)
    xml.etree.HTML(text)
    xml.etree.parseString(text)
    xml.etree.parse(text)
    xml.etree.tostring(text)
    xml.etree.text_content(text)
    xml.etree.html.clean.clean_html(text)
    xml.etree.clean_html(text)
