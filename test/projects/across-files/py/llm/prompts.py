SUMMARY = "Summarize the text of the user in two sentences."


def translator(language: str) -> str:
    return f"Translate the text of the user to {language}."
