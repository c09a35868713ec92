"""Every row of the pack."""

import ast


def calls(text):
    ast.literal_eval(text)
    ast.parse(text)
    ast.unparse(text)
    ast.dump(text)
    ast.walk(text)
