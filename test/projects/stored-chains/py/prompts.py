import types
from enum import Enum

from langchain_core.prompts import (
    ChatPromptTemplate,
    HumanMessagePromptTemplate,
    MessagesPlaceholder,
    PromptTemplate,
    SystemMessagePromptTemplate,
)


class PromptName(str, Enum):
    ANSWER = "ANSWER"
    DOCUMENT = "DOCUMENT"


def _define_prompts():
    prompts = {}
    context_template = (
        "Answer kindly and briefly.\n"
        "You know these files: {files}\n"
        "You have this context to complete the task: {context}\n"
    )
    prompts[PromptName.ANSWER] = ChatPromptTemplate.from_messages(
        [
            SystemMessagePromptTemplate.from_template(context_template),  # step: unfiltered-rag-content
            MessagesPlaceholder(variable_name="history"),
            HumanMessagePromptTemplate.from_template("{question}"),
        ]
    )
    prompts[PromptName.DOCUMENT] = PromptTemplate.from_template("File: {name}\n{page_content}")
    return prompts


prompts = types.MappingProxyType(_define_prompts())
summary_prompt = PromptTemplate.from_template("Summarise this text for {reader}, keep the numbers.\n\n{text}")
