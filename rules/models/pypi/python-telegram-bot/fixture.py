"""Every row of the pack."""

import telegram


def callback(value):
    return value


def handler_1(p0, p1):
    print(p0)
    print(p1)


def calls(text):
    update_value = telegram.Update()
    print(update_value.message.text)
    print(update_value.message.caption)
    print(update_value.message.document)
    print(update_value.message.voice)
    print(update_value.message.photo)
    print(update_value.message.reply_to_message)
    print(update_value.message.chat_id)
    print(update_value.message.from_user)
    print(update_value.message.message_id)
    print(update_value.effective_message.text)
    print(update_value.edited_message.text)
    print(update_value.callback_query.data)
    print(update_value.inline_query.query)
    print(update_value.effective_user.first_name)
    print(update_value.effective_user.full_name)
    print(update_value.effective_user.username)
    print(update_value.effective_user.id)
    print(update_value.effective_chat.id)
    update_value.message.reply_text(text)
    update_value.message.reply_html(text)
    update_value.message.reply_markdown(text)
    update_value.effective_message.reply_text(text)
    update_value.callback_query.edit_message_text(text)
    update_value.callback_query.answer()
    update_value.message.document.get_file()
    update_value.message.voice.get_file()
    update_value.message.photo()
    context_value = telegram.CallbackContext()
    print(context_value.args)
    print(context_value.matches)
    context_value.bot.send_message(text=text)
    context_value.bot.get_file()
    handler_value = telegram.MessageHandler(text, handler_1)
    queryHandler_value = telegram.CallbackQueryHandler(handler_1)
    application_value = telegram.Application()
    application_value.builder()
    application_value.token(text)
    application_value.build()
    application_value.add_handler()
    application_value.run_polling()
