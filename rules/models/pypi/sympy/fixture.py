"""Every row of the pack."""

import sympy


def calls(text):
    sympy.sympify(text)
    sympy.parse_expr(text)
    sympy.S(text)
    sympy.simplify(text)
    sympy.lambdify(text, text)
