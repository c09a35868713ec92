def format_message(message):
    return f"{message['role']}: {message['text']}"  # step: unseparated-prompt


def format_history(messages):
    return "\n".join(format_message(message) for message in messages)
