"""Every row of the pack."""

import slack_bolt


def callback(value):
    return value


app_value = slack_bolt.App()


@app_value.message("/p")
def route_1(p0):
    return p0


@app_value.event("/p")
def route_2(p0):
    return p0


@app_value.command("/p")
def route_3(p0):
    return p0


@app_value.action("/p")
def route_4(p0):
    return p0


@app_value.view("/p")
def route_5(p0):
    return p0


@app_value.shortcut("/p")
def route_6(p0):
    return p0


@app_value.user_message("/p")
def route_7(p0):
    return p0


def calls(text):
    app_value = slack_bolt.App(token=text, signing_secret=text)
    app_value.thread_started(callback)
    app_value.middleware(callback)
    app_value.use(callback)
    app_value.client.conversations_history()
    app_value.client.conversations_replies()
    app_value.client.chat_postMessage(text=text)
    app_value.start()
    say_value = slack_bolt.Say()
    say_value(text)
