"""Every row of the pack."""

import importlib


def calls(text):
    importlib.import_module(text)
    importlib.__import__(text)
    importlib.util.spec_from_file_location(text, text)
    importlib.resolve_name(text)
    importlib.load_source(text, text)
    importlib.resources.read_text()
    importlib.metadata.version()
