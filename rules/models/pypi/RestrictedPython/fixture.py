"""Every row of the pack."""

import RestrictedPython


def calls(text):
    RestrictedPython.compile_restricted()
    RestrictedPython.compile_restricted_exec()
    RestrictedPython.compile_restricted_eval()
    RestrictedPython.simple_eval()
    RestrictedPython.eval_js(text)
    RestrictedPython.execjs.eval(text)
    interpreter_value = RestrictedPython.Interpreter()
    interpreter_value(text)
    interpreter_value.eval(text)
