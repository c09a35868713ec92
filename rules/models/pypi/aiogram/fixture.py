"""Every row of the pack."""

import aiogram


def callback(value):
    return value


class MyBot(aiogram.Dispatcher):
    def on_message(self, p0):
        print(p0)


@aiogram.command("/p")
def route_1(p0):
    return p0


@aiogram.app_commands.command("/p")
def route_2(p0):
    return p0


@aiogram.hybrid_command("/p")
def route_3(p0):
    return p0


bot_value = aiogram.Dispatcher()


@bot_value.message("/p")
def route_4(p0):
    return p0


@bot_value.message_handler("/p")
def route_5(p0):
    return p0


@bot_value.callback_query("/p")
def route_6(p0):
    return p0


@bot_value.callback_query_handler("/p")
def route_7(p0):
    return p0


@bot_value.inline_query("/p")
def route_8(p0):
    return p0


@bot_value.inline_handler("/p")
def route_9(p0):
    return p0


@bot_value.edited_message("/p")
def route_10(p0):
    return p0


@bot_value.channel_post("/p")
def route_11(p0):
    return p0


@bot_value.on_message("/p")
def route_12(p0):
    return p0


@bot_value.on_callback_query("/p")
def route_13(p0):
    return p0


@bot_value.on("/p")
def route_14(p0):
    return p0


@bot_value.command("/p")
def route_15(p0):
    return p0


@bot_value.hybrid_command("/p")
def route_16(p0):
    return p0


@bot_value.slash_command("/p")
def route_17(p0):
    return p0


@bot_value.tree.command("/p")
def route_18(p0):
    return p0


@bot_value.event("/p")
def route_19(p0, p1):
    print(p0)


@bot_value.listen("/p")
def route_20(p0, p1):
    print(p0)


tree_value = aiogram.CommandTree()


@tree_value.command("/p")
def route_21(p0):
    return p0


def calls(text):
    aiogram.describe(callback)
    message_value = aiogram.Message()
    print(message_value.text)
    print(message_value.content)
    print(message_value.clean_content)
    print(message_value.caption)
    print(message_value.html_text)
    print(message_value.md_text)
    print(message_value.data)
    print(message_value.attachments)
    print(message_value.voice)
    print(message_value.document)
    print(message_value.photo)
    print(message_value.raw_text)
    print(message_value.reply_to_message)
    print(message_value.message)
    print(message_value.author.name)
    print(message_value.author.display_name)
    print(message_value.author.bot)
    print(message_value.author.id)
    print(message_value.from_user)
    print(message_value.from_user.id)
    print(message_value.chat.id)
    print(message_value.id)
    message_value.answer(text)
    message_value.reply(text)
    message_value.reply_text(text)
    message_value.send(text)
    message_value.channel.send(text)
    message_value.response.send_message(text)
    message_value.followup.send(text)
    message_value.edit_text(text)
    message_value.download()
    message_value.attachments()
    message_value.channel.history()
    bot_value = aiogram.Dispatcher(token=text)
    bot_value.send_message(text, text)
    bot_value.reply_to(text, text)
    bot_value.get_file()
    bot_value.download_file()
    bot_value.get_channel()
    bot_value.run(text)
    bot_value.start(text)
    tree_value = aiogram.CommandTree()
    tree_value.sync()
