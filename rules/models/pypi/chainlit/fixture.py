"""Every row of the pack."""

import chainlit


def callback(value):
    return value


@chainlit.on_message("/p")
def route_1(p0):
    return p0


@chainlit.on_audio_chunk("/p")
def route_2(p0):
    return p0


@chainlit.on_settings_update("/p")
def route_3(p0):
    return p0


@chainlit.action_callback("/p")
def route_4(p0):
    return p0


def calls(text):
    chainlit.on_chat_start(callback)
    chainlit.on_chat_end(callback)
    chainlit.on_chat_resume(callback)
    chainlit.on_stop(callback)
    chainlit.password_auth_callback(callback)
    chainlit.oauth_callback(callback)
    chainlit.header_auth_callback(callback)
    chainlit.step(callback)
    chainlit.cache(callback)
    chainlit.set_chat_profiles(callback)
    chainlit.set_starters(callback)
    chainlit.make_async()
    chainlit.run_sync()
    message_value = chainlit.Message()
    print(message_value.content)
    print(message_value.elements)
    print(message_value.command)
    print(message_value.id)
    print(message_value.author)
    message_value.send()
    message_value.update()
    message_value.remove()
    message_value.stream_token()
    askUser_value = chainlit.AskUserMessage()
    askUser_value.send()
    askAction_value = chainlit.AskActionMessage()
    askAction_value.send()
    action_value = chainlit.Action()
    print(action_value.payload)
    print(action_value.value)
    print(action_value.name)
    user_value = chainlit.User()
    print(user_value.identifier)
    print(user_value.metadata)
