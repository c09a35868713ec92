"""Every row of the pack."""

import nicegui


def callback(value):
    return value


def handler_1(p0, p1):
    return p0


def handler_2(p0, p1, p2):
    return p0


@nicegui.callback("/p")
def route_1(p0):
    return p0


dash_value = nicegui.Dash()


@dash_value.callback("/p")
def route_2(p0):
    return p0


def calls(text):
    print(nicegui.ui.input().value)
    nicegui.ui.textarea()
    nicegui.ui.html(text)
    nicegui.ui.markdown(text)
    nicegui.ui.add_body_html(text)
    nicegui.ui.run_javascript(text)
    nicegui.widgets.TextInput()
    nicegui.widgets.TextAreaInput()
    nicegui.TextField()
    nicegui.chat(handler_1)
    nicegui.html(text, mode="unsafe")
    nicegui.page(callback)
    event_value = nicegui.InputEvent()
    print(event_value.value)
    print(event_value.content)
    print(event_value.file)
    print(event_value.args)
    print(event_value.control.value)
    chatInterface_value = nicegui.ChatInterface()
    dash_value = nicegui.Dash()
