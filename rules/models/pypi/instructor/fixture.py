"""Every row of the pack."""

import instructor
from instructor import Instructor, llm_validator, openai_moderation
from pydantic import BaseModel


class Verdict(BaseModel):
    score: int
    reason: str


wrappers = [
    instructor.from_openai, instructor.from_anthropic, instructor.from_litellm, instructor.from_gemini, instructor.from_genai, instructor.from_vertexai,
    instructor.from_mistral, instructor.from_cohere, instructor.from_groq, instructor.from_bedrock, instructor.from_fireworks, instructor.from_cerebras,
    instructor.from_perplexity, instructor.from_writer, instructor.from_xai, instructor.patch, instructor.apatch,
]
client = instructor.from_provider("openai/gpt-4o", base_url="https://llm.example.com/v1")
checks = llm_validator("says nothing objectionable", client), openai_moderation(client)


def create(given: Instructor, question: str) -> str:
    messages = [{"role": "user", "content": question}]
    text = given.chat.completions.create(model="gpt-4o", response_model=Verdict, messages=messages).reason
    text += given.create(response_model=Verdict, messages=messages).reason + given.responses.create(response_model=Verdict, input=question).reason
    text += given.messages.create(response_model=Verdict, messages=messages, max_tokens=100).reason
    for each in (given.chat.completions, given.messages, given):
        for part in each.create_partial(response_model=Verdict, messages=messages):
            text += part.reason
        for part in each.create_iterable(response_model=Verdict, messages=messages):
            text += part.reason
    verdict, raw = given.chat.completions.create_with_completion(response_model=Verdict, messages=messages)
    return text + verdict.reason + raw.choices[0].message.content + given.create_with_completion(response_model=Verdict, messages=messages)[0].reason + given.messages.create_with_completion(response_model=Verdict, messages=messages, max_tokens=100)[0].reason
