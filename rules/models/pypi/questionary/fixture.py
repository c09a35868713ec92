"""Every row of the pack."""

import questionary


def calls(text):
    questionary.text().ask()
    questionary.text().ask_async()
    questionary.text().unsafe_ask()
    questionary.text().execute()
    questionary.path()
    questionary.autocomplete()
    questionary.confirm().ask()
    questionary.confirm().ask_async()
    questionary.confirm().unsafe_ask()
    questionary.confirm().execute()
    questionary.prompt()
    session_value = questionary.PromptSession()
    session_value.prompt()
    session_value.prompt_async()
    prompt_value = questionary.Prompt()
    prompt_value.ask()
    confirm_value = questionary.Confirm()
    confirm_value.ask(text)
    console_value = questionary.Console()
    console_value.input()
    console_value.print()
    console_value.status()
    console_value.rule()
