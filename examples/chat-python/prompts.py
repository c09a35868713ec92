"""Prompts of the support bot."""

PERSONA = "You are {persona}, the support bot of a shop. Answer in one paragraph."


def system_prompt(persona: str) -> str:
    return PERSONA.format(persona=persona)
