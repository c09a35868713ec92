"""Every row of the pack."""

import marvin
import outlines

made = [outlines.from_openai, outlines.from_transformers, outlines.from_vllm, outlines.from_llamacpp, outlines.from_ollama, outlines.from_anthropic, outlines.from_gemini]
old = [outlines.models.transformers, outlines.models.openai, outlines.models.llamacpp, outlines.models.vllm, outlines.generate.text, outlines.generate.json]
old += [outlines.generate.choice, outlines.generate.regex, outlines.generate.format]
model = outlines.from_openai(None, "gpt-4o")


def run(question: str) -> str:
    text = model(question, int) + model.generate(question) + outlines.Generator(model, int)(question) + outlines.generate.text(model)(question)
    for piece in model.stream(question):
        text += piece
    found = marvin.extract(question, target=str), marvin.cast(question, target=int), marvin.generate(target=str, instructions="Make names."), marvin.classify(question, ["a", "b"])
    return text + found[0][0]
